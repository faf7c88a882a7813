/**
 * What to look at before anything is applied: the attributes, the identity provider's claims, the users on the nodes, the
 * policies and sessions that are there. Reading only; nothing here changes anything in AWS but one command that runs `id`.
 */
import { defaultDocument, runAsTag } from '../aws/names.js';
import { sids } from '../iam/sids.js';
import type { Role } from '../mapping/model.js';
import { opensDefaultDocument } from '../mapping/step.js';
import { bullets, code, codes, type Section, shell } from '../markdown/strings.js';
import { shellWord } from '../shell/quote.js';
import { checkAttributes, identityProvider } from './check-attributes.js';
import type { Situation } from './situation.js';

export function checkFirst(situation: Situation): Section[] {
  return [
    checkAttributes(situation),
    identityProvider(situation),
    usersOnNodes(situation),
    inlinePolicies(situation),
    defaultDocumentIs(situation),
    runningSessions(),
  ];
}

function usersOnNodes({ mapping }: Situation): Section {
  const groups = groupByTags(mapping.roles);
  const commands = groups.flatMap((roles) => {
    const users = [...new Set(roles.map(({ osUser }) => osUser))].sort().map(shellWord).join(' ');
    const script = `rc=0; for user in ${users}; do id "$user" || rc=1; done; exit $rc`;
    return [
      'command=$(aws ssm send-command --document-name AWS-RunShellScript --query Command.CommandId --output text \\',
      `  --parameters ${shellWord(JSON.stringify({ commands: [script] }))} \\`,
      `  ${targets(roles[0])})`,
      'sleep 15',
      `aws ssm list-command-invocations --command-id "$command" --details --output text \\`,
      `  --query 'CommandInvocations[].[InstanceId,Status,CommandPlugins[0].Output]'`,
    ];
  });
  const untagged = mapping.roles.some(({ nodes }) => Object.keys(nodes.tags).length === 0);
  return {
    heading: 'Linux users on the nodes',
    body: [
      'Session Manager creates no user while Run As is on: where the user is missing, no session starts. In each account and Region, with the rights of a node administrator (the command runs as root):',
      ...(untagged
        ? [
            'The mapping scopes nodes of some roles by no tag: name one node of each kind.',
            shell('node=i-0123456789abcdef0'),
          ]
        : []),
      shell(...commands),
      `Every node must say ${code('Success')}. Whether these users may do more than their role should (${code('sudo -l -U USER')}) is for you to judge.`,
    ],
  };
}

function groupByTags(roles: readonly Role[]): (readonly [Role, ...Role[]])[] {
  const groups = new Map<string, [Role, ...Role[]]>();
  for (const role of roles) {
    const key = JSON.stringify(role.nodes.tags);
    const known = groups.get(key);
    if (known) known.push(role);
    else groups.set(key, [role]);
  }
  return [...groups.values()];
}

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_SendCommand.html allows five. */
const mostTargets = 5;

function targets({ nodes }: Role): string {
  const tags = Object.entries(nodes.tags);
  if (tags.length === 0) return '--instance-ids "$node"';
  const list = tags.slice(0, mostTargets).map(([key, values]) => ({ Key: `tag:${key}`, Values: values }));
  return `--targets ${shellWord(JSON.stringify(list))}`;
}

