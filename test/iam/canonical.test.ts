/** Two statements have one canonical text exactly if they do the same. */
import { describe, expect, it } from 'vitest';
import { canonicalStatement, effectOf } from '../../src/iam/canonical.js';
import type { Statement } from '../../src/iam/policy.js';

const statement: Statement = {
  Sid: 'One',
  Effect: 'Allow',
  Action: ['ssm:StartSession', 'ssm:ResumeSession'],
  Resource: '*',
  Condition: { StringEquals: { 'aws:RequestedRegion': ['eu-west-1', 'eu-central-1'] } },
};

describe('the canonical text', () => {
  it('does not depend on the order of lists, on repetitions, or on a list of one', () => {
    const other: Statement = {
      ...statement,
      Action: ['ssm:ResumeSession', 'ssm:StartSession', 'ssm:StartSession'],
      Resource: ['*'],
      Condition: { StringEquals: { 'aws:RequestedRegion': ['eu-central-1', 'eu-west-1'] } },
    };
    expect(canonicalStatement(other)).toBe(canonicalStatement(statement));
  });

  it.each([
    ['Sid', { ...statement, Sid: 'Two' }],
    ['Effect', { ...statement, Effect: 'Deny' }],
    ['Action', { ...statement, Action: 'ssm:StartSession' }],
    ['NotAction', { ...statement, NotAction: 'ssm:StartSession' }],
    ['Resource', { ...statement, Resource: 'arn:aws:ec2:*:*:instance/*' }],
    ['NotResource', { ...statement, NotResource: 'arn:aws:ec2:*:*:instance/*' }],
    ['Condition', { ...statement, Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } } }],
  ] as const)('differs with another %s', (_element, other) => {
    expect(canonicalStatement(other)).not.toBe(canonicalStatement(statement));
  });

  it('of an effect leaves out only the Sid', () => {
    expect(effectOf({ ...statement, Sid: 'Two' })).toBe(effectOf(statement));
    expect(effectOf({ ...statement, Effect: 'Deny' })).not.toBe(effectOf(statement));
  });
});
