/** Findings of `gate` about the attributes for access control, and the order in which they and the policies change. */
import { entry } from './entry.js';
import { listed, quoted } from './quoted.js';

const attributes = 'https://docs.aws.amazon.com/singlesignon/latest/userguide/configure-abac.html';
const replaced =
  'https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_UpdateInstanceAccessControlAttributeConfiguration.html';
const deleted =
  'https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_DeleteInstanceAccessControlAttributeConfiguration.html';

export const gateAttributes = {
  'gate-attribute-lost': entry<{ address: string; key: string; before: string; after: string | undefined }>({
    severity: 'error',
    message: ({ address, key, before, after }) => ({
      summary: `The attribute ${quoted(key)} ${after === undefined ? 'would disappear' : 'would change'}`,
      detail: `${address}: before ${quoted(before)}, after ${after === undefined ? 'nothing' : quoted(after)}. An update replaces the whole list; only SSMSessionRunAs is meant to go, and other attributes may decide access anywhere in the organisation.`,
      remedy: `Add ${quoted(key)} with the source ${quoted(before)} to \`accessControlAttributes.keep\` and generate anew.`,
    }),
    page: {
      why: 'An attribute that is missing from the list stops being sent at the next sign-in, and policies that ask for it deny everybody. If it is really to go, remove it by itself, outside of the cut-over.',
      example: {
        wrong: 'keep: {}',
        right: 'keep: { CostCenter: "${path:enterprise.costCenter}" }',
      },
      source: replaced,
    },
  }),
  'gate-run-as-changed': entry<{ address: string; key: string; before: string; after: string }>({
    severity: 'error',
    message: ({ address, key, before, after }) => ({
      summary: `${quoted(key)} would come from another source`,
      detail: `${address}: before ${quoted(before)}, after ${quoted(after)}. At their next sign-in people would become Linux users that neither the old nor the new rule gives them.`,
      remedy: `State \`removes: ${quoted(before)}\` and generate anew.`,
    }),
    page: {
      why: '`prepare` promises that the tag decides as before; a wrong `removes` breaks that promise.',
      example: { wrong: 'removes: "${path:nickName}"', right: 'removes: "${path:userType}"' },
      source: 'docs/gate.md',
    },
  }),
  'gate-attributes-destroyed': entry<{
    address: string;
    action: 'delete' | 'replace';
    keys: readonly string[];
  }>({
    severity: 'error',
    message: ({ address, action, keys }) => ({
      summary: `The attributes for access control would be ${action === 'delete' ? 'switched off' : 'switched off and on again'}`,
      detail: `${address}: before ${listed(keys)}, after nothing${action === 'replace' ? ' for a while' : ''}. Destroying the configuration switches the feature off for the whole instance, attributes of the identity provider included, and the mapping does not say \`whenNoneRemain: disable\` for this step.`,
      remedy:
        'Keep the block, or let Terraform forget it (`removed` with `destroy = false`); to hand it to another state, use `terraform state rm` there.',
    }),
    page: {
      why: '`prevent_destroy` does not protect a block that is gone from the configuration. A change of `region` or of the instance replaces the resource.',
      source: deleted,
    },
  }),
  'gate-attributes-created': entry<{ address: string }>({
    severity: 'error',
    message: ({ address }) => ({
      summary: 'The configuration of attributes would be created without having been read',
      detail: `${address}: before is not known to Terraform, so that nobody can see which attributes the list would replace. The mapping says that the configuration exists.`,
      remedy:
        'For `configuration: unmanaged`, bring the generated `import` block into the root module; for `managed`, plan in the state that holds the resource, or state its `address`.',
    }),
    page: {
      why: 'With `output.layout: module` the import stands in `root-blocks/` and is easily forgotten.',
      source: 'https://developer.hashicorp.com/terraform/language/import',
    },
  }),
  'gate-attributes-differ': entry<{
    address: string;
    planned: readonly string[];
    expected: readonly string[];
  }>({
    severity: 'error',
    message: ({ address, planned, expected }) => ({
      summary: 'The planned list of attributes is not the one of this mapping',
      detail: `${address}: after the plan ${listed(planned)}; the mapping yields ${listed(expected)}.`,
      remedy: 'Generate anew and plan anew; look for an override file beside the generated ones.',
    }),
    page: {
      why: 'A plan of stale files does what an older mapping said.',
      source: 'docs/gate.md',
    },
  }),
  'gate-attribute-vanished': entry<{ address: string; gone: readonly string[] }>({
    severity: 'warning',
    message: ({ address, gone }) => ({
      summary: `Somebody removed ${listed(gone)} outside Terraform`,
      detail: `${address}: before in Terraform's state, after not in AWS any more. The plan itself does not count it among what is lost.`,
      remedy: 'Find out who removed it, and whether `accessControlAttributes.keep` still says what is meant.',
    }),
    page: {
      why: 'One list has one owner; a second tool or a console user that writes it undoes the other.',
      source: attributes,
    },
  }),
  'gate-tag-deny-early': entry<{ role: string; address: string; reason: 'together' | 'unseen' }>({
    severity: 'error',
    message: ({ role, address, reason }) => ({
      summary: `Role ${quoted(role)} would deny the tag ${reason === 'together' ? 'in the same plan in which the attribute goes' : 'while the plan does not show that the attribute is gone'}`,
      detail: `${address}: before without a statement that denies the tag SSMSessionRunAs, after with it. Open sessions of Identity Center keep the tag until they end, for hours to days; until then their owners could start nothing.`,
      remedy:
        reason === 'together'
          ? 'Apply `rollout: switch` first, wait as ROLLOUT.md says, then `rollout: enforce`.'
          : 'Plan the whole of identity-center, without `-target`, so that the list of attributes is in the plan.',
    }),
    page: {
      why: 'The step from `prepare` to `enforce` in one go, and a first plan that begins with `enforce`, lock out whoever is signed in.',
      example: { wrong: 'rollout: enforce  # was: prepare', right: 'rollout: switch   # was: prepare' },
      source: 'docs/gate.md',
    },
  }),
  'gate-reopened-without-tag': entry<{ role: string; address: string }>({
    severity: 'error',
    message: ({ role, address }) => ({
      summary: `Role ${quoted(role)} would get the default document back, but not the tag`,
      detail: `${address}: before kept to the role's document, after open to the default document, and SSMSessionRunAs is not in the list of attributes. Whoever uses the default document becomes its Linux user, or root by \`ssm-user\`: neither what the tag said nor what the role says.`,
      remedy: 'Go back with `configuration: managed` and `removes`, so that the attribute returns.',
    }),
    page: {
      why: '`prepare` with `configuration: unmanaged` leaves the list as it is: right on the way forward, where it still holds the attribute, and wrong on the way back.',
      example: {
        wrong: 'rollout: prepare  # was: switch\naccessControlAttributes: { configuration: unmanaged }',
        right:
          'rollout: prepare  # was: switch\naccessControlAttributes: { configuration: managed, removes: "${path:userType}" }',
      },
      source: 'docs/gate.md',
    },
  }),
  'gate-reopened-early': entry<{ role: string; address: string }>({
    severity: 'warning',
    message: ({ role, address }) => ({
      summary: `Role ${quoted(role)} gets the default document back before people carry the tag again`,
      detail: `${address}: before kept to the role's document, after open to the default document. The attribute returns in the same plan, but people carry it only from their next sign-in; until then the default document gives them its own Linux user.`,
      remedy:
        'To leave no gap, put the attribute back by the AWS CLI first, have everybody sign in anew, and apply then.',
    }),
    page: {
      why: 'Sessions keep the tags with which they began, and the lack of them.',
      source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html',
    },
  }),
  'gate-attributes-first': entry<{
    address: string;
    reason: Early;
    roles: readonly string[];
  }>({
    severity: 'error',
    message: ({ address, reason, roles }) => ({
      summary: 'The attribute would go before the policies are in place',
      detail: `${address}: before it yields the tag SSMSessionRunAs, after it does not, and ${whyFirst[reason](listed(roles))} Until those are there, whoever signs in has no tag, may still use the default document and becomes its Linux user, or root by \`ssm-user\`.`,
      remedy: remedies[reason],
    }),
    page: {
      why: '`depends_on` orders updates, and the generated list has it. A resource that is destroyed goes before what it depended on is changed, so that `whenNoneRemain: disable` takes two applies. Another state, or a list that waits for nothing, may land at any time.',
      source: 'docs/cut-over.md',
    },
  }),
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
