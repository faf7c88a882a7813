import { describe, expect, test } from 'vitest';
import { compileMapping } from '../cases/case.js';
import { checkStarts, type Tally } from './check-starts.js';
import { checkRandomMappings } from './property.js';

test('mapping, policies, pages, proof and gate say the same of random mappings', async () => {
  const { asked, allowed, simulated } = await checkRandomMappings(5, 20261130);
  expect(allowed / asked).toBeGreaterThan(0.02);
  expect(simulated).toBeGreaterThan(1_000);
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
