/**
 * Each statement of our policies earns its place: whoever leaves it out or weakens it is caught by the proof, unless
 * `docs/proof.md` says why it is defence in depth.
 */
import { describe, expect, test } from 'vitest';
import { explained, page, tryMutants } from './proof/mutated-proofs.js';

describe('mutants of the generated policies', async () => {
  const tried = await tryMutants(() => true);
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
