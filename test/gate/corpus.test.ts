/**
 * The gate against its corpus. Captured plans hold the policies and documents of their day: after a change of what is
 * generated they must be captured anew, see `capture-plans.slow.test.ts`.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { gateEntries as gateCatalog } from '../../src/diagnostics/catalog/gate.js';
import { corpus } from './corpus/index.js';
import { capturedNames, judge } from './plan-case.js';

const catalog: Readonly<Record<string, { readonly severity: 'error' | 'warning' }>> = gateCatalog;

describe('the corpus of plans', () => {
  it.each(corpus.map((entry) => [entry.name, entry] as const))('%s', async (_name, { plan, codes }) => {
    const { accepted, diagnostics } = await judge(plan);
    expect([...new Set(diagnostics.map(({ code }) => code))]).toEqual(codes);
    expect(accepted).toBe(codes.every((code) => catalog[code]?.severity === 'warning'));
  });

  it('is told in the same words as before', async () => {
    const told: string[] = [];
    for (const { name, plan } of corpus) {
      const { diagnostics, meaning } = await judge(plan);
      const lines = diagnostics.map(
        ({ code, summary, detail, file }) => `${code} ${file}: ${summary}. ${detail}`,
      );
      told.push(`# ${name}`, ...lines, ...meaning.map((line) => `> ${line}`), '');
    }
    await expect(`${told.join('\n')}`).toMatchFileSnapshot('corpus/told.txt');
  });

  it('shows every refusal', () => {
    const shown = new Set(corpus.flatMap(({ codes }) => codes));
    expect(Object.keys(catalog).filter((code) => !shown.has(code))).toEqual([]);
  });

  it('is documented code by code', () => {
    const page = readFileSync(new URL('../../docs/gate.md', import.meta.url), 'utf8');
    expect(Object.keys(catalog).filter((code) => !page.includes(`\`${code}\``))).toEqual([]);
  });

  it('uses every plan that was captured', () => {
    const names = new Set(corpus.map(({ name }) => name));
    expect(capturedNames.filter((name) => !names.has(name))).toEqual([]);
  });

  it('says the address, and the state and plan or the time, of whatever it finds in a plan', async () => {
    for (const { plan } of corpus) {
      const { diagnostics } = await judge(plan);
      for (const { code, detail, summary } of diagnostics) {
        if (/^gate-(plan|documents|scp)-|-missing$|-unreadable$/.test(code)) continue;
        expect(`${summary} ${detail}`, code).toMatch(
          /\b(?:(?:aws\w*_\w+|terraform_data|shell_script|data|action|check)\.[\w.]+(?:\[".*?"\])?|inline_policies\[.*\]): [\s\S]*\b(before|after|today|apply|state|plan)\b/,
        );
      }
    }
  });
});
