/** The list of mutants stays true to the sources; that each is caught is tried by `npm run mutants`. */
import { describe, expect, it } from 'vitest';
import { mutants } from './house.mjs';
import { mutated } from './mutant.mjs';

describe('the list of mutants', () => {
  it('changes sources that are there', () => {
    for (const mutant of mutants) expect(mutated(mutant)).not.toBe('');
  });

  it('has several of each kind', () => {
    const kinds = mutants.map(({ kind }) => kind);
    for (const kind of new Set(kinds))
      expect(kinds.filter((other) => other === kind).length, kind).toBeGreaterThan(2);
  });
});
