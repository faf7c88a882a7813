/** The mappings that are audited in the tests, and the sample events. */
import { readdirSync, readFileSync } from 'node:fs';

export const eventFolder = new URL('events/', import.meta.url);
export const events: readonly { readonly eventID: string }[] = readdirSync(eventFolder)
  .sort()
  .map((name) => JSON.parse(readFileSync(new URL(name, eventFolder), 'utf8')));

export function eventOf(id: string): object {
  const found = events.find(({ eventID }) => eventID === id);
  if (!found) throw new Error(`no event ${id}`);
  return found;
}

export const auditedMapping = `version: 1
accessControlAttributes: { configuration: elsewhere }
nodes: { tags: { ssm-runas: linux } }
accounts: ["111111111111"]
documents:
  deployedBy: ["arn:aws:iam::*:role/deploy_er*", "arn:aws:iam::*:role/stacksets-exec-*"]
  previous: [SSMRunAs-old-Session]
roles:
  admin: { osUser: ops, permissionSet: Linux }
  under: { osUser: under, permissionSet: Linux_Admin }
  odd: { osUser: odd, permissionSet: "A+=,.@-_z" }
`;

/** A mapping of very many permission sets, each a beginning of none but of `P`. */
export const manyCount = 300;
export const manyTail = (at: number) => `_${'x_'.repeat(10)}${String(at).padStart(3, '0')}`;
export const manyRoles = `version: 1
accessControlAttributes: { configuration: elsewhere }
nodes: { tags: { ssm-runas: linux } }
roles:
${Array.from({ length: manyCount }, (_, at) => `  r${at}: { osUser: u${at}, permissionSet: "P${manyTail(at)}" }`).join('\n')}
  short: { osUser: short, permissionSet: P }
`;
