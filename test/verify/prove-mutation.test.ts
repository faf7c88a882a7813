/**
 * Each statement of our policies earns its place: whoever leaves it out or weakens it is caught by the proof, unless
 * `docs/proof.md` says why it is defence in depth.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Mutant, mutantsOf } from './proof/mutants.js';
import { checked, proveWith } from './proof/proven.js';

const head = `version: 1
accessControlAttributes: { configuration: elsewhere }
`;
const roles = (settings: string) => `roles:
  admin: { osUser: ops-admin, permissionSet: LinuxAdmin${settings} }
  developer: { osUser: dev, permissionSet: LinuxDeveloper }
`;

const withTunnels = roles(', tunnels: { db: { port: 5432 } }, awsDocuments: [AWS-StartSSHSession]');

/** Together they have every statement in every form. */
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
  prepare: `${head}rollout: prepare
nodes: { tags: { ssm-runas: linux, stage: prod } }
session: { kmsKey: alias/session-manager }
${roles('')}`,
};

interface Tried {
  readonly mapping: string;
  readonly mutant: Mutant;
  readonly caughtAs: string | undefined;
}

async function tryAll(): Promise<readonly Tried[]> {
  const tried: Tried[] = [];
  for (const [mapping, text] of Object.entries(mappings)) {
    const sound = await checked(text);
    const [admin] = sound.access.roles;
    if (!admin) throw new Error('no role');
    expect(proveWith(sound, admin.policy).violations, mapping).toEqual([]);
    for (const mutant of mutantsOf(admin.policy)) {
      const { violations, unsupported } = proveWith(sound, mutant.policy);
      const caughtAs = violations[0]?.code ?? unsupported[0]?.code;
      tried.push({ mapping, mutant, caughtAs });
    }
  }
  return tried;
}

const page = readFileSync(join(import.meta.dirname, '../../docs/proof.md'), 'utf8');

/** The first column of the table under this heading. */
function explained(): string[] {
  const [, section = ''] = page.split(/^## Defence in depth$/m);
  return [...(section.split(/^## /m)[0] ?? '').matchAll(/^\| `([^`]+)` +\|/gm)].map(([, name = '']) => name);
}

describe('mutants of the generated policies', async () => {
  const tried = await tryAll();
  const survivors = tried.filter(({ caughtAs }) => caughtAs === undefined);

  test('are caught, or explained', () => {
    const bySid = new Map<string, { mutants: number; caught: number; as: Set<string> }>();
    for (const { mutant, caughtAs } of tried) {
      const sid = mutant.name.split(':')[0] ?? '';
      const row = bySid.get(sid) ?? { mutants: 0, caught: 0, as: new Set() };
      row.mutants += 1;
      if (caughtAs !== undefined) {
        row.caught += 1;
        row.as.add(caughtAs.replace('proof-', ''));
      }
      bySid.set(sid, row);
    }
    const rows = [...bySid].map(
      ([sid, { mutants, caught, as }]) =>
        `${sid.padEnd(24)} ${String(caught).padStart(4)} of ${String(mutants).padStart(4)}  ${[...as].join(', ')}`,
    );
    const caught = tried.length - survivors.length;
    console.log(
      `${rows.join('\n')}\n${caught} of ${tried.length} mutants caught\nnot caught:\n${survivors.map(({ mapping, mutant }) => `  ${mutant.name} (${mapping})`).join('\n')}`,
    );
    expect([...new Set(survivors.map(({ mutant }) => mutant.name))].sort()).toEqual(explained().sort());
    expect(caught / tried.length).toBeGreaterThanOrEqual(0.98);
    expect(page).toContain(`${caught} of ${tried.length} such mutants`);
  });
});
