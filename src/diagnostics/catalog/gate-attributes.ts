/** Findings of `gate` about the attributes for access control, and the order in which they and the policies change. */
import { error, warning } from './entry.js';
import { listed, quoted } from './quoted.js';
export const gateAttributes = {
  'gate-attribute-lost': error<{ address: string; key: string; before: string; after: string | undefined }>(
    ({ address, key, before, after }) => ({
      summary: `The attribute ${quoted(key)} ${after === undefined ? 'would disappear' : 'would change'}`,
      detail: `${address}: before ${quoted(before)}, after ${after === undefined ? 'nothing' : quoted(after)}. An update replaces the whole list. Only SSMSessionRunAs should be removed: other attributes may decide access anywhere in the organization.`,
      remedy: `Add ${quoted(key)} with the source ${quoted(before)} to \`accessControlAttributes.keep\` and run \`ssm-runas-gen generate\` again.`,
    }),
  ),
  'gate-attribute-missing': error<{ address: string; key: string }>(({ address, key }) => ({
    summary: `The list has no attribute ${quoted(key)}, which \`nodes.matchTags\` needs`,
    detail: `${address}: neither before nor after the plan. Without the attribute people cannot start sessions.`,
    remedy: `Add ${quoted(key)} to the list, or remove it from \`nodes.matchTags\`.`,
  })),
  'gate-run-as-changed': error<{ address: string; key: string; before: string; after: string }>(
    ({ address, key, before, after }) => ({
      summary: `${quoted(key)} would come from another source`,
      detail: `${address}: before ${quoted(before)}, after ${quoted(after)}. From their next sign-in, people would get a Linux user that is neither their old one (from the tag) nor their new one (from the role).`,
      remedy: `Write \`removes: ${quoted(before)}\` and run \`ssm-runas-gen generate\` again.`,
    }),
  ),
  'gate-run-as-returns': error<{ address: string; key: string; after: string }>(
    ({ address, key, after }) => ({
      summary: `The attribute ${quoted(key)} would come back`,
      detail: `${address}: before without it, after ${quoted(after)}. From their next sign-in, people have the tag SSMSessionRunAs. It overrides every document, so it decides the Linux user.`,
      remedy:
        'Remove the attribute from the list. For a rollback to the time before the cut-over, use `rollout: prepare` with `configuration: managed` and `removes`.',
    }),
  ),
  'gate-attributes-destroyed': error<{
    address: string;
    action: 'delete' | 'replace';
    keys: readonly string[];
  }>(({ address, action, keys }) => ({
    summary: `The attributes for access control would be ${action === 'delete' ? 'switched off' : 'switched off and on again'}`,
    detail: `${address}: before ${listed(keys)}, after nothing${action === 'replace' ? ' for a while' : ''}. When the configuration is destroyed, the feature is disabled for the whole instance, also for attributes of the identity provider. The mapping does not ask for that with \`whenNoneRemain: disable\` in this step.`,
    remedy:
      'Keep the resource, or remove it from the state only (a `removed` block with `destroy = false`), and plan without `-destroy`: `removed` does not protect from `-destroy`. To move it to another state, use `terraform state rm` in this one.',
  })),
  'gate-attributes-created': error<{ address: string }>(({ address }) => ({
    summary: 'The configuration of attributes would be created although it exists',
    detail: `${address}: the mapping says that the configuration exists, but Terraform does not have it in its state. The plan cannot show which attributes the new list would replace.`,
    remedy:
      'For `configuration: unmanaged`, copy the generated `import` block to the root module. For `managed`, plan in the state that contains the resource, or write its address under `address`.',
  })),
  'gate-attributes-differ': error<{
    address: string;
    planned: readonly string[];
    expected: readonly string[];
  }>(({ address, planned, expected }) => ({
    summary: 'The planned list of attributes is not the list of this mapping',
    detail: `${address}: after the plan ${listed(planned)}; the mapping asks for ${listed(expected)}.`,
    remedy:
      'Run `ssm-runas-gen generate` again and make a new plan. If that does not help, look for an override file (`override.tf`, `*_override.tf`) next to the generated files.',
  })),
  'gate-attribute-vanished': warning<{ address: string; gone: readonly string[] }>(({ address, gone }) => ({
    summary: `Somebody removed ${listed(gone)} outside Terraform`,
    detail: `${address}: it is in the Terraform state, but not in AWS any more. The plan does not list it as a change.`,
    remedy: 'Find out who removed it, and check that `accessControlAttributes.keep` is still right.',
  })),
  'gate-tag-deny-early': error<{ role: string; address: string; reason: 'together' | 'unseen' }>(
    ({ role, address, reason }) => ({
      summary: `Role ${quoted(role)} would deny the tag ${reason === 'together' ? 'in the same plan that removes the attribute' : 'while the plan does not show that the attribute is removed'}`,
      detail: `${address}: after the plan the policy denies sessions with the tag SSMSessionRunAs. Before the plan it does not deny them, or not all of them. Open sessions of Identity Center keep the tag until they end, for hours or days. Until then these people could not start sessions.`,
      remedy:
        reason === 'together'
          ? 'Apply `rollout: switch` first, wait as ROLLOUT.md describes, then apply `rollout: enforce`.'
          : 'Make a plan of the whole identity-center folder, without `-target`, so that the list of attributes is in the plan.',
    }),
  ),
  'gate-reopened-without-tag': error<{ role: string; address: string }>(({ role, address }) => ({
    summary: `Role ${quoted(role)} could use the default document again, but its people have no tag`,
    detail: `${address}: before the plan only the role's document, after it also the default document, and SSMSessionRunAs is not in the list of attributes. The default document decides the Linux user of these sessions, or they are \`ssm-user\`, which has passwordless sudo. That is neither the user of the tag nor the user of the role.`,
    remedy:
      'Use `configuration: managed` and `removes` for the rollback, so that the attribute is added again.',
  })),
  'gate-reopened-early': warning<{ role: string; address: string }>(({ role, address }) => ({
    summary: `Role ${quoted(role)} can use the default document before its people have the tag again`,
    detail: `${address}: before the plan only the role's document, after it also the default document. The same plan adds the attribute again, but people have the tag only from their next sign-in. Until then the default document decides their Linux user.`,
    remedy:
      'To avoid this, add the attribute with the AWS CLI first, let everybody sign in again, then apply.',
  })),
  'gate-attributes-first': error<{
    address: string;
    reason: Early;
    roles: readonly string[];
  }>(({ address, reason, roles }) => ({
    summary: 'The attribute would be removed before the policies are applied',
    detail: `${address}: before the plan it creates the tag SSMSessionRunAs, after it does not, and ${whyFirst[reason](listed(roles))} Until the policies are applied, a person who signs in has no tag and can still use the default document. That document then decides the Linux user, or the session is \`ssm-user\`, which has passwordless sudo.`,
    remedy: remedies[reason],
  })),
};

type Early = 'preparing' | 'destroyed' | 'unordered';

const whyFirst: Readonly<Record<Early, (roles: string) => string>> = {
  preparing: (roles) =>
    `the mapping is at \`prepare\`: the policies of ${roles} do not deny the default document. The policies of \`switch\` do.`,
  destroyed: (roles) => `Terraform deletes it before it updates the policies of ${roles}.`,
  unordered: (roles) =>
    `the plan also changes the policies of ${roles}, and nothing makes Terraform apply them first.`,
};

const remedies: Readonly<Record<Early, string>> = {
  preparing:
    'Keep the attribute until `rollout: switch` is applied. ROLLOUT.md of that step says when to remove it.',
  destroyed:
    'Apply only the policies first (`terraform plan -target=ADDRESS` for each inline policy), then plan the rest.',
  unordered:
    'Apply only the policies first (`terraform plan -target=ADDRESS` for each inline policy), or add `depends_on` with the module of the policies to the list of attributes.',
};
