/**
 * Where the simulator and the IAM user guide part company: each case with the page that decides it, our answer and the
 * simulator's. The generator leaves exactly these out; a case that fails here because the simulator has changed its mind
 * gives back a rule in arbitraries.ts.
 */
import { expect, test } from 'vitest';
import type { DecisionOutcome, Request } from '../../../../src/iam/evaluate/evaluate.js';
import type { ConditionBlock, Statement } from '../../../../src/iam/policy.js';
import { decideOurs, decideTheirs } from './simulator.js';

const node = 'arn:aws:ec2:eu-west-1:123456789012:instance/i-0123456789abcdef0';

interface Disagreement {
  readonly name: string;
  /** The page and its words. */
  readonly page: string;
  readonly statement: Partial<Statement>;
  readonly context: Request['context'];
  readonly ours: DecisionOutcome;
  readonly theirs: DecisionOutcome;
}

const when = (Condition: ConditionBlock): Partial<Statement> => ({ Condition });

const disagreements: readonly Disagreement[] = [
  {
    name: 'a special character in StringEquals',
    page: 'reference_policies_variables: "can be used in any string where you can use regular policy variables"',
    statement: when({ StringEquals: { 'aws:userid': 'a${*}' } }),
    context: { 'aws:userid': 'a*' },
    ours: 'allowed',
    theirs: 'implicitly-denied',
  },
  {
    name: 'the special character ${$} in StringEquals',
    page: 'reference_policies_variables: "use where you need a $ (dollar sign) character"',
    statement: when({ StringEquals: { 'aws:userid': 'a${$}' } }),
    context: { 'aws:userid': 'a$' },
    ours: 'allowed',
    theirs: 'implicitly-denied',
  },
  {
    name: 'NotResource with an incomplete ARN of something else',
    page: 'reference_policies_grammar: "AWS automatically completes the ARN"; reference_policies_elements_notresource: "every resource except those specified"',
    statement: { NotResource: 'arn:aws:ssm' },
    context: {},
    ours: 'allowed',
    theirs: 'implicitly-denied',
  },
  {
    name: 'the range of all IPv4 addresses',
    page: 'reference_policies_elements_condition_operators: "The value must be in the standard CIDR format"',
    statement: when({ IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } }),
    context: { 'aws:SourceIp': '203.0.113.7' },
    ours: 'allowed',
    theirs: 'implicitly-denied',
  },
  {
    name: 'NotIpAddress without prefix, and an address of the other version',
    page: 'reference_policies_elements_condition_operators: "All IP addresses except the specified IP address or range"',
    statement: when({ NotIpAddress: { 'aws:SourceIp': '203.0.113.7' } }),
    context: { 'aws:SourceIp': '2001:db8::1' },
    ours: 'allowed',
    theirs: 'implicitly-denied',
  },
  {
    name: 'a date in seconds since 1970',
    page: 'reference_policies_elements_condition_operators: "ISO 8601 date formats or in epoch (UNIX) time"',
    statement: when({ DateLessThan: { 'aws:CurrentTime': '1767225600' } }),
    context: { 'aws:CurrentTime': '2025-01-01T00:00:00Z' },
    ours: 'allowed',
    theirs: 'implicitly-denied',
  },
];

test.each(disagreements)('$name', async ({ statement, context, ours, theirs }) => {
  const { Resource = '*', ...rest } = statement;
  const complete: Statement = {
    Effect: 'Allow',
    Action: 'ec2:CreateTags',
    ...rest,
    ...(rest.NotResource === undefined && { Resource }),
  };
  const one = {
    policies: [{ Version: '2012-10-17', Statement: [complete] } as const],
    scps: [],
    request: { action: 'ec2:CreateTags', resources: [{ arn: node }], context },
  };
  expect(decideOurs(one)).toMatchObject({ outcome: ours, ambiguous: false });
  expect(await decideTheirs(one, true)).toEqual([theirs]);
});
