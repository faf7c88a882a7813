/**
 * Finds the node that has a Name tag, in POSIX sh: one running node that Systems Manager manages and that has the tags which the
 * policy of the role asks for. Any other number of nodes is an error: a wrong node is worse than none.
 */
import { quotedForSh } from '../shell/quote.js';
import type { ClientFacts } from './client-facts.js';

export function posixScopes({ scopes }: ClientFacts): string {
  const lines = scopes.map(({ permissionSets, filters }, at) => {
    const pattern = at === scopes.length - 1 ? '*' : permissionSets.map(quotedForSh).join(' | ');
    return `    ${pattern}) printf '%s' ${quotedForSh(filters)} ;;\n`;
  });
  if (lines.length === 0) return '';
  return `# Prints the filters for the node tags of a role.
scope() {
  case $1 in
${lines.join('')}  esac
}
`;
}

/** AWS answers no node that is stopped; one that lost its connection has another PingStatus. */
export const posixNodeByName = `
find_node() {
  case $1 in *[\\"\\\\*?]* | *[[:cntrl:]]*) fail 2 "unknown target $1: a Name tag with such characters cannot be searched for; use the id of the node" ;; esac
  nodes=$(aws ssm describe-instance-information --filters "[{\\"Key\\":\\"tag:Name\\",\\"Values\\":[\\"$1\\"]}$(scope "$permission_set")]" --query "InstanceInformationList[?PingStatus=='Online'].[InstanceId,ComputerName,IPAddress]" --output text \${profile:+"--profile=$profile"} \${region:+"--region=$region"}) || {
    status=$?
    fail "$status" "AWS did not list the nodes with the Name tag $1; use the id of the node"
  }
  nodes=$(printf '%s\\n' "$nodes" | LC_ALL=C awk '$1 ~ /^m?i-[0-9a-f]+$/')
  [ -n "$nodes" ] || fail 1 "no running, managed node has the Name tag $1 and the node tags of your role; check the name, the Region and the account, or use the id of the node"
  if [ "$(printf '%s\\n' "$nodes" | wc -l)" -gt 1 ]; then
    say "several nodes have the Name tag $1; use one of these ids:"
    printf '%s\\n' "$nodes" | clean >&2
    exit 1
  fi
  target=\${nodes%%[[:space:]]*}
}
`;
