import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileMapping } from '../cases/case.js';
import { checkStarts, type Tally } from './check-starts.js';
import { type Json, randomMappings } from './mappings.js';
import { checkRandomMappings } from './property.js';

test('mapping, policies, pages, proof and gate say the same of random mappings', async () => {
  const { asked, allowed, simulated } = await checkRandomMappings(5, 20261130);
  expect(allowed / asked).toBeGreaterThan(0.02);
  expect(simulated).toBeGreaterThan(1_000);
});

/** By which nobody gets or loses access. */
const withoutAccess: Readonly<Record<string, readonly string[]>> = {
  mapping: ['$schema', 'accept', 'extends'],
  role: ['osAccount'],
  nodes: ['users', 'accountDefaults'],
  documents: [],
  stackSet: ['autoDeploy', 'failureToleranceCount', 'failureTolerancePercentage'],
  session: [],
};

test('random mappings have each key of the schema that decides access', () => {
  const schema: Json = JSON.parse(
    readFileSync(new URL('../../schema/role-mapping.schema.json', import.meta.url), 'utf8'),
  );
  const seen = new Map(Object.keys(withoutAccess).map((name) => [name, new Set<string>()]));
  const note = (name: string, value: Json) => {
    for (const key of Object.keys(value ?? {})) seen.get(name)?.add(key);
  };
  for (const { whole } of fc.sample(randomMappings, { numRuns: 200, seed: 1 })) {
    note('mapping', whole);
    note('documents', whole.documents);
    note('stackSet', whole.documents?.stackSet);
    for (const role of Object.values<Json>(whole.roles)) {
      note('role', role);
      note('nodes', role.nodes);
      note('session', role.session);
    }
  }
  for (const [name, keys] of seen) {
    const { properties } = name === 'mapping' ? schema : schema.$defs[name];
    expect([...keys, ...(withoutAccess[name] ?? [])].sort(), name).toEqual(Object.keys(properties).sort());
  }
});

describe('of a broken policy', () => {
  const text = JSON.stringify({
    version: 1,
    accessControlAttributes: { configuration: 'elsewhere' },
    rollout: 'enforce',
    regions: ['eu-central-1'],
    nodes: { tags: { 'ssm-runas': 'linux', stage: ['prod', 'test'] }, matchTags: { Project: 'Project' } },
    session: { kmsKey: 'alias/session-manager' },
    roles: {
      admin: { osUser: 'ops', permissionSet: 'Admin', tunnels: { db: { port: 5432 } } },
      dev: { osUser: 'dev', permissionSet: 'Dev', principalTag: 'match' },
    },
  });
  const decidesStarts =
    /^(Start|DenyOther(Documents|Regions)|DenyForeign|DenyUn|DenyRunAsTag|DenyOtherRunAsTag)/;

  test('each statement that decides who may start what is missed', async () => {
    const { access } = await compileMapping(text, 'hcl');
    if (!access) throw new Error('refused');
    const found = async (sid?: string) => {
      const roles = access.roles.map((role) => ({
        ...role,
        policy: { ...role.policy, Statement: role.policy.Statement.filter(({ Sid }) => Sid !== sid) },
      }));
      const tally: Tally = { mappings: 0, asked: 0, allowed: 0, decided: 0, simulated: 0 };
      return checkStarts(JSON.parse(text), { ...access, roles }, tally);
    };
    expect(await found()).toEqual([]);
    const sids = access.roles.flatMap(({ policy }) => policy.Statement.map(({ Sid = '' }) => Sid));
    const deciding = [...new Set(sids)].filter((sid) => decidesStarts.test(sid));
    expect(deciding.length).toBeGreaterThan(9);
    for (const sid of deciding) expect(await found(sid), sid).not.toEqual([]);
  });
});
