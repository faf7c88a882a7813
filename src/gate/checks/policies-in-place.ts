/**
 * Where the list of attributes is another state's, the plan that takes the tag away holds no policy: that they stand
 * already must be shown.
 */
import type { Behind } from '../../diagnostics/catalog/gate-applied-policies.js';
import type { GateCheck, GateContext } from '../check.js';
import type { ExpectedRole } from '../expected.js';
import type { PolicyOutputs } from '../policy-outputs.js';
import { statementsMissingFrom } from '../policy-reading.js';
import { takesTagAway } from '../tag.js';

export const policiesInPlace: GateCheck = (context) => {
  const { mapping, expected, view, policies, report } = context;
  // Where the attribute stays no policy would do: the tag may not go at all.
  if (mapping.step.attribute === 'stays' || holdsPolicies(context)) return;
  const [attributes] = view.attributes.filter(takesTagAway);
  if (!attributes) return;
  const { address } = attributes.change;
  if (!policies) {
    report('gate-policies-unseen', {}, { address });
    return;
  }
  const behind = expected.roles.flatMap((role) => behindOf(role, policies));
  if (behind.length > 0) report('gate-policies-behind', { file: policies.file }, { address, behind });
};

/** A module of which every policy is exported holds none, and is the mapping's all the same. */
function holdsPolicies({ view, expected }: GateContext): boolean {
  if (view.policies.some((policy) => policy.expected !== undefined)) return true;
  return (
    expected.attributes !== undefined &&
    expected.roles.every(({ role }) => role.inlinePolicy.kind === 'export')
  );
}

function behindOf({ role, policy }: ExpectedRole, { policies }: PolicyOutputs): readonly Behind[] {
  const { name: permissionSet } = role.permissionSet;
  const applied = policies.get(permissionSet);
  if (!applied) return [{ permissionSet, lacking: [], extra: [] }];
  const lacking = statementsMissingFrom(applied, policy);
  const extra = statementsMissingFrom(policy, applied);
  return lacking.length + extra.length === 0 ? [] : [{ permissionSet, lacking, extra }];
}
