/** Mappings that together have every statement in every form, and what the proof says of each mutant of their policies. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { disagreements } from './agreement.js';
import { type Mutant, mutantsOf } from './mutants.js';
import { checked, proveWith } from './proven.js';

const head = `version: 1
accessControlAttributes: { configuration: elsewhere }
`;
const roles = (settings: string) => `roles:
  admin: { osUser: ops-admin, permissionSet: LinuxAdmin${settings} }
  developer: { osUser: dev, permissionSet: LinuxDeveloper }
`;

const withTunnels = roles(', tunnels: { db: { port: 5432 } }, awsDocuments: [AWS-StartSSHSession]');

const mappings: Readonly<Record<string, string>> = {
  'enforce, accounts and Regions listed': `${head}accounts: ["111111111111", "222222222222"]
regions: [eu-central-1, eu-west-1]
nodes: { tags: { ssm-runas: [linux, unix], stage: prod } }
session: { kmsKey: alias/session-manager }
documents: { previous: [OldDocument] }
${roles(', guardrails: { deny: ["ec2:RunInstances", "iam:*"] }')}`,
  'enforce, any account, one kind of node': `${head}nodes: { tags: { ssm-runas: linux }, kinds: [ec2] }
session: { kmsKey: "arn:aws:kms:eu-central-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab" }
${roles('')}`,
  'enforce, nodes of any tags, strict': `${head}guardrails: strict
session: { kmsKey: "arn:aws:kms:eu-central-1:111111111111:alias/sessions" }
${roles('')}`,
  'switch, tag of the own user kept': `${head}rollout: switch
nodes: { tags: { ssm-runas: linux } }
session: { kmsKey: 1234abcd-12ab-34cd-56ef-1234567890ab }
${roles(', principalTag: match')}`,
  "enforce, nodes that match the person's attributes": `${head}accounts: ["111111111111"]
nodes: { tags: { ssm-runas: linux }, matchTags: { Project: Squad } }
${roles('')}`,
  'enforce, tunnels, accounts and Regions listed': `${head}accounts: ["111111111111", "222222222222"]
regions: [eu-central-1, eu-west-1]
nodes: { tags: { ssm-runas: linux } }
${withTunnels}`,
  'switch, tunnels, any account': `${head}rollout: switch
nodes: { tags: { ssm-runas: linux } }
documents: { name: "{role}-Session" }
${withTunnels}`,
  'enforce, Linux users, a StackSet with an older document, the default document locked': `${head}accounts: ["111111111111"]
regions: [eu-central-1]
nodes: { users: association, tags: { ssm-runas: linux } }
defaultDocument: lock
documents:
  deploy: stackset
  previous: [SSMRunAs-admin-Session-00112233]
  stackSet: { organizationalUnits: [ou-ab12-cdefgh34] }
${withTunnels}`,
  prepare: `${head}rollout: prepare
nodes: { tags: { ssm-runas: linux, stage: prod } }
session: { kmsKey: alias/session-manager }
${roles('')}`,
};

export interface Tried {
  readonly mapping: string;
  readonly mutant: Mutant;
  readonly caughtAs: string | undefined;
}

/** Each mutant of the first role's policy that is `chosen`; `at` counts through all mappings. */
export async function tryMutants(chosen: (mutant: Mutant, at: number) => boolean): Promise<readonly Tried[]> {
  const tried: Tried[] = [];
  let at = 0;
  for (const [mapping, text] of Object.entries(mappings)) {
    const { access, ...others } = await checked(text);
    const [admin] = access.roles;
    if (!admin) throw new Error('no role');
    // The policies of the other role stay as they are.
    const sound = { ...others, access: { ...access, roles: [admin] } };
    expect(proveWith(sound, admin.policy).violations, mapping).toEqual([]);
    for (const mutant of mutantsOf(admin.policy)) {
      if (!chosen(mutant, at++)) continue;
      const proof = proveWith(sound, mutant.policy);
      expect(disagreements(sound, proof).found, `${mutant.name} (${mapping})`).toEqual([]);
      const caughtAs = proof.violations[0]?.code ?? proof.unsupported[0]?.code;
      tried.push({ mapping, mutant, caughtAs });
    }
  }
  return tried;
}

export const page = readFileSync(join(import.meta.dirname, '../../../docs/proof.md'), 'utf8');

/** The first column of the table under this heading. */
export function explained(): string[] {
  const [, section = ''] = page.split(/^## Defence in depth$/m);
  return [...(section.split(/^## /m)[0] ?? '').matchAll(/^\| `([^`]+)` +\|/gm)].map(([, name = '']) => name);
}
