/** Statements that roles share are the ones that each role would get by itself. */
import { describe, expect, it } from 'vitest';
import { policyBuilder } from '../../../src/access/policy/build-policy.js';
import { caseNames, compileCase } from '../../cases/case.js';

describe.each(caseNames)('%s', (name) => {
  it('gives each role what it would get alone', async () => {
    const { mapping, access } = await compileCase(name, 'hcl');
    if (!mapping || !access) throw new Error(`${name} has errors`);
    for (const { role, policy, arns } of access.roles) {
      expect(policyBuilder(mapping)(role, arns)).toEqual(policy);
    }
  });
});
