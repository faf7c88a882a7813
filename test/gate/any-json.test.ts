import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gateEntries } from '../../src/diagnostics/catalog/gate.js';
import { gate } from '../../src/gate/gate.js';
import { compileMapping } from '../cases/case.js';
import { corpus } from './corpus/index.js';
import type { Json } from './edit-plan.js';
import { judge, readCase } from './plan-case.js';
import { policiesAsApplied } from './policies-as-applied.js';
import { policiesAsAttached } from './policies-as-attached.js';

const catalog: Readonly<Record<string, { readonly severity: 'error' | 'warning' }>> = gateEntries;

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

/** A copy for each value of the plan, in which an object that JavaScript cannot make a text of stands in its place. */
function* withoutText(value: Json): Generator<Json> {
  yield { toString: 1 };
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    for (const copy of withoutText(inner))
      yield Array.isArray(value)
        ? value.map((one, at) => (String(at) === key ? copy : one))
        : { ...value, [key]: copy };
  }
}

describe('a plan with an object that has no text', () => {
  it.each(['assignments-first', 'switch'])('is judged without a fault: %s', async (name) => {
    const { mapping: text, plan } = readCase(name);
    const { mapping, access } = await compileMapping(text, 'hcl');
    if (!mapping || !access) throw new Error('the mapping is refused');
    const evidence = { documents: [], attachedPolicies: [], policies: undefined };
    for (const damaged of withoutText(JSON.parse(plan))) {
      const { diagnostics } = gate({
        mapping,
        access,
        plan: { file: 'plan.json', text: JSON.stringify(damaged) },
        ...evidence,
      });
      expect(diagnostics.every(({ summary, detail }) => summary !== '' && detail !== '')).toBe(true);
    }
  });
});

describe('names that every object of JavaScript has', () => {
  const names = ['constructor', 'toString', 'valueOf', '__proto__', 'hasOwnProperty'];
  const refused = corpus.filter(({ codes }) => codes.some((code) => catalog[code]?.severity === 'error'));

  it('are actions that nobody knows: no refused plan becomes an accepted one', async () => {
    for (const { plan } of refused) {
      if (!plan.plan.includes('"actions"')) continue;
      for (const name of names) {
        const renamed = plan.plan.replaceAll(/"actions":\[[^\]]*\]/g, `"actions":["${name}"]`);
        expect(await judge({ ...plan, plan: renamed })).toMatchObject({ accepted: false });
      }
    }
  });

  it('are types that nobody knows', async () => {
    for (const name of names) {
      const original = readCase('policies-attached');
      const renamed = original.plan.replaceAll('"aws_ssoadmin_managed_policy_attachment"', `"${name}"`);
      const { diagnostics } = await judge({ ...original, plan: renamed });
      expect(diagnostics.map(({ code }) => code)).toEqual(['gate-customer-policy']);
    }
  });

  it('are data in texts that a plan holds', async () => {
    const original = readCase('switch');
    for (const value of [{ toString: 1 }, { constructor: 1 }, { __proto__: 1 }, [[]], {}, 1, null]) {
      const plan = JSON.parse(original.plan);
      for (const { change } of plan.resource_changes) {
        for (const side of [change.before, change.after]) {
          if (side?.attribute) side.attribute[0].value = [{ source: [value] }];
          if (side?.inline_policy)
            side.inline_policy = JSON.stringify({
              Statement: [
                { Effect: 'Allow', Action: value, Resource: value, Condition: { Bool: { a: value } } },
              ],
            });
        }
      }
      const { accepted, diagnostics } = await judge({ ...original, plan: JSON.stringify(plan) });
      expect({ accepted, hasObject: JSON.stringify(diagnostics).includes('[object') }).toEqual({
        accepted: false,
        hasObject: false,
      });
    }
  });
});

it('judges no plan that nests deeper than any tool does', async () => {
  const original = readCase('switch');
  const deep = (levels: number, open: string, close: string) =>
    `${open.repeat(levels)}1${close.repeat(levels)}`;
  for (const [place, by] of [
    ['"prior_state":', deep(10_000, '{"values":{"root_module":{"child_modules":[', ']}}}')],
    ['"configuration":', deep(10_000, '{"root_module":{"module_calls":{"a":', '}}}')],
    ['"after_unknown":', deep(10_000, '{"a":', '}')],
    ['"inline_policy":', JSON.stringify(deep(10_000, '[', ']'))],
  ] as const) {
    const plan = original.plan.replace(place, `${place}${by},"_":`);
    expect(await judge({ ...original, plan })).toMatchObject({ accepted: false });
  }
});
