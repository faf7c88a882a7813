/**
 * How the service control policies are attached, or brought up to date where an earlier step attached them.
 */
import { runAsTag } from '../aws/names.js';
import { bullets, code, codes, shell } from '../markdown/markdown.js';
import { shellWord } from '../shell/quote.js';
import type { Situation } from './situation.js';

/** For a mapping that has some. */
export function attachPolicies({ mapping, access, fileOf }: Situation): string[] {
  const files = access.serviceControlPolicies.map((_, at) => (at === 0 ? 'scp.json' : `scp-${at + 1}.json`));
  const folder = mapping.output.layout === 'root' ? fileOf('identity-center', '') : 'identity-center/';
  const deployers =
    mapping.documents.deployedBy.length > 0
      ? `document writes are left to ${codes(mapping.documents.deployedBy)};`
      : `document writes are denied to everybody who comes in through Identity Center: deploy by another role, or state ${code('documents.deployedBy')} first;`;
  return [
    `With credentials of the management account; ${code('target')} is the root or organizational unit that holds the accounts of the nodes. Try a small one first.`,
    shell(
      'target=ou-ab12-cdefgh34',
      'attach() {',
      `  policy=$(aws organizations list-policies --filter SERVICE_CONTROL_POLICY --query "Policies[?Name=='$1'].Id" --output text)`,
      '  if [ -n "$policy" ]; then',
      '    aws organizations update-policy --policy-id "$policy" --content "file://$2"',
      '  else',
      '    policy=$(aws organizations create-policy --name "$1" --type SERVICE_CONTROL_POLICY --content "file://$2" \\',
      `      --description ${shellWord('Session documents belong to their permission sets')} --query Policy.PolicySummary.Id --output text)`,
      '    aws organizations attach-policy --policy-id "$policy" --target-id "$target"',
      '  fi',
      '}',
      ...files.map((file, at) => `attach ssm-runas-${at + 1} ${folder}${file}`),
    ),
    bullets([
      deployers,
      ...(mapping.rollout === 'enforce'
        ? [
            `nobody may set ${code(runAsTag)} on roles, users or sessions, unless a role states its ${code('principalTag')};`,
          ]
        : []),
      'they do not hold in the management account.',
    ]),
  ];
}
