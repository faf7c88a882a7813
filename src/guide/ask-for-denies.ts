/**
 * Asks AWS itself whether the policies of `switch` stand, before a command that no plan shows: a shell function that ends
 * well only then. A function, for a pasted `exit` would close the reader's shell.
 */
import { sids } from '../iam/sids.js';
import type { Role } from '../mapping/model.js';
import { shellWord } from '../shell/quote.js';

/** The statement that `switch` brings to every role, and no earlier step has. */
const denySid = sids.denyOtherDocuments;

/** Runs `commands` when the permission sets of all roles carry the Deny, exported policies included; else says `refusal`. */
export function onlyWithDenies(
  roles: readonly Role[],
  commands: readonly string[],
  refusal: string,
): readonly string[] {
  const names = roles.map(({ permissionSet }) => shellWord(permissionSet.name)).sort();
  return [
    'closed() {',
    '  found=0',
    `  for set in $(aws sso-admin list-permission-sets --instance-arn "$instance" --query 'PermissionSets[]' --output text); do`,
    '    name=$(aws sso-admin describe-permission-set --instance-arn "$instance" --permission-set-arn "$set" \\',
    '      --query PermissionSet.Name --output text)',
    '    case $name in',
    `      ${names.join('|')}) ;;`,
    '      *) continue ;;',
    '    esac',
    '    policy=$(aws sso-admin get-inline-policy-for-permission-set --instance-arn "$instance" --permission-set-arn "$set" \\',
    '      --query InlinePolicy --output text)',
    '    case $policy in',
    `      *'"${denySid}"'*) found=$((found + 1)) ;;`,
    `      *) printf '%s: no ${denySid} in its inline policy\\n' "$name" >&2 ;;`,
    '    esac',
    '  done',
    `  [ "$found" -eq ${names.length} ]`,
    '}',
    'if closed; then',
    ...commands.map((command) => `  ${command}`),
    'else',
    `  echo ${shellWord(refusal)} >&2`,
    'fi',
  ];
}
