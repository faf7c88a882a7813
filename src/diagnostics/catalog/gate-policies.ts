/**
 * Findings of `gate` on inline and managed policies, planned and applied.
 */
import { error, warning } from './entry.js';
import { listed, quoted } from './quoted.js';
import { type TextFlaw, textFlaws } from './source.js';

function priorTo(before: 'unseen' | 'shut', place: string): string {
  if (before === 'unseen') return 'no policy that this plan shows';
  return `a policy by which nobody could start it${place === '' ? ', or not everywhere' : ` in ${place}`}`;
}

/** Findings of `gate` about the inline policies of the mapped permission sets, and what is attached beside them. */
export const gatePolicies = {
  'gate-policy-foreign': error<{ address: string; permissionSet: string; lost: readonly string[] }>(
    ({ address, permissionSet, lost }) => ({
      summary: `An inline policy that is not ours would be overwritten on permission set ${quoted(permissionSet)}`,
      detail: `${address}: before a policy that ssm-runas-gen did not write, after ours, without its ${lost.length === 1 ? 'statement' : 'statements'} ${listed(lost)}. A permission set has one inline policy.`,
      remedy:
        'Save the policy as a file and state `inlinePolicy: { merge: FILE }`, or `inlinePolicy: export` to leave the permission set alone.',
    }),
  ),
  'gate-policy-deleted': error<{ address: string; permissionSet: string }>(({ address, permissionSet }) => ({
    summary: `The inline policy of permission set ${quoted(permissionSet)} would be deleted`,
    detail: `${address}: before it keeps its people to one document, after nothing does, while managed policies and assignments stay.`,
    remedy:
      'Take the people off the permission set first; then let Terraform forget the policy (`terraform state rm ADDRESS`) or delete the permission set in the same plan.',
  })),
  'gate-policy-differs': error<{
    address: string;
    permissionSet: string;
    missing: readonly string[];
    extra: readonly string[];
  }>(({ address, permissionSet, missing, extra }) => ({
    summary: `The planned inline policy of permission set ${quoted(permissionSet)} is not the one of this mapping`,
    detail: `${address}: after the plan it would lack, or have otherwise, ${listed(missing)} of the mapping, and have ${listed(extra)} that the mapping does not.`,
    remedy:
      'Generate anew and plan anew; look for another resource or an override file that writes the same policy.',
  })),
  'gate-policy-missing': error<{ role: string; permissionSet: string }>(({ role, permissionSet }) => ({
    summary: `The plan has no inline policy for permission set ${quoted(permissionSet)}`,
    detail: `The mapping has role ${quoted(role)}, whose policy is ours; other policies of the mapping are in the plan.`,
    remedy: 'Generate anew and plan anew, without `-target`, or with every inline policy as a target.',
  })),
  'gate-policy-drifted': warning<{
    address: string;
    permissionSet: string;
    gone: readonly string[];
    added: readonly string[];
  }>(({ address, permissionSet, gone, added }) => ({
    summary: `Somebody changed the inline policy of permission set ${quoted(permissionSet)} outside Terraform`,
    detail: `${address}: before, as Terraform left it, with ${listed(gone)}; after, as it was found, with ${listed(added)} instead.`,
    remedy: 'Find out who changed it and since when; what is meant to stay belongs into a merge file.',
  })),
  'gate-default-document-opened': warning<{
    address: string;
    permissionSet: string;
    before: 'unseen' | 'shut';
    place: string;
  }>(({ address, permissionSet, before, place }) => ({
    summary: `The default Session document would be opened to permission set ${quoted(permissionSet)}`,
    detail: `${address}: before ${priorTo(before, place)}, after open to SSM-SessionManagerRunShell. People who could start no session until now would become the Linux user that this document names, or ssm-user, who is root by sudo: neither what their tag nor what the role says.`,
    remedy:
      'State for the role whether its people can start sessions by the default document today: `sessionsBefore: true` keeps it open to them, in every account and Region; `sessionsBefore: false` gives them the document of the role only. ROLLOUT.md, section 1, has the commands that show it.',
  })),
  'gate-managed-policy': error<{ address: string; permissionSet: string; policy: string; harm: string }>(
    ({ address, permissionSet, policy, harm }) => ({
      summary: `${policy} would be attached to permission set ${quoted(permissionSet)}`,
      detail: `${address}: before not attached, after attached. The policy ${harm}; only the Denies of the inline policy would stand against it, and not before \`rollout: switch\`.`,
      remedy:
        "Attach a narrower policy, or put the statements that are needed into the role's merge file, where they are proven with ours.",
    }),
  ),
  'gate-managed-policy-unknown': warning<{ address: string; permissionSet: string; policy: string }>(
    ({ address, permissionSet, policy }) => ({
      summary: `${policy} would be attached to permission set ${quoted(permissionSet)}, and this version does not know it`,
      detail: `${address}: before not attached, after attached. It is not among the policies of AWS that were judged for this version, so that it may open other documents or run commands.`,
      remedy:
        'Prove the role with `prove --with-policy FILE`, where FILE holds that policy, or update ssm-runas-gen.',
    }),
  ),
  'gate-managed-policy-stays': warning<{
    address: string;
    permissionSet: string;
    policy: string;
    harm: string;
  }>(({ address, permissionSet, policy, harm }) => ({
    summary: `${policy} is attached to permission set ${quoted(permissionSet)}`,
    detail: `${address}: before and after attached. The policy ${harm}; only the Denies of the inline policy stand against it.`,
    remedy: 'Detach it, and prove the role with `prove --with-policy` as long as it is attached.',
  })),
  'gate-customer-policy': warning<{ address: string; permissionSet: string; policy: string }>(
    ({ address, permissionSet, policy }) => ({
      summary: `The customer managed policy ${quoted(policy)} is attached to permission set ${quoted(permissionSet)}`,
      detail: `${address}: before not attached, after attached. Its statements live in each account and are not in the plan.`,
      remedy: 'Prove the role with `prove --with-policy FILE`, where FILE holds that policy.',
    }),
  ),
};
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
  'gate-policies-unseen': warning<{ address: string }>(({ address }) => ({
    summary: 'The attribute would go, and it is not shown that the policies are applied',
    detail: `${address}: before it yields the tag SSMSessionRunAs, after it does not. The plan holds no inline policy of this mapping; where those of \`prepare\` still stand, whoever signs in has no tag, may use the default document and becomes its Linux user, or root by \`ssm-user\`.`,
    remedy: `Apply identity-center first. ${evidence}`,
  })),
  'gate-policies-behind': error<{ address: string; behind: readonly Behind[] }>(({ address, behind }) => ({
    summary: `The attribute would go before the ${behind.length === 1 ? 'policy' : 'policies'} of permission set ${listed(behind.map(({ permissionSet }) => permissionSet))}`,
    detail: `${address}: before it yields the tag SSMSessionRunAs, after it does not. ${behind.map(whatIsThere).join(' ')}`,
    remedy: `Generate, apply identity-center, and only then remove the attribute. ${evidence}`,
  })),
  'gate-policies-unreadable': error<{ flaw: TextFlaw | undefined }>(({ flaw }) => ({
    summary: `Not the outputs of identity-center${flaw ? `: ${textFlaws[flaw]}` : ''}`,
    detail:
      'There must be `inline_policies`, with the inline policy of each permission set as JSON text, as `terraform output -json` prints it.',
    remedy: `${evidence} A root that calls the module must hand on its output \`inline_policies\`.`,
  })),
};

function whatIsThere({ permissionSet, lacking, extra }: Behind): string {
  const parts = [
    ...(lacking.length > 0 ? [`lacks, or has otherwise, ${listed(lacking)}`] : []),
    ...(extra.length > 0 ? [`has ${listed(extra)} that the mapping does not`] : []),
  ];
  return `${quoted(permissionSet)} ${parts.length === 0 ? 'has no policy there' : parts.join(' and ')}.`;
}
