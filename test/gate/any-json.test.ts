import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gate } from '../../src/gate/gate.js';
import { compileMapping } from '../cases/case.js';
import type { Json } from './edit-plan.js';
import { readCase } from './plan-case.js';
import { policiesAsApplied } from './policies-as-applied.js';
import { policiesAsAttached } from './policies-as-attached.js';

/** Replaces the value that a walk along `steps` comes to. */
function damage(value: Json, steps: readonly number[], by: unknown): Json {
  const [step, ...rest] = steps;
  if (step === undefined || typeof value !== 'object' || value === null) return by;
  const keys = Object.keys(value);
  if (keys.length === 0) return by;
  const key = keys[step % keys.length] as string;
  const copy = Array.isArray(value) ? [...value] : { ...value };
  copy[key as never] = damage(value[key], rest, by) as never;
  return copy;
}

describe('a plan that is damaged anywhere', () => {
  it.each(['switch', 'documents-first'])('is judged without a fault: %s', async (name) => {
    const { mapping: text, plan } = readCase(name);
    const { documents } = readCase('switch');
    const { mapping, access } = await compileMapping(text, 'hcl');
    if (!mapping || !access) throw new Error('the mapping is refused');
    const whole = JSON.parse(plan);
    const outputs = JSON.parse(documents[0] ?? '');
    const [attached = ''] = policiesAsAttached(access, {
      targets: [['ou-1', 'ORGANIZATIONAL_UNIT']],
      accounts: [['123456789012', 'ou-1', 'r-1']],
    });
    const policy = JSON.parse(attached);
    const applied = JSON.parse(policiesAsApplied(access));
    fc.assert(
      fc.property(fc.array(fc.nat(12), { minLength: 1, maxLength: 9 }), fc.jsonValue(), (steps, by) => {
        const result = gate({
          mapping,
          access,
          plan: { file: 'plan.json', text: JSON.stringify(damage(whole, steps, by)) },
          documents: [{ file: 'documents.json', text: JSON.stringify(damage(outputs, steps, by)) }],
          policies: { file: 'policies.json', text: JSON.stringify(damage(applied, steps, by)) },
          attachedPolicies: [{ file: 'attached-scp.json', text: JSON.stringify(damage(policy, steps, by)) }],
        });
        expect(result.diagnostics.every(({ summary, detail }) => summary !== '' && detail !== '')).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
