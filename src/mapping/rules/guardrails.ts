/** The deny list by choice: exceptions that except something, and denies that leave sessions possible. */

import { standardActions } from '../../aws/ways-around.js';
import type { Path } from '../../diagnostics/diagnostic.js';
import { compileGlob, globOf } from '../../iam/glob.js';
import { nearest } from '../nearest.js';
import type { WellFormed, WrittenGuardrails } from '../schema/raw-mapping.js';
import type { Rule, RuleContext } from './context.js';

/** What a role's own policy allows; whoever loses one of these has no sessions. */
const neededActions = [
  'ssm:StartSession',
  'ssm:ResumeSession',
  'ssm:TerminateSession',
  'ssmmessages:OpenDataChannel',
  'ssm:DescribeSessions',
  'ssm:GetConnectionStatus',
  'ssm:DescribeInstanceInformation',
  'ssm:DescribeInstanceProperties',
  'ssm:ListDocuments',
  'ec2:DescribeInstances',
  'ssm:GetDocument',
  'ssm:DescribeDocument',
  'kms:GenerateDataKey',
];

const known: ReadonlySet<string> = new Set(standardActions);

interface WrittenList {
  readonly path: Path;
  readonly written: WellFormed<Exclude<WrittenGuardrails, string>>;
}

function writtenLists({ mapping, roles }: RuleContext): WrittenList[] {
  const all = [
    { path: ['guardrails'], written: mapping.guardrails },
    ...roles.map(({ name, role }) => ({ path: ['roles', name, 'guardrails'], written: role.guardrails })),
  ];
  return all.flatMap(({ path, written }) => (typeof written === 'object' ? [{ path, written }] : []));
}

export const exceptionsKnown: Rule = (context) => {
  for (const { path, written } of writtenLists(context)) {
    for (const [index, action] of (written.except ?? []).entries()) {
      if (action === undefined || known.has(action)) continue;
      const suggestion = nearest(action, standardActions);
      context.report(
        'guardrail-exception-unknown',
        { path: [...path, 'except', index] },
        { action, suggestion },
      );
    }
  }
};

export const guardrailsLeaveSessions: Rule = (context) => {
  for (const { path, written } of writtenLists(context)) {
    for (const [index, pattern] of (written.deny ?? []).entries()) {
      if (pattern === undefined) continue;
      const matches = compileGlob(globOf(pattern.toLowerCase()));
      const actions = neededActions.filter((action) => matches(action.toLowerCase()));
      if (actions.length === 0) continue;
      context.report('guardrail-denies-session', { path: [...path, 'deny', index] }, { pattern, actions });
    }
  }
};
