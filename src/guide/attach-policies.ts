/**
 * How the service control policies are attached, or brought up to date where an earlier step attached them, and how the
 * gate is shown that they are.
 */
import { documentGuards } from '../access/service-control-policy.js';
import { runAsTag } from '../aws/names.js';
import { bullets, code, codes, shell } from '../markdown/strings.js';
import { shellWord } from '../shell/quote.js';
import type { Situation } from './situation.js';

/** For a mapping that has some. */
export function attachPolicies({ mapping, access, fileOf }: Situation): string[] {
  const files = access.serviceControlPolicies.map((_, at) => (at === 0 ? 'scp.json' : `scp-${at + 1}.json`));
  const folder = mapping.output.layout === 'root' ? fileOf('identity-center', '') : 'identity-center/';
  const deployers =
    mapping.documents.deployedBy.length > 0
      ? `document writes are left to ${codes(mapping.documents.deployedBy)};`
      : `document writes are denied to the roles of permission sets only; every other role and user may still write the documents, roles that account access manager assigns and chained ones among them. State ${code('documents.deployedBy')} first, so that only those roles may;`;
  return [
    `With credentials of the management account; ${code('target')} is the root or organizational unit that holds the accounts of the nodes, or one of these accounts. Try a small one first; ${code('attach-policy')} adds others.`,
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
      ...files.map((file, at) => `attach ${attachedName(at)} ${folder}${file}`),
    ),
    bullets([
      deployers,
      ...(mapping.step.expectsNoTag
        ? [
            `nobody may set ${code(runAsTag)} on roles, users or sessions, unless a role states its ${code('principalTag')};`,
          ]
        : []),
      'they do not hold in the management account: keep nodes and their documents out of it.',
    ]),
  ];
}

const attachedName = (at: number) => `ssm-runas-${at + 1}`;
const evidenceFile = (at: number) => `attached-scp-${at + 1}.json`;

/** One file for each policy: what it says, what it is attached to, and what is above the accounts of the mapping. */
export function showPolicies({ mapping, access }: Situation): string[] {
  const policies = guarding({ mapping, access });
  const { accounts } = mapping;
  return [
    `With credentials of the management account, what ${code('gate')} is to see of them:`,
    shell(
      ...(accounts.length === 0 ? [] : waysUp(accounts)),
      'show() {',
      `  policy=$(aws organizations list-policies --filter SERVICE_CONTROL_POLICY --query "Policies[?Name=='$1'].Id" --output text)`,
      `  printf '{"policy":%s,"targets":%s,"accounts":[%s]}\\n' \\`,
      '    "$(aws organizations describe-policy --policy-id "$policy" --output json)" \\',
      `    "$(aws organizations list-targets-for-policy --policy-id "$policy" --output json)" ${accounts.length === 0 ? "''" : '"$accounts"'} > "$2"`,
      '}',
      ...policies.map((at) => `show ${attachedName(at)} ${evidenceFile(at)}`),
    ),
    ...(accounts.length === 0
      ? [
          `The mapping lists no ${code('accounts')}: only where they are attached to the root does ${code('gate --strict')} take them to hold for all.`,
        ]
      : []),
  ];
}

/** An organizational unit hands its policies down, but does not say to whom. */
function waysUp(accounts: readonly string[]): readonly string[] {
  return [
    'above() {',
    `  parent=$(aws organizations list-parents --child-id "$1" --query 'Parents[0].Id' --output text)`,
    `  printf ',"%s"' "$parent"`,
    '  case $parent in ou-*) above "$parent" ;; esac',
    '}',
    'accounts=',
    `for account in ${accounts.map(shellWord).join(' ')}; do`,
    '  accounts="$accounts${accounts:+,}[\\"$account\\"$(above "$account")]"',
    'done',
  ];
}

/** What the gate of the documents is handed; nothing where there is no such policy. */
export function attachedOptions(situation: Situation): string {
  return guarding(situation)
    .map((at) => ` \\\n  --attached-scp ${evidenceFile(at)}`)
    .join('');
}

/** Those that guard documents: one that holds the statement on the tag alone comes only with the last part of `enforce`. */
function guarding({ mapping, access }: Pick<Situation, 'mapping' | 'access'>): readonly number[] {
  const guards = new Set(documentGuards(mapping).map(({ Sid }) => Sid));
  return access.serviceControlPolicies.flatMap(({ Statement }, at) =>
    Statement.some(({ Sid }) => guards.has(Sid)) ? [at] : [],
  );
}
