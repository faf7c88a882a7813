/** The access map holds what the mapping and the policies say, at every step. */
import { describe, expect, it } from 'vitest';
import { guardrailEntries } from '../../src/aws/ways-around.js';
import { type AccessRow, accessMap } from '../../src/facts/access-map.js';
import { caseNames, compileCase, compileMapping } from '../cases/case.js';

async function rowsOf(text: string): Promise<readonly AccessRow[]> {
  const { mapping, access, diagnostics } = await compileMapping(text, 'hcl');
  if (!mapping || !access) throw new Error(JSON.stringify(diagnostics));
  return accessMap(mapping, access).rows;
}

const mapping = (roles: string, rollout = 'enforce') => `version: 1
rollout: ${rollout}
nodes: { tags: { b: x, a: [z, y] } }
roles: ${roles}
`;

describe('accessMap', () => {
  it('sorts roles and tags', async () => {
    const [first, second] = await rowsOf(
      mapping('{ z: { osUser: z, permissionSet: Z }, a: { osUser: a, permissionSet: A } }'),
    );
    expect([first?.role, second?.role]).toEqual(['a', 'z']);
    expect(first?.nodes.tags).toEqual([
      { key: 'a', values: ['y', 'z'] },
      { key: 'b', values: ['x'] },
    ]);
  });

  it.each([
    ['prepare', 'tagElseOsUser'],
    ['switch', 'tagElseOsUser'],
    ['enforce', 'osUser'],
  ])('in %s a plain session gives: %s', async (rollout, becomes) => {
    const [row] = await rowsOf(mapping('{ a: { osUser: a, permissionSet: A } }', rollout));
    expect(row?.becomes).toBe(becomes);
    expect(row?.refused).toEqual(rollout === 'prepare' ? [] : guardrailEntries.standard);
  });

  it('reads exceptions and additions off the policy', async () => {
    const [row] = await rowsOf(
      mapping(
        '{ a: { osUser: a, permissionSet: A, guardrails: { except: ["ssm:SendCommand"], deny: ["ec2:RunInstances"] } } }',
      ),
    );
    expect(row?.refused).not.toContain('ssm:SendCommand');
    expect(row?.refused).toContain('ec2:RunInstances');
  });

  it.each(caseNames)('is data that JSON can carry, for %s', async (name) => {
    const { mapping, access } = await compileCase(name, 'hcl');
    if (!mapping || !access) throw new Error('refused');
    const map = accessMap(mapping, access);
    expect(JSON.parse(JSON.stringify(map))).toEqual(map);
    expect(map.rows.map(({ osUser }) => osUser)).toEqual(
      access.roles.map(({ document }) => document.inputs.runAsDefaultUser),
    );
  });
});
