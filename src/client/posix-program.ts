/**
 * The client as statements of POSIX sh, for the script and for the AWS CLI's alias alike.
 * Every line must survive in an INI value, where white space in front goes and lines that start with `#` or `;`
 * are dropped: no string and no here-document over several lines, and `;;` never alone.
 */

import { quotedForSh } from '../shell/quote.js';
import { type ClientFacts, editionOf, headings } from './client-facts.js';
import { posixNodeByName, posixScopes } from './posix-node-by-name.js';
import { posixProfiles } from './posix-profiles.js';
import { posixStart } from './posix-start.js';

export interface PosixCaller {
  /** How people call it, for messages. */
  readonly program: string;
  readonly usage: readonly string[];
  /** Statements to run after the functions are defined and before anything else. */
  readonly before: string;
  /** A word of sh: the process without which no session may go on, besides the client itself; empty for none. */
  readonly watched: string;
}

/** Runs with the client's arguments as positional parameters, and ends with `exec` or `exit`. */
export function posixProgram(facts: ClientFacts, caller: PosixCaller): string {
  return [
    functions(facts, caller),
    caller.before,
    readArguments,
    answerWithoutSession,
    identifyCaller(facts),
    posixNodeByName,
    startSession(caller),
  ].join('');
}

function functions(facts: ClientFacts, { program, usage }: PosixCaller): string {
  const rowFormat = `${facts.widths.map((width) => `%-${width}s`).join('  ')}  %s\\n`;
  return `# Replaces control characters, which could change the terminal: names come from files, from AWS and from the caller.
clean() {
  LC_ALL=C awk '{ gsub(/[\\001-\\010\\013-\\037\\177]/, "?"); gsub(/\\302[\\200-\\237]/, "?"); print }'
}
say() {
  case $1 in *[[:cntrl:]]* | *[!\\ -~]*) set -- "$(printf '%s' "$1" | tr '\\n\\t' '??' | clean)" ;; esac
  printf '%s: %s\\n' ${quotedForSh(program)} "$1" >&2
}
fail() {
  say "$2"
  exit "$1"
}
usage() {
  printf '%s\\n' ${usage.map(quotedForSh).join(' \\\n    ')}
}
version() {
  printf '%s\\n' ${quotedForSh(`${program} ${editionOf(facts)}`)}
}
# Sets os_user and document. The names are data: a pattern in single quotes matches only itself.
look_up() {
  case $1 in
${facts.roles.map(lookUpLine).join('')}    *) return 1 ;;
  esac
}
# Sets document to that of a tunnel of the permission set.
look_up_tunnel() {
  case $1/$2 in
${facts.roles.flatMap(tunnelLines).join('')}    *) return 1 ;;
  esac
}
# Prints the names of the tunnels of a permission set; they hold no white space.
tunnels_of() {
  case $1 in
${facts.roles.flatMap(tunnelNamesLine).join('')}    *) ;;
  esac
}
knows_account() {
  ${memberTest(facts.accounts)}
}
knows_region() {
  ${memberTest(facts.regions)}
}
${posixScopes(facts)}# Prints a word as a shell would have to read it.
quoted() {
  case $1 in
    '' | *[!A-Za-z0-9_./:=@%+,-]*) ;;
    *) printf '%s' "$1"; return ;;
  esac
  rest=$1 safe=
  while :; do
    case $rest in
      *\\'*) safe=$safe\${rest%%\\'*}"'\\\\''" rest=\${rest#*\\'} ;;
      *) break ;;
    esac
  done
  printf "'%s'" "$safe$rest"
}
row() {
  printf '${rowFormat}' "$@"
}
# Prints what one becomes with a permission set: its Linux user, then its tunnels, in an account and by a profile.
rows() {
  row "$1" "$os_user" "$document" "$2" "$3"
  for tunnel_name in $(tunnels_of "$1"); do
    look_up_tunnel "$1" "$tunnel_name"
    row "$1" "(tunnel $tunnel_name)" "$document" "$2" "$3"
  done
}
${posixProfiles}`;
}

function lookUpLine({ permissionSet, osUser, document }: ClientFacts['roles'][number]): string {
  return `    ${quotedForSh(permissionSet)}) os_user=${quotedForSh(osUser)} document=${quotedForSh(document)} ;;\n`;
}

function tunnelLines({ permissionSet, tunnels }: ClientFacts['roles'][number]): string[] {
  return tunnels.map(
    ({ name, document }) =>
      `    ${quotedForSh(`${permissionSet}/${name}`)}) document=${quotedForSh(document)} ;;\n`,
  );
}

function tunnelNamesLine({ permissionSet, tunnels }: ClientFacts['roles'][number]): string[] {
  if (tunnels.length === 0) return [];
  const names = tunnels.map(({ name }) => quotedForSh(name)).join(' ');
  return [`    ${quotedForSh(permissionSet)}) printf '%s\\n' ${names} ;;\n`];
}

/** Anything goes where the mapping lists nothing. */
function memberTest(members: readonly string[]): string {
  if (members.length === 0) return ':';
  return `case $1 in ${members.map(quotedForSh).join(' | ')}) ;; *) return 1 ;; esac`;
}

