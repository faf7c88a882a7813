/**
 * Findings of `gate` on inline and managed policies, planned and applied.
 */
import { entry } from './entry.js';
import { listed, quoted } from './quoted.js';

const onePolicy =
  'https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_PutInlinePolicyToPermissionSet.html';
const union = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html';

function priorTo(before: 'unseen' | 'shut', place: string): string {
  if (before === 'unseen') return 'no policy that this plan shows';
  return `a policy by which nobody could start it${place === '' ? ', or not everywhere' : ` in ${place}`}`;
}

/** Findings of `gate` about the inline policies of the mapped permission sets, and what is attached beside them. */
export const gatePolicies = {
  'gate-policy-foreign': entry<{ address: string; permissionSet: string; lost: readonly string[] }>({
    severity: 'error',
    message: ({ address, permissionSet, lost }) => ({
      summary: `An inline policy that is not ours would be overwritten on permission set ${quoted(permissionSet)}`,
      detail: `${address}: before a policy that ssm-runas-gen did not write, after ours, without its ${lost.length === 1 ? 'statement' : 'statements'} ${listed(lost)}. A permission set has one inline policy.`,
      remedy:
        'Save the policy as a file and state `inlinePolicy: { merge: FILE }`, or `inlinePolicy: export` to leave the permission set alone.',
    }),
    page: {
      why: 'Whatever the old policy allowed or denied would be gone, without a word from Terraform. A policy that Terraform does not know of is overwritten unseen; the gate prints how to look for one.',
      example: {
        wrong: 'permissionSet: Developer',
        right: 'permissionSet: Developer\ninlinePolicy: { merge: policies/developer.json }',
      },
      source: onePolicy,
    },
  }),
  'gate-policy-deleted': entry<{ address: string; permissionSet: string }>({
    severity: 'error',
    message: ({ address, permissionSet }) => ({
      summary: `The inline policy of permission set ${quoted(permissionSet)} would be deleted`,
      detail: `${address}: before it keeps its people to one document, after nothing does, while managed policies and assignments stay.`,
      remedy:
        'Take the people off the permission set first; then let Terraform forget the policy (`terraform state rm ADDRESS`) or delete the permission set in the same plan.',
    }),
    page: {
      why: 'A role that leaves the mapping leaves its permission set behind, with whatever else is attached to it. A replacement deletes as well, for a moment.',
      source: union,
    },
  }),
  'gate-policy-differs': entry<{
    address: string;
    permissionSet: string;
    missing: readonly string[];
    extra: readonly string[];
  }>({
    severity: 'error',
    message: ({ address, permissionSet, missing, extra }) => ({
      summary: `The planned inline policy of permission set ${quoted(permissionSet)} is not the one of this mapping`,
      detail: `${address}: after the plan it would lack, or have otherwise, ${listed(missing)} of the mapping, and have ${listed(extra)} that the mapping does not.`,
      remedy:
        'Generate anew and plan anew; look for another resource or an override file that writes the same policy.',
    }),
    page: {
      why: 'What was proven is the policy of the mapping. A plan of stale files, or a second resource for the same permission set, brings another.',
      source: 'docs/gate.md',
    },
  }),
  'gate-policy-missing': entry<{ role: string; permissionSet: string }>({
    severity: 'error',
    message: ({ role, permissionSet }) => ({
      summary: `The plan has no inline policy for permission set ${quoted(permissionSet)}`,
      detail: `The mapping has role ${quoted(role)}, whose policy is ours; other policies of the mapping are in the plan.`,
      remedy: 'Generate anew and plan anew, without `-target`, or with every inline policy as a target.',
    }),
    page: {
      why: 'A role without its policy keeps whatever it could do before, while the attribute goes for everybody.',
      source: 'docs/gate.md',
    },
  }),
  'gate-policy-drifted': entry<{
    address: string;
    permissionSet: string;
    gone: readonly string[];
    added: readonly string[];
  }>({
    severity: 'warning',
    message: ({ address, permissionSet, gone, added }) => ({
      summary: `Somebody changed the inline policy of permission set ${quoted(permissionSet)} outside Terraform`,
      detail: `${address}: before, as Terraform left it, with ${listed(gone)}; after, as it was found, with ${listed(added)} instead.`,
      remedy: 'Find out who changed it and since when; what is meant to stay belongs into a merge file.',
    }),
    page: {
      why: 'As long as the Denies were missing, people may have become other Linux users. The plan puts ours back.',
      source: onePolicy,
    },
  }),
  'gate-default-document-opened': entry<{
    address: string;
    permissionSet: string;
    before: 'unseen' | 'shut';
    place: string;
  }>({
    severity: 'warning',
    message: ({ address, permissionSet, before, place }) => ({
      summary: `The default Session document would be opened to permission set ${quoted(permissionSet)}`,
      detail: `${address}: before ${priorTo(before, place)}, after open to SSM-SessionManagerRunShell. People who could start no session until now would become the Linux user that this document names, or ssm-user, who is root by sudo: neither what their tag nor what the role says.`,
      remedy:
        'State for the role whether its people can start sessions by the default document today: `sessionsBefore: true` keeps it open to them, in every account and Region; `sessionsBefore: false` gives them the document of the role only. ROLLOUT.md, section 1, has the commands that show it.',
    }),
    page: {
      why: 'In `prepare` nobody is to lose a way in, and nobody is to gain one to a user whom neither rule names. A plan shows the inline policies that Terraform knows, not the managed policies by which people may start sessions today; so the mapping has to say it. With `--strict` the plan is refused until it does.',
      example: {
        wrong: 'dba: { osUser: dba, permissionSet: LinuxDba }',
        right: 'dba: { osUser: dba, permissionSet: LinuxDba, sessionsBefore: false }',
      },
      source: 'docs/cut-over.md',
    },
  }),
  'gate-managed-policy': entry<{ address: string; permissionSet: string; policy: string; harm: string }>({
    severity: 'error',
    message: ({ address, permissionSet, policy, harm }) => ({
      summary: `${policy} would be attached to permission set ${quoted(permissionSet)}`,
      detail: `${address}: before not attached, after attached. The policy ${harm}; only the Denies of the inline policy would stand against it, and not before \`rollout: switch\`.`,
      remedy:
        "Attach a narrower policy, or put the statements that are needed into the role's merge file, where they are proven with ours.",
    }),
    page: {
      why: 'Policies add up. A person with rights to run commands is root on the node, whatever the session document says.',
      source: union,
    },
  }),
  'gate-managed-policy-stays': entry<{
    address: string;
    permissionSet: string;
    policy: string;
    harm: string;
  }>({
    severity: 'warning',
    message: ({ address, permissionSet, policy, harm }) => ({
      summary: `${policy} is attached to permission set ${quoted(permissionSet)}`,
      detail: `${address}: before and after attached. The policy ${harm}; only the Denies of the inline policy stand against it.`,
      remedy: 'Detach it, and prove the role with `prove --with-policy` as long as it is attached.',
    }),
    page: {
      why: "What was attached before the cut-over is not the plan's doing, but worth knowing.",
      source: union,
    },
  }),
  'gate-customer-policy': entry<{ address: string; permissionSet: string; policy: string }>({
    severity: 'warning',
    message: ({ address, permissionSet, policy }) => ({
      summary: `The customer managed policy ${quoted(policy)} is attached to permission set ${quoted(permissionSet)}`,
      detail: `${address}: before not attached, after attached. Its statements live in each account and are not in the plan.`,
      remedy: 'Prove the role with `prove --with-policy FILE`, where FILE holds that policy.',
    }),
    page: {
      why: 'It may open other documents or run commands, and may be another policy in each account.',
      source: 'https://docs.aws.amazon.com/singlesignon/latest/userguide/howtocmp.html',
    },
  }),
};

