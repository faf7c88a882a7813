/**
 * `nodes.users: association`: the Command document that creates the Linux users of a group of nodes, and what its State Manager
 * association says. The script is in `templates/node-users`; it runs as root, and names are data in it, never code.
 */
import type { JsonTree } from '../aws/json-text.js';
import { templates } from '../compiled/node-users-templates.js';
import type { NodeAccount, NodeUsers } from '../mapping/model.js';
import { quotedForSh } from '../shell/quote.js';

type Users = Pick<NodeUsers, 'accounts' | 'skipped'>;

const quoted = (_: unknown, values: readonly unknown[]) => quotedForSh(values.join(''));

/** The script, with a final newline. */
export function nodeUsersScript(users: Users): string {
  return `${nodeUsersFunctions()}${nodeUsersCalls(users)}`;
}

/** What the script begins with; the same on all nodes. */
export function nodeUsersFunctions(): string {
  return templates.functions(quoted, {});
}

/** The rest of the script: a call for each user. */
export function nodeUsersCalls({ accounts, skipped }: Users): string {
  return templates.calls(quoted, {
    skipped,
    accounts: accounts.map((account) => ({
      user: account.osUser,
      uid: account.uid === undefined ? '' : String(account.uid),
      shell: account.shell,
      home: account.home,
      groups: account.groups.join(' '),
      file: sudoersName(account.osUser),
      rules: sudoRules(account),
    })),
  });
}

/** Sudo skips files with a dot in their name, hence the user in hexadecimal (https://www.sudo.ws/docs/man/sudoers.man/). */
export function sudoersName(osUser: string): string {
  return Buffer.from(osUser).toString('hex');
}

/** What stands after `ALL=`. In sudoers a command without arguments may be run with any; `""` says without any. */
function sudoRules({ sudo }: NodeAccount): readonly string[] {
  if (sudo === 'none') return [];
  if (sudo === 'all') return ['(ALL:ALL) NOPASSWD: ALL'];
  return sudo.map((command) => `(root) NOPASSWD: ${command}${command.includes(' ') ? '' : ' ""'}`);
}

/**
 * Schema 2.2 without parameters: constants only
 * (https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-command-ssm-plugin-reference.html).
 */
export function nodeUsersDocument(users: NodeUsers): { readonly [key: string]: JsonTree } {
  const { timeoutSeconds, ...step } = nodeUsersStep;
  const inputs = { timeoutSeconds, runCommand: linesOf(nodeUsersScript(users)) };
  return { ...nodeUsersHead, mainSteps: [{ ...step, inputs }] };
}

export const nodeUsersHead = {
  schemaVersion: '2.2',
  description: 'Creates the Linux users of the role mapping. Made by ssm-runas-gen; runs as root.',
} as const;

/** Without its commands. */
export const nodeUsersStep = {
  action: 'aws:runShellScript',
  name: 'createLinuxUsers',
  precondition: { StringEquals: ['platformType', 'Linux'] },
  timeoutSeconds: '600',
} as const;

/** Of a text with a final newline. */
export const linesOf = (text: string): readonly string[] => text.trimEnd().split('\n');

/** By Terraform's names of its arguments. */
export const nodeUsersAssociation = {
  document_version: '$DEFAULT',
  schedule_expression: 'rate(1 day)',
  max_concurrency: '10%',
  max_errors: '10%',
  compliance_severity: 'HIGH',
  sync_compliance: 'AUTO',
} as const;

/** A node must have all of the tags. */
export function nodeUsersTargets({
  tags,
}: Pick<NodeUsers, 'tags'>): readonly { key: string; values: readonly string[] }[] {
  return Object.entries(tags).map(([key, values]) => ({ key: `tag:${key}`, values }));
}
