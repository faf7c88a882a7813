/** What became of the output folder, in words for people. */
import type { FileChange } from '../output/compare.js';

/** One line. */
export function summaryWords(changes: readonly FileChange[], folder: string): string {
  const count = (...states: readonly FileChange['state'][]) =>
    changes.filter(({ state }) => states.includes(state)).length;
  const written = count('created', 'changed');
  const removed = count('orphaned');
  const unchanged = count('unchanged');
  return `${folder}: ${written} written, ${removed} removed, ${unchanged} unchanged\n`;
}

/** One line for each file that is not as it should be. */
export function staleWords(changes: readonly FileChange[], folder: string): string {
  const words = { created: 'missing', changed: 'stale', orphaned: 'orphaned' } as const;
  const lines = changes.flatMap(({ state, path }) =>
    state === 'unchanged' ? [] : [`  ${words[state].padEnd(8)}  ${path}`],
  );
  return `${folder} is not what the mapping means:\n${lines.join('\n')}\nRun \`ssm-runas-gen generate\` and commit the result.\n`;
}
