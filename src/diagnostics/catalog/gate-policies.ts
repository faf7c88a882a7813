/**
 * Findings of `gate` on inline and managed policies, planned and applied.
 */
import { error, warning } from './entry.js';
import { listed, quoted } from './quoted.js';
import { type TextFlaw, textFlaws } from './source.js';

function priorTo(before: 'unseen' | 'shut', place: string): string {
  if (before === 'unseen') return 'no such policy in this plan';
  return `a policy that allows nobody to use it${place === '' ? ', or not everywhere' : ` in ${place}`}`;
}

/** Findings of `gate` about the inline policies of the mapped permission sets, and what is attached beside them. */
export const gatePolicies = {
  'gate-policy-foreign': error<{ address: string; permissionSet: string; lost: readonly string[] }>(
    ({ address, permissionSet, lost }) => ({
      summary: `An inline policy that this tool did not generate would be overwritten on permission set ${quoted(permissionSet)}`,
      detail: `${address}: a permission set has one inline policy. The plan replaces it with the generated one, and its ${lost.length === 1 ? 'statement' : 'statements'} ${listed(lost)} would be lost.`,
      remedy:
        'Save the policy as a file and set `inlinePolicy: { merge: FILE }` in the role: its statements are then kept. Or set `inlinePolicy: export`: Terraform then does not change the permission set, and you attach the policy yourself.',
    }),
  ),
  'gate-policy-deleted': error<{
    address: string;
    permissionSet: string;
    /** Where the same thing is created again, under the name that the role has now. */
    move: { readonly from: string; readonly to: string; readonly command: string } | undefined;
  }>(({ address, permissionSet, move }) => ({
    summary: `The inline policy of permission set ${quoted(permissionSet)} would be deleted`,
    detail: move
      ? `${move.from}: the plan deletes it and creates ${move.to}, in any order. After the plan, people can have the permission set without this policy, or not have it at all.`
      : `${address}: before the plan it limits people to one document. After the plan nothing limits them, and managed policies and assignments stay.`,
    remedy: move
      ? `If the role was renamed, move its resources in the state, each from its old address to its new one, with \`${move.command}\` or with a \`moved\` block. Then plan again: nothing is deleted.`
      : 'Remove the assignments of the permission set first. Then remove the policy from the state only (`terraform state rm ADDRESS`), or delete the permission set in the same plan.',
  })),
  'gate-policy-differs': error<{
    address: string;
    permissionSet: string;
    missing: readonly string[];
    extra: readonly string[];
  }>(({ address, permissionSet, missing, extra }) => ({
    summary: `The planned inline policy of permission set ${quoted(permissionSet)} is not the policy of this mapping`,
    detail: `${address}: missing or different after the plan: ${listed(missing)}; not asked for by the mapping: ${listed(extra)}.`,
    remedy:
      'Run `ssm-runas-gen generate` again and make a new plan. If that does not help, look for another resource or an override file that writes the same policy.',
  })),
  'gate-document-for-others': warning<{
    address: string;
    permissionSet: string;
    documents: readonly string[];
  }>(({ address, permissionSet, documents }) => ({
    summary: `The inline policy of permission set ${quoted(permissionSet)} names documents of the mapping`,
    detail: `${address}: the mapping has no role with this permission set. After the plan, its policy allows ${listed(documents)}. Unless a service control policy denies it, people with this permission set become the Linux user of the document.`,
    remedy:
      'Remove these documents from the policy, or add a role with this permission set to the mapping. If the policy is right, pass the code with `--accept`.',
  })),
  'gate-policy-missing': error<{ role: string; permissionSet: string }>(({ role, permissionSet }) => ({
    summary: `The plan has no inline policy for permission set ${quoted(permissionSet)}`,
    detail: `The mapping has role ${quoted(role)}, and Terraform must write its policy. Other policies of the mapping are in the plan.`,
    remedy:
      'Run `ssm-runas-gen generate` again and make a new plan without `-target`, or with every inline policy as a target.',
  })),
  'gate-policy-drifted': warning<{
    address: string;
    permissionSet: string;
    gone: readonly string[];
    added: readonly string[];
  }>(({ address, permissionSet, gone, added }) => ({
    summary: `Somebody changed the inline policy of permission set ${quoted(permissionSet)} outside Terraform`,
    detail: `${address}: in Terraform state: ${listed(gone)}; in AWS instead: ${listed(added)}.`,
    remedy:
      'Find out who changed it and when. If you want to keep a statement, put it into a merge file (`inlinePolicy: { merge: FILE }`).',
  })),
  'gate-default-document-opened': warning<{
    address: string;
    permissionSet: string;
    before: 'unseen' | 'shut';
    place: string;
  }>(({ address, permissionSet, before, place }) => ({
    summary: `Permission set ${quoted(permissionSet)} would be allowed to use the default Session document`,
    detail: `${address}: today: ${priorTo(before, place)}; after apply: may use SSM-SessionManagerRunShell. If its people cannot start sessions today, they would get the Linux user of this document, or ssm-user, which has passwordless sudo. That is neither the user of their tag nor the user of their role.`,
    remedy:
      'Write in the role whether its people can start sessions with the default document today. `sessionsBefore: true`: they can, and still can after this step, in every account and Region. `sessionsBefore: false`: they cannot, and can use only the document of the role. The commands in ROLLOUT.md, section 1, show which one is right.',
  })),
  'gate-managed-policy': error<{ address: string; permissionSet: string; policy: string; harm: string }>(
    ({ address, permissionSet, policy, harm }) => ({
      summary: `${policy} would be attached to permission set ${quoted(permissionSet)}`,
      detail: `${address}: before not attached, after attached. The policy ${harm}. Only the Deny statements of the inline policy prevent this, and only from \`rollout: switch\` on.`,
      remedy:
        "Attach a policy that allows less, or put the statements that are needed into the role's merge file: `prove` then checks them together with the generated ones.",
    }),
  ),
  'gate-managed-policy-unknown': warning<{ address: string; permissionSet: string; policy: string }>(
    ({ address, permissionSet, policy }) => ({
      summary: `${policy} would be attached to permission set ${quoted(permissionSet)}, and this version of the tool does not know the policy`,
      detail: `${address}: before not attached, after attached. It is not in the list of AWS managed policies of this version, so it may allow other documents or commands on nodes.`,
      remedy:
        'Save the policy as FILE and run `ssm-runas-gen prove --with-policy FILE`, or update ssm-runas-gen.',
    }),
  ),
  'gate-managed-policy-stays': warning<{
    address: string;
    permissionSet: string;
    policy: string;
    harm: string;
  }>(({ address, permissionSet, policy, harm }) => ({
    summary: `${policy} is attached to permission set ${quoted(permissionSet)}`,
    detail: `${address}: before and after attached. The policy ${harm}. Only the Deny statements of the inline policy prevent this.`,
    remedy:
      'Detach it. While it is attached, check the role with `ssm-runas-gen prove --with-policy FILE`, where FILE contains the policy.',
  })),
  'gate-customer-policy': warning<{ address: string; permissionSet: string; policy: string }>(
    ({ address, permissionSet, policy }) => ({
      summary: `The customer managed policy ${quoted(policy)} is attached to permission set ${quoted(permissionSet)}`,
      detail: `${address}: before not attached, after attached. Its statements are in each account and not in the plan, so gate cannot check them.`,
      remedy: 'Save the policy as FILE and run `ssm-runas-gen prove --with-policy FILE`.',
    }),
  ),
};
const evidence =
  'Then run `terraform output -json > policies.json` in identity-center, and pass `--policies policies.json`.';

