/** What rests on each axiom: the claims of the generated policies that break without it, as the table in `docs/proof.md` says. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { serviceControlPolicies } from '../../src/access/service-control-policy.js';
import { claimNames } from '../../src/verify/claims/claim.js';
import { decideClaims } from '../../src/verify/claims/decide-claims.js';
import { compileRole, compileSurroundings } from '../../src/verify/proof/policy-sets.js';
import { type AxiomName, axioms } from '../../src/verify/requests/axioms.js';
import { subjectOf } from '../../src/verify/scenarios/subject.js';
import { checked } from './proof/proven.js';

const roles = `accessControlAttributes: { configuration: elsewhere }
nodes: { tags: { ssm-runas: linux } }
session: { kmsKey: alias/session-manager }
documents: { deployedBy: ["arn:aws:iam::111111111111:role/deploy"] }
roles:
  admin: { osUser: ops-admin, permissionSet: LinuxAdmin }
  developer: { osUser: dev, permissionSet: LinuxDeveloper }
`;
const mappings = [
  `version: 1\naccounts: ["111111111111", "222222222222"]\nregions: [eu-central-1]\n${roles}`,
  `version: 1\n${roles}`,
];

async function brokenWithout(axiom: AxiomName): Promise<string> {
  const broken = new Map<string, string>();
  for (const text of mappings) {
    const { mapping, access } = await checked(text);
    const [surroundings] = compileSurroundings(
      serviceControlPolicies(mapping).map((document, at) => ({
        name: `scp-${at}`,
        kind: 'service-control',
        document,
      })),
    );
    const [admin] = access.roles;
    const [policies] = admin ? compileRole(admin, surroundings) : [];
    if (!admin || !policies) throw new Error('refused');
    for (const { asked, verdict } of decideClaims(subjectOf(mapping, admin), policies, surroundings, {
      without: new Set([axiom]),
    }))
      if (verdict.kind !== 'holds') broken.set(asked.claim, verdict.kind);
  }
  const names = claimNames
    .filter((claim) => broken.has(claim))
    .map((claim) => `\`${claim}\` ${broken.get(claim)}`);
  return names.join(', ') || 'nothing';
}

test('each axiom has its row, with what breaks without it', async () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/proof.md'), 'utf8');
  const rows = new Map(
    [...page.matchAll(/^\| `([a-z-]+)` +\|([^|]+)\|([^|]+)\|([^|]+)\|([^|]+)\|$/gm)].map(
      ([, name = '', ...cells]) => [name, cells.map((cell) => cell.trim())],
    ),
  );
  const expected = new Map<string, string[]>();
  for (const [name, { says, source, certainty }] of Object.entries(axioms))
    expected.set(name, [says, source, certainty, await brokenWithout(name as AxiomName)]);
  if (process.env.SHOW)
    console.log([...expected].map(([name, cells]) => `| \`${name}\` | ${cells.join(' | ')} |`).join('\n'));
  expect(Object.fromEntries(rows)).toMatchObject(Object.fromEntries(expected));
});
