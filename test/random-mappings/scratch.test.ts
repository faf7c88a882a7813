import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { test } from 'vitest';
import { compile } from '../../src/generate.js';
import { prove } from '../../src/verify/prove.js';
import { file, randomMappings } from './mappings.js';
import { checkStarts } from './check-starts.js';
import { checkPage } from './check-page.js';
import { meanings } from '../parity/meanings.js';
test('codes', async () => {
  const tally = { asked: 0, allowed: 0, simulated: 0, halves: 0 };
  const n: Record<string, number> = {};
  const time: Record<string, number> = {};
  const timed = async <T>(name: string, f: () => Promise<T> | T): Promise<T> => { const t = performance.now(); const r = await f(); time[name] = (time[name] ?? 0) + performance.now() - t; return r; };
  const sample = fc.sample(randomMappings, { numRuns: Number(process.env.N ?? 20), seed: Number(process.env.SEED ?? 5) });
  for (const { files, whole } of sample) {
    const c2 = (syntax: 'hcl' | 'json') => compile(
      { file, fileName: file, bytes: new TextEncoder().encode(files[file]) },
      { syntax, readRelated: async (path) => (files[path] === undefined ? undefined : new TextEncoder().encode(files[path])) },
    );
    const c = await timed('compile', () => c2('hcl'));
    const errors = [...new Set(c.diagnostics.filter((d) => d.severity === 'error').map((d) => d.code + ' ' + d.summary))];
    const k = c.files ? 'ok' : 'refused';
    n[k] = (n[k] ?? 0) + 1;
    for (const e of errors) n[e] = (n[e] ?? 0) + 1;
    if (!c.access || !c.files || !c.mapping) continue;
    const found = await timed('starts', () => checkStarts(whole, c.access!, tally));
    const j = await timed('json', () => c2('json'));
    for (const m of await timed('parity', () => meanings(c.files!, j.files!))) if (!isDeepStrictEqual(JSON.parse(JSON.stringify(m.hcl)), JSON.parse(JSON.stringify(m.json)))) found.push('parity ' + m.path);
    found.push(...await timed('page', () => checkPage(whole, c.access!, c.files!.find(({ path }) => path === 'ACCESS.md')!.text)));
    const proof = await timed('proof', () => prove(c.mapping!, c.access!));
    for (const v of proof.violations) found.push('proof ' + v.code + ' ' + v.request.scenarios + ' ' + v.roles + ' ' + whole.rollout + ' ' + JSON.stringify(whole.roles[v.roles[0]!]) + whole.principalTag);
    for (const { claim, results } of proof.claims) for (const r of results) if (r.verdict !== 'holds') found.push('claim ' + claim + ' ' + r.verdict + ' ' + r.roles);
    found.push(...proof.unsupported.map((u) => 'unsupported ' + JSON.stringify(u)));
    if (found.length) { n.bad = (n.bad ?? 0) + 1; if (n.bad < 12) console.log(files[file], files['base.yaml'], '\n  ', found.slice(0, 4).join('\n   ').slice(0, 1600)); }
  }
  console.log(tally, n, time);
});
