/**
 * Asks AWS itself whether the policies of a step are in force, before a command that no plan shows: a shell function that
 * ends well only then. A function, for a pasted `exit` would close the reader's shell. Knows no step and no prose.
 */
import { createHash } from 'node:crypto';
import type { Access } from '../access/access.js';
import { many, type PolicyDocument, type Statement } from '../iam/policy.js';
import type { Role } from '../mapping/model.js';
import { shellWord } from '../shell/quote.js';

/**
 * Runs `commands` when AWS has the policy of each of these roles, statement by statement, and has brought it to every
 * account in which the permission set is provisioned; else says `refusal`.
 */
export function onlyInForce(
  access: Access,
  roles: readonly Role[],
  commands: readonly string[],
  refusal: string,
): readonly string[] {
  const policies = new Map(access.roles.map(({ role, policy }) => [role.name, policy]));
  const wanted = roles.map(({ name, permissionSet }) => {
    const policy = policies.get(name);
    if (policy === undefined) throw new Error(`There is no policy of role ${name}`);
    return `${shellWord(permissionSet.name)}) wanted=${digestOf(policy)} ;;`;
  });
  wanted.sort();
  return [
    `digest='${digestProgram}'`,
    'closed() {',
    '  found=0',
    `  for set in $(aws sso-admin list-permission-sets --instance-arn "$instance" --query 'PermissionSets[]' --output text); do`,
    '    name=$(aws sso-admin describe-permission-set --instance-arn "$instance" --permission-set-arn "$set" \\',
    '      --query PermissionSet.Name --output text)',
    '    case $name in',
    ...wanted.map((line) => `      ${line}`),
    '      *) continue ;;',
    '    esac',
    '    present=$(aws sso-admin get-inline-policy-for-permission-set --instance-arn "$instance" --permission-set-arn "$set" \\',
    '      --query InlinePolicy --output text | node -e "$digest")',
    '    behind=$(aws sso-admin list-accounts-for-provisioned-permission-set --instance-arn "$instance" --permission-set-arn "$set" \\',
    `      --provisioning-status LATEST_PERMISSION_SET_NOT_PROVISIONED --query 'AccountIds[]' --output text) || behind='accounts that AWS does not tell'`,
    '    if [ "$present" != "$wanted" ]; then',
    `      printf '%s: its inline policy is not the one of this step\\n' "$name" >&2`,
    '    elif [ -n "$behind" ] && [ "$behind" != None ]; then',
    `      printf '%s: not provisioned in %s. Provision it, wait until that has succeeded, and ask again:\\n' "$name" "$behind" >&2`,
    `      printf '  aws sso-admin provision-permission-set --instance-arn %s --permission-set-arn %s --target-type ALL_PROVISIONED_ACCOUNTS\\n' "$instance" "$set" >&2`,
    '    else',
    '      found=$((found + 1))',
    '    fi',
    '  done',
    `  [ "$found" -eq ${wanted.length} ]`,
    '}',
    'if closed; then',
    ...commands.map((command) => `  ${command}`),
    'else',
    `  echo ${shellWord(refusal)} >&2`,
    'fi',
  ];
}

/**
 * The same for policies that mean the same: IAM reads a value and a list of one alike, and lists and statements in any order.
 * `digestProgram` says it once more, for the reader's shell; a test holds them against each other.
 */
export function digestOf({ Version, Statement }: PolicyDocument): string {
  const statements = Statement.map((statement) => JSON.stringify(plain(statement))).sort();
  return createHash('sha256')
    .update(JSON.stringify([Version, statements]))
    .digest('hex');
}

type Plain = readonly string[] | readonly (readonly [string, Plain])[];
type Values = string | readonly string[] | { readonly [key: string]: Values | undefined };

function plain(value: Statement | Values): Plain {
  if (typeof value === 'string' || Array.isArray(value)) return [...new Set(many(value))].sort();
  return Object.entries(value)
    .flatMap(([key, inner]): [string, Plain][] => (inner === undefined ? [] : [[key, plain(inner)]]))
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Reads a policy, prints its digest; prints nothing where there is none. Holds no single quote: it stands between two. */
const digestProgram = `
const plain = (value) => typeof value === "object" && value !== null && !Array.isArray(value)
  ? Object.keys(value).sort().map((key) => [key, plain(value[key])])
  : [...new Set([value].flat().map(String))].sort();
try {
  const { Version, Statement } = JSON.parse(require("fs").readFileSync(0, "utf8"));
  const statements = [Statement].flat().map((one) => JSON.stringify(plain(one))).sort();
  const text = JSON.stringify([Version, statements]);
  console.log(require("crypto").createHash("sha256").update(text).digest("hex"));
} catch {}
`;