function inlinePolicies({ mapping, placed, exported }: Situation): Section {
  const isFirst = mapping.step.number === 1;
  const existing = mapping.roles.filter(({ permissionSet }) => permissionSet.kind !== 'created');
  if (existing.length === 0) {
    return {
      heading: 'Inline policies',
      body: [
        'All permission sets of this mapping are created with their policies: there is nothing to overwrite.',
      ],
    };
  }
  const names = existing.map(({ permissionSet }) => shellWord(permissionSet.name)).sort();
  const merged = placed.flatMap(({ permissionSet, inlinePolicy }) =>
    inlinePolicy.kind === 'merge'
      ? [
          `${code(permissionSet.name)} must print what is in ${code(inlinePolicy.file)}, or what an earlier step put there.`,
        ]
      : [],
  );
  return {
    heading: 'Inline policies that are there',
    body: [
      `A permission set has one inline policy, and Terraform overwrites it without a word. What stands there now${isFirst ? ', and the managed policies beside it' : ''}:`,
      shell(
        `for set in $(aws sso-admin list-permission-sets --instance-arn "$instance" --query 'PermissionSets[]' --output text); do`,
        '  name=$(aws sso-admin describe-permission-set --instance-arn "$instance" --permission-set-arn "$set" \\',
        '    --query PermissionSet.Name --output text)',
        '  case $name in',
        `    ${names.join('|')})`,
        `      printf '%s: ' "$name"`,
        '      aws sso-admin get-inline-policy-for-permission-set --instance-arn "$instance" --permission-set-arn "$set" \\',
        '        --query InlinePolicy --output text',
        ...(isFirst ? managedPolicies : []),
        '      ;;',
        '  esac',
        'done',
      ),
      bullets([
        `${isFirst ? 'No inline policy' : 'Nothing'}, or a policy that an earlier step put there (its first statement is ${code(sids.startOnNodes)}): go on.`,
        `Another ${isFirst ? 'inline policy' : 'policy'}: save it as a file beside the mapping and set ${code('inlinePolicy: { merge: FILE }')} for the role, or ${code('inlinePolicy: export')} to attach ours yourself.`,
        ...merged,
        ...(exported.length > 0
          ? [
              `${codes(exported.map(({ permissionSet }) => permissionSet.name))}: nothing is overwritten; you attach the exported policy (below).`,
            ]
          : []),
      ]),
    ],
  };
}

/** What else may start sessions today. */
const managedPolicies = [
  '      aws sso-admin list-managed-policies-in-permission-set --instance-arn "$instance" --permission-set-arn "$set" \\',
  `        --query 'AttachedManagedPolicies[].Name' --output text`,
  '      aws sso-admin list-customer-managed-policy-references-in-permission-set --instance-arn "$instance" \\',
  `        --permission-set-arn "$set" --query 'CustomerManagedPolicyReferences[].Name' --output text`,
] as const;

function defaultDocumentIs(situation: Situation): Section {
  return {
    heading: 'The default Session document',
    body: [
      `A session that names no document runs by ${code(defaultDocument)}. In each account and Region:`,
      shell(`aws ssm get-document --name ${defaultDocument} --query Content --output text`),
      ...(situation.mapping.step.deniesOtherDocuments
        ? [`From ${code('switch')} on no mapped permission set may start it. Everybody else still may.`]
        : whoMayStartIt(situation)),
    ],
  };
}

/** Nobody loses a way in, and nobody gains one to a user whom neither rule names: only the mapping can say who had one. */
function whoMayStartIt({ mapping }: Situation): string[] {
  const open = mapping.roles.filter((role) => opensDefaultDocument(mapping.step, role));
  const unsaid = open.filter(({ sessionsBefore }) => sessionsBefore === undefined);
  const names = (roles: readonly Role[]) => codes(roles.map(({ permissionSet }) => permissionSet.name));
  return [
    open.length === 0
      ? 'In this step no mapped permission set gets a right to it.'
      : `In this step ${names(open)} may start it. Where it does not exist or ${code('runAsEnabled')} is not ${code('true')}, its sessions run as ${code('ssm-user')}, who is root by sudo; with Run As, whoever has no ${code(runAsTag)} tag becomes the user it names. Nothing new where people can start such sessions today.`,
    ...(unsaid.length === 0
      ? []
      : [
          `The mapping does not say whether they can. **First** state it for the role of ${names(unsaid)} and generate anew:`,
          bullets([
            `${code('sessionsBefore: true')} where a policy printed above allows ${code('ssm:StartSession')} on this document or on ${code('*')} (${code('AdministratorAccess')}, ${code('PowerUserAccess')} and ${code('AmazonSSMFullAccess')} do);`,
            `${code('sessionsBefore: false')} where none does: these people then get the document of their role, and nothing else.`,
          ]),
          `Until then ${code('gate --strict')} refuses the policies.`,
        ]),
  ];
}

function runningSessions(): Section {
  return {
    heading: 'Sessions that run',
    body: [
      'A change of policy, document or attribute ends no session. In each account and Region:',
      shell(
        `aws ssm describe-sessions --state Active --query 'Sessions[].[SessionId,Owner,Target,DocumentName]' --output text`,
      ),
    ],
  };
}