/**
 * Own options may stand anywhere; what is left stays in the positional parameters, each word as it came.
 * The AWS CLI takes any beginning of an option's name for that option, and the last of two values wins, so that
 * `--document-n X` would override the document of the role.
 */
const readArguments = `
set -u
target='' profile='' region='' tunnel='' action=start by_name=''
count=$#
while [ "$count" -gt 0 ]; do
  word=$1
  shift
  count=$((count - 1))
  option=$word
  case $word in
    --?*)
      option=\${word%%=*}
      for name in --profile --region --document-name --target --tunnel; do
        case $name in "$option"*) option=$name ;; esac
      done
  esac
  case $option in
    --profile | --region | --tunnel)
      case $word in
        *=*) value=\${word#*=} ;;
        *)
          [ "$count" -gt 0 ] || fail 2 "$option needs a value"
          value=$1
          shift
          count=$((count - 1))
      esac
      [ -n "$value" ] || fail 2 "$option needs a value"
      case $option in
        --profile) profile=$value ;;
        --tunnel) tunnel=$value ;;
        *) region=$value ;;
      esac ;;
    --document-name) fail 2 "$word is refused: your permission set decides the document; to become another Linux user, choose another profile" ;;
    --target) fail 2 "$word is refused: name the node without it, as the first argument" ;;
    --list) action=list ;;
    --dry-run) action=show ;;
    -h | --help) usage; exit 0 ;;
    --version) version; exit 0 ;;
    *)
      if [ -n "$target" ]; then
        set -- "$@" "$word"
        continue
      fi
      case $word in
        help) usage; exit 0 ;;
        version) version; exit 0 ;;
        -*) fail 2 "unknown option $word; options of start-session stand after the node" ;;
        '') fail 2 'unknown target: the name of the node is empty' ;;
        *) target=$word ;;
      esac
  esac
done
if [ "$action" != list ]; then
  [ -n "$target" ] || fail 2 'give a node: its id (i-... or mi-...) or its Name tag; see --help'
  id=\${target#i-}
  [ "$id" != "$target" ] || id=\${target#mi-}
  case $id in
    ecs:*) fail 2 "unknown target $target: the policies allow no sessions with containers" ;;
    '') fail 2 "unknown target $target: a node id has hexadecimal digits after i- or mi-" ;;
    "$target" | *[!0123456789abcdefABCDEF]*) by_name=yes ;;
    *[ABCDEF]*) fail 2 "unknown target $target: a node id has lower-case letters only" ;;
  esac
fi
[ -z "$region" ] || knows_region "$region" || fail 1 "Region $region is not one of the role mapping's Regions"
command -v aws >/dev/null 2>&1 || fail 127 'the AWS CLI (aws) is not installed or not on the PATH'
`;

/** The plugin is looked for first: without it, the AWS CLI opens a session before it notices. */
const answerWithoutSession = `
if [ "$action" = start ]; then
  command -v session-manager-plugin >/dev/null 2>&1 || fail 127 'session-manager-plugin is not installed or not on the PATH'
fi
if [ "$action" = list ]; then
  row ${headings.map(quotedForSh).join(' ')}
  profiles | clean | while IFS='|' read -r permission_set account name; do
    if look_up "$permission_set" && knows_account "$account"; then
      rows "$permission_set" "$account" "$name"
    fi
  done
fi
`;

/** https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html shows the role's name. */
function identifyCaller({ partition }: ClientFacts): string {
  return `
arn=$(aws sts get-caller-identity --query Arn --output text \${profile:+"--profile=$profile"} \${region:+"--region=$region"}) || {
  status=$?
  fail "$status" 'AWS did not return your identity; if you are not signed in or the sign-in has expired, run: aws sso login'
}
case $arn in
  arn:${partition}:sts::*:assumed-role/AWSReservedSSO_?*_????????????????/*) ;;
  arn:*:sts::*:assumed-role/AWSReservedSSO_?*_????????????????/*) fail 1 "you are signed in as $arn, but the role mapping is for the partition ${partition}" ;;
  *) fail 1 "you are signed in as $arn, which is not a permission set of IAM Identity Center; choose another profile" ;;
esac
account=\${arn#arn:*:sts::}
account=\${account%%:*}
permission_set=\${arn#*:assumed-role/AWSReservedSSO_}
permission_set=\${permission_set%%/*}
permission_set=\${permission_set%_*}
look_up "$permission_set" || fail 1 "the permission set $permission_set is not in the role mapping, so no Linux user belongs to it; choose another profile"
knows_account "$account" || fail 1 "you are signed in to account $account, which is not one of the role mapping's accounts; choose another profile"
`;
}

const startSession = ({ watched }: PosixCaller) => `
if [ "$action" = list ]; then
  rows "$permission_set" "$account" '(signed in now)'
  exit 0
fi
if [ -n "$tunnel" ]; then
  look_up_tunnel "$permission_set" "$tunnel" || fail 1 "the permission set $permission_set has no tunnel $tunnel; see --list"
fi
[ -z "$by_name" ] || find_node "$target"
set -- aws ssm start-session --target "$target" --document-name "$document" \${profile:+"--profile=$profile"} \${region:+"--region=$region"} "$@"
${posixStart(watched)}quoted "$1"
shift
for word; do
  printf ' '
  quoted "$word"
done
printf '\\n'
exit 0
`;
