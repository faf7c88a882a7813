/** Findings of `gate` about the attributes for access control, and the order in which they and the policies change. */
import { error, warning } from './entry.js';
import { listed, quoted } from './quoted.js';
export const gateAttributes = {
  'gate-attribute-lost': error<{ address: string; key: string; before: string; after: string | undefined }>(
    ({ address, key, before, after }) => ({
      summary: `The attribute ${quoted(key)} ${after === undefined ? 'would disappear' : 'would change'}`,
      detail: `${address}: before ${quoted(before)}, after ${after === undefined ? 'nothing' : quoted(after)}. An update replaces the whole list; only SSMSessionRunAs is meant to go, and other attributes may decide access anywhere in the organisation.`,
      remedy: `Add ${quoted(key)} with the source ${quoted(before)} to \`accessControlAttributes.keep\` and generate anew.`,
    }),
  ),
  'gate-run-as-changed': error<{ address: string; key: string; before: string; after: string }>(
    ({ address, key, before, after }) => ({
      summary: `${quoted(key)} would come from another source`,
      detail: `${address}: before ${quoted(before)}, after ${quoted(after)}. At their next sign-in people would become Linux users that neither the old nor the new rule gives them.`,
      remedy: `State \`removes: ${quoted(before)}\` and generate anew.`,
    }),
  ),
  'gate-run-as-returns': error<{ address: string; key: string; after: string }>(
    ({ address, key, after }) => ({
      summary: `The attribute ${quoted(key)} would come back`,
      detail: `${address}: before without it, after ${quoted(after)}. From their next sign-in people carry the tag SSMSessionRunAs, which outranks every document, so that their attribute decides the Linux user.`,
      remedy:
        'Take the attribute out of the list. To go back to the time before the cut-over, use `rollout: prepare` with `configuration: managed` and `removes`.',
    }),
  ),
  'gate-attributes-destroyed': error<{
    address: string;
    action: 'delete' | 'replace';
    keys: readonly string[];
  }>(({ address, action, keys }) => ({
    summary: `The attributes for access control would be ${action === 'delete' ? 'switched off' : 'switched off and on again'}`,
    detail: `${address}: before ${listed(keys)}, after nothing${action === 'replace' ? ' for a while' : ''}. Destroying the configuration switches the feature off for the whole instance, attributes of the identity provider included, and the mapping does not say \`whenNoneRemain: disable\` for this step.`,
    remedy:
      'Keep the block, or let Terraform forget it (`removed` with `destroy = false`), and plan without `-destroy`, from which `removed` does not protect; to hand it to another state, use `terraform state rm` there.',
  })),
  'gate-attributes-created': error<{ address: string }>(({ address }) => ({
    summary: 'The configuration of attributes would be created without having been read',
    detail: `${address}: before is not known to Terraform, so that nobody can see which attributes the list would replace. The mapping says that the configuration exists.`,
    remedy:
      'For `configuration: unmanaged`, bring the generated `import` block into the root module; for `managed`, plan in the state that holds the resource, or state its `address`.',
  })),
  'gate-attributes-differ': error<{
    address: string;
    planned: readonly string[];
    expected: readonly string[];
  }>(({ address, planned, expected }) => ({
    summary: 'The planned list of attributes is not the one of this mapping',
    detail: `${address}: after the plan ${listed(planned)}; the mapping yields ${listed(expected)}.`,
    remedy: 'Generate anew and plan anew; look for an override file beside the generated ones.',
  })),
  'gate-attribute-vanished': warning<{ address: string; gone: readonly string[] }>(({ address, gone }) => ({
    summary: `Somebody removed ${listed(gone)} outside Terraform`,
    detail: `${address}: before in Terraform's state, after not in AWS any more. The plan itself does not count it among what is lost.`,
    remedy: 'Find out who removed it, and whether `accessControlAttributes.keep` still says what is meant.',
  })),
  'gate-tag-deny-early': error<{ role: string; address: string; reason: 'together' | 'unseen' }>(
    ({ role, address, reason }) => ({
      summary: `Role ${quoted(role)} would deny the tag ${reason === 'together' ? 'in the same plan in which the attribute goes' : 'while the plan does not show that the attribute is gone'}`,
      detail: `${address}: before without a statement that denies the tag SSMSessionRunAs, after with it. Open sessions of Identity Center keep the tag until they end, for hours to days; until then their owners could start nothing.`,
      remedy:
        reason === 'together'
          ? 'Apply `rollout: switch` first, wait as ROLLOUT.md says, then `rollout: enforce`.'
          : 'Plan the whole of identity-center, without `-target`, so that the list of attributes is in the plan.',
    }),
  ),
  'gate-reopened-without-tag': error<{ role: string; address: string }>(({ role, address }) => ({
    summary: `Role ${quoted(role)} would get the default document back, but not the tag`,
    detail: `${address}: before kept to the role's document, after open to the default document, and SSMSessionRunAs is not in the list of attributes. Whoever uses the default document becomes its Linux user, or root by \`ssm-user\`: neither what the tag said nor what the role says.`,
    remedy: 'Go back with `configuration: managed` and `removes`, so that the attribute returns.',
  })),
  'gate-reopened-early': warning<{ role: string; address: string }>(({ role, address }) => ({
    summary: `Role ${quoted(role)} gets the default document back before people carry the tag again`,
    detail: `${address}: before kept to the role's document, after open to the default document. The attribute returns in the same plan, but people carry it only from their next sign-in; until then the default document gives them its own Linux user.`,
    remedy:
      'To leave no gap, put the attribute back by the AWS CLI first, have everybody sign in anew, and apply then.',
  })),
  'gate-attributes-first': error<{
    address: string;
    reason: Early;
    roles: readonly string[];
  }>(({ address, reason, roles }) => ({
    summary: 'The attribute would go before the policies are in place',
    detail: `${address}: before it yields the tag SSMSessionRunAs, after it does not, and ${whyFirst[reason](listed(roles))} Until those are there, whoever signs in has no tag, may still use the default document and becomes its Linux user, or root by \`ssm-user\`.`,
    remedy: remedies[reason],
  })),
};

type Early = 'preparing' | 'destroyed' | 'unordered';

const whyFirst: Readonly<Record<Early, (roles: string) => string>> = {
  preparing: (roles) =>
    `the mapping is at \`prepare\`: the policies of ${roles} deny nothing, whatever is applied of them; those of \`switch\` do.`,
  destroyed: (roles) => `Terraform deletes before it updates; the policies of ${roles} follow only then.`,
  unordered: (roles) =>
    `nothing has it wait for the policies of ${roles}, which come in the same plan, in any order.`,
};

const remedies: Readonly<Record<Early, string>> = {
  preparing:
    'Leave the attribute until `rollout: switch` is applied; ROLLOUT.md of that step says when it goes.',
  destroyed:
    'Apply the policies by themselves first (`terraform plan -target=ADDRESS` for each inline policy), then plan the rest.',
  unordered:
    'Apply the policies by themselves first (`terraform plan -target=ADDRESS` for each inline policy), or give the list `depends_on` of the module that holds them.',
};
