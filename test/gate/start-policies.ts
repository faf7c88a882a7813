/** A role whose policy is asked about the default document, and policies on starting sessions to ask with. */
import { type Subject, subjectOf } from '../../src/verify/scenarios/subject.js';
import { compileMapping } from '../cases/case.js';

/** `places` are lines of the mapping; `own` is the policy that is generated for the role. */
export async function subjectWith(places: string): Promise<{ subject: Subject; own: string }> {
  const { mapping, access } = await compileMapping(
    `version: 1\nrollout: prepare\n${places}nodes: { tags: { ssm-runas: linux } }\nroles: { dba: { osUser: dba, permissionSet: Dba } }\n`,
    'hcl',
  );
  const [role] = access?.roles ?? [];
  if (!mapping || !role) throw new Error('the mapping is refused');
  return { subject: subjectOf(mapping, role), own: role.policyText };
}

export const policy = (...Statement: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement });

export const start = (Resource: string | readonly string[], more: object = {}) => ({
  Effect: 'Allow',
  Action: 'ssm:StartSession',
  Resource,
  ...more,
});

export const where = (operator: string, key: string, value: unknown) =>
  start('*', { Condition: { [operator]: { [key]: value } } });
