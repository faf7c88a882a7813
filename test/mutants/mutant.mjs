// One small change of a source file, made while Vitest reads it: the files themselves stay as they are. `from` stands in `file`
// exactly once and `to` takes its place; `tests` are the test files or folders that must notice.
import { readFileSync } from 'node:fs';

const root = new URL('../../', import.meta.url);

/** Throws when the text that the mutant changes is not there, or more than once: the list is out of date. */
export function mutated({ file, from, to }, text = readFileSync(new URL(file, root), 'utf8')) {
  const count = text.split(from).length - 1;
  if (count !== 1) throw new Error(`${file} has ${JSON.stringify(from)} ${count} times, not once`);
  return text.replace(from, () => to);
}

/** For Vitest; the variable MUTANT hands the mutant to `vitest.config.ts` as JSON. */
export function mutantPlugin(mutant) {
  const path = new URL(mutant.file, root).pathname;
  return {
    name: 'mutant',
    enforce: 'pre',
    transform: (code, id) => (id.split('?')[0] === path ? mutated(mutant, code) : undefined),
  };
}