/** What the outputs have for a permission set instead of the mapping's policy. */
export interface Behind {
  readonly permissionSet: string;
  /** Both empty where there is no policy at all. */
  readonly lacking: readonly string[];
  readonly extra: readonly string[];
}

export const gateAppliedPolicies = {
  'gate-policies-unseen': warning<{ address: string }>(({ address }) => ({
    summary: 'The attribute would be removed, but you did not show that the policies are applied',
    detail: `${address}: before the plan it creates the tag SSMSessionRunAs, after it does not. The plan contains no inline policy of this mapping. If the policies of \`prepare\` are still attached, a person who signs in has no tag and can use the default document. That document then decides the Linux user, or the session is \`ssm-user\`, which has passwordless sudo.`,
    remedy: `Apply identity-center first. ${evidence}`,
  })),
  'gate-policies-behind': error<{ address: string; behind: readonly Behind[] }>(({ address, behind }) => ({
    summary: `The attribute would be removed before the ${behind.length === 1 ? 'policy' : 'policies'} of permission set ${listed(behind.map(({ permissionSet }) => permissionSet))} ${behind.length === 1 ? 'is' : 'are'} applied`,
    detail: `${address}: before the plan it creates the tag SSMSessionRunAs, after it does not. ${behind.map(whatIsThere).join(' ')}`,
    remedy: `Run \`ssm-runas-gen generate\` and apply identity-center before the attribute is removed. ${evidence}`,
  })),
  'gate-policies-unreadable': error<{ flaw: TextFlaw | undefined }>(({ flaw }) => ({
    summary: `This is not the output of identity-center${flaw ? `: ${textFlaws[flaw]}` : ''}`,
    detail:
      'The file must contain the output `inline_policies`, with the inline policy of each permission set as JSON text.',
    remedy: `Apply identity-center. ${evidence} If your root module calls identity-center as a module, add an output \`inline_policies\` with the value of the output of the module.`,
  })),
};

function whatIsThere({ permissionSet, lacking, extra }: Behind): string {
  const parts = [
    ...(lacking.length > 0 ? [`does not have, or has differently, ${listed(lacking)}`] : []),
    ...(extra.length > 0 ? [`has ${listed(extra)}, which the mapping does not ask for`] : []),
  ];
  return `${quoted(permissionSet)} ${parts.length === 0 ? 'has no policy in these outputs' : parts.join(' and ')}.`;
}