const cutOver = 'docs/cut-over.md';
const evidence =
  'Save `terraform output -json` of identity-center after that apply, and name the file with `--policies`.';

/** What the outputs have for a permission set instead of the mapping's policy. */
export interface Behind {
  readonly permissionSet: string;
  /** Both empty where there is no policy at all. */
  readonly lacking: readonly string[];
  readonly extra: readonly string[];
}

export const gateAppliedPolicies = {
  'gate-policies-unseen': entry<{ address: string }>({
    severity: 'warning',
    message: ({ address }) => ({
      summary: 'The attribute would go, and it is not shown that the policies are applied',
      detail: `${address}: before it yields the tag SSMSessionRunAs, after it does not. The plan holds no inline policy of this mapping; where those of \`prepare\` still stand, whoever signs in has no tag, may use the default document and becomes its Linux user, or root by \`ssm-user\`.`,
      remedy: `Apply identity-center first. ${evidence}`,
    }),
    page: {
      why: 'Policies and attributes live in different states here, so that Terraform cannot order them. With `--strict` the plan is refused until the policies are shown.',
      example: {
        wrong: 'ssm-runas-gen gate --strict --plan plan.json --documents eu-central-1.json',
        right:
          'ssm-runas-gen gate --strict --plan plan.json --documents eu-central-1.json --policies policies.json',
      },
      source: cutOver,
    },
  }),
  'gate-policies-behind': entry<{ address: string; behind: readonly Behind[] }>({
    severity: 'error',
    message: ({ address, behind }) => ({
      summary: `The attribute would go before the ${behind.length === 1 ? 'policy' : 'policies'} of permission set ${listed(behind.map(({ permissionSet }) => permissionSet))}`,
      detail: `${address}: before it yields the tag SSMSessionRunAs, after it does not. ${behind.map(whatIsThere).join(' ')}`,
      remedy: `Generate, apply identity-center, and only then remove the attribute. ${evidence}`,
    }),
    page: {
      why: 'The outputs are those of the last apply. Where they are not the policies of this mapping, the step that makes it safe to remove the attribute has not landed. Policies are compared by what they mean.',
      source: cutOver,
    },
  }),
  'gate-policies-unreadable': entry({
    severity: 'error',
    message: () => ({
      summary: 'Not the outputs of identity-center',
      detail:
        'There must be `inline_policies`, with the inline policy of each permission set as JSON text, as `terraform output -json` prints it.',
      remedy: `${evidence} A root that calls the module must hand on its output \`inline_policies\`.`,
    }),
    page: {
      why: 'What cannot be read shows nothing.',
      source: 'docs/gate.md',
    },
  }),
};

function whatIsThere({ permissionSet, lacking, extra }: Behind): string {
  const parts = [
    ...(lacking.length > 0 ? [`lacks, or has otherwise, ${listed(lacking)}`] : []),
    ...(extra.length > 0 ? [`has ${listed(extra)} that the mapping does not`] : []),
  ];
  return `${quoted(permissionSet)} ${parts.length === 0 ? 'has no policy there' : parts.join(' and ')}.`;
}
