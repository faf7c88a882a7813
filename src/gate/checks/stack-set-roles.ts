/**
 * Roles of IAM that a plan gives a name of the roles as which StackSets deploy. The service control policy of the mapping lets these
 * write the documents, and no condition key tells one of CloudFormation from one that somebody else created.
 */
import { stackSetRolePrefix } from '../../aws/names.js';
import { serviceControlSids } from '../../iam/sids.js';
import { textOf } from '../../source/json-value.js';
import type { GateCheck, GateContext } from '../check.js';
import { hasArgument } from '../configuration.js';
import { otherTypes, writtenBy } from '../other-writers.js';
import { holdsTrue, isLeftAlone, isStated } from '../plan-view.js';
import type { ResourceChange } from '../terraform-plan.js';

export const rolesOfStackSets: GateCheck = (context) => {
  const { plan, expected, report } = context;
  if (!expected.protections.some(({ sid }) => sid === serviceControlSids.stackSetRoles)) return;
  for (const change of plan.changes) {
    if (isLeftAlone(change) || change.after === undefined) continue;
    const { address } = change;
    const role = roleArguments.get(change.type);
    if (role) judgeRole(context, change, role);
    else if (deploysRole(change)) report('gate-stack-set-role', { address, does: 'creates' });
  }
};

interface RoleArguments {
  readonly name: string;
  readonly trust: string;
}

const roleArguments: ReadonlyMap<string, RoleArguments> = new Map([
  [otherTypes.role, { name: 'name', trust: 'assume_role_policy' }],
  ['awscc_iam_role', { name: 'role_name', trust: 'assume_role_policy_document' }],
]);

function judgeRole(context: GateContext, change: ResourceChange, role: RoleArguments): void {
  const { address, action, before, after = {}, unknown } = change;
  const name = [after[role.name], after.name_prefix].find(isStated);
  if (holdsTrue(unknown.path) || (name === undefined && isHidden(context, change, role)))
    context.report('gate-other-writer-unseen', {
      address,
      does: 'creates a role whose name is unknown until apply',
    });
  // Path and name as they are in the ARN of the role.
  if (!`${(textOf(after.path) ?? '/').slice(1)}${textOf(name) ?? ''}`.startsWith(stackSetRolePrefix)) return;
  if (action !== 'update') context.report('gate-stack-set-role', { address, does: 'creates' });
  else if (holdsTrue(unknown[role.trust]) || before?.[role.trust] !== after[role.trust])
    context.report('gate-stack-set-role', { address, does: 'changes' });
}

/** Without an argument for the name, the provider or AWS chooses one, which begins otherwise. */
function isHidden({ plan }: GateContext, { address, unknown }: ResourceChange, { name }: RoleArguments) {
  return [name, 'name_prefix'].some(
    (argument) => holdsTrue(unknown[argument]) && hasArgument(plan.configuration, address, argument),
  );
}

/** In an ARN such a name follows `role/`: a policy may mention it. */
const nameOfRole = new RegExp(`(?<!role/)${stackSetRolePrefix}`);

/** In a template, or by Cloud Control. */
function deploysRole(change: ResourceChange): boolean {
  const { text } = writtenBy({ ...change, before: undefined }) ?? { text: '' };
  const whole = `${text}\n${JSON.stringify(change.after)}`;
  return text !== '' && /AWS::IAM::Role\b/i.test(whole) && nameOfRole.test(whole);
}
