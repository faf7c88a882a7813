/** Whether the step of the cut-over is said, and said in time. */
import type { Path } from '../../diagnostics/diagnostic.js';
import type { Rule } from './context.js';

export const attributesStated: Rule = ({ isStated, report }) => {
  if (isStated(['accessControlAttributes'])) return;
  report('abac-unstated', { path: ['accessControlAttributes'], point: 'key' }, {});
};

export const rolloutStated: Rule = ({ mapping, isStated, report }) => {
  const configuration = mapping.accessControlAttributes?.configuration;
  if (configuration !== 'unmanaged' && configuration !== 'managed') return;
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
  if (mapping.rollout !== 'prepare') return;
  const warn = (rule: string | undefined, path: Path) => {
    if (rule === 'forbid' || rule === 'match') report('tag-denied-early', { path }, { rule });
  };
  warn(mapping.principalTag, ['principalTag']);
  for (const { name, role } of roles) warn(role.principalTag, ['roles', name, 'principalTag']);
};
