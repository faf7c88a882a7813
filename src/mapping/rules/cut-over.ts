/** Whether the step of the cut-over is said, and said in time. */
import type { Path } from '../../diagnostics/diagnostic.js';
import { isHeldAs } from '../attribute-cut-over.js';
import { type PrincipalTagRule, type Step, stepNamed } from '../step.js';
import type { Rule, RuleContext } from './context.js';

export const attributesStated: Rule = (context) => {
  if (context.isStated(['accessControlAttributes'])) return;
  const inForce = new Set(tagRules(context));
  const effect = inForce.has('ignore') ? 'decides' : inForce.has('match') ? 'must-match' : 'denies';
  context.report('abac-unstated', { path: ['accessControlAttributes'], point: 'key' }, { effect });
};

export const rolloutStated: Rule = ({ mapping, isStated, report }) => {
  const configuration = mapping.accessControlAttributes?.configuration;
  if (!isHeldAs(configuration)) return;
  if (isStated(['rollout'])) return;
  report('rollout-unstated', { path: ['accessControlAttributes', 'configuration'] }, { configuration });
};

/** An import id must be known before Terraform plans (https://developer.hashicorp.com/terraform/language/import). */
export const instanceArnStated: Rule = ({ mapping, isStated, report }) => {
  if (mapping.accessControlAttributes?.configuration !== 'unmanaged') return;
  if (isStated(['identityCenter', 'instanceArn'])) return;
  report('instance-arn-unstated', { path: ['accessControlAttributes', 'configuration'] }, {});
};

export const tagNotDeniedEarly: Rule = ({ mapping, roles, report }) => {
  const { rollout, principalTag } = mapping;
  if (rollout === undefined) return;
  const { attribute } = stepNamed(rollout);
  if (attribute === 'gone') return;
  const warn = (rule: PrincipalTagRule | undefined, path: Path) => {
    if (rule === 'forbid' || rule === 'match') report('tag-denied-early', { path }, { rule, attribute });
  };
  if (attribute === 'stays') {
    warn(principalTag, ['principalTag']);
    for (const { name, role } of roles) warn(role.principalTag, ['roles', name, 'principalTag']);
  } else if (mapping.accessControlAttributes?.configuration !== 'disabled') {
    // A role's own is a canary, for people who know; for everybody it is the removal and the deny in one step.
    if (roles.some(({ role }) => role.principalTag === undefined)) warn(principalTag, ['principalTag']);
  }
};

/**
 * Terraform makes the removal wait for the policies that it attaches, and `export` leaves it none. A managed list lost the
 * attribute in the step before the last.
 */
export const removalWaits: Rule = ({ mapping, roles, report }) => {
  const { rollout, accessControlAttributes } = mapping;
  if (rollout === undefined) return;
  const { attribute } = stepNamed(rollout);
  const configuration = accessControlAttributes?.configuration;
  const isRemoved =
    (attribute !== 'stays' && configuration === 'unmanaged') ||
    (attribute === 'goes' && configuration === 'managed');
  if (!isRemoved || roles.length === 0 || roles.some(({ role }) => role.inlinePolicy !== 'export')) return;
  report('removal-unordered', { path: ['accessControlAttributes', 'configuration'] }, {});
};

/** In the last step nothing comes after: what the tag decides now it decides for good. */
export const tagDecidesNothing: Rule = (context) => {
  const { mapping, roles, report } = context;
  if (!statedStep(context)?.expectsNoTag) return;
  const inheriting = roles.filter(({ role }) => role.principalTag === undefined).map(({ name }) => name);
  if (mapping.principalTag === 'ignore' && inheriting.length > 0)
    report('tag-decides', { path: ['principalTag'] }, { roles: inheriting });
  for (const { name, role } of roles) {
    if (role.principalTag === 'ignore')
      report('tag-decides', { path: ['roles', name, 'principalTag'] }, { roles: [name] });
  }
};

/** What the policy of each role does with the tag; of roles whose rule or step is not well-formed, nothing. */
function tagRules(context: RuleContext): readonly PrincipalTagRule[] {
  const byStep = statedStep(context)?.principalTag;
  return context.roles.flatMap(
    ({ role }) => role.principalTag ?? context.mapping.principalTag ?? byStep ?? [],
  );
}

function statedStep({ mapping, isStated }: RuleContext): Step | undefined {
  const mustBeStated = isHeldAs(mapping.accessControlAttributes?.configuration);
  const name = mapping.rollout ?? (mustBeStated || isStated(['rollout']) ? undefined : 'enforce');
  return name && stepNamed(name);
}
