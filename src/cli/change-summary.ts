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

/** One line. `from` is printed as it is. */
export function takenOverWords(from: string, folder: string): string {
  return `${folder}: belonged to the mapping ${from}, which no longer exists; now belongs to this mapping\n`;
}

/** One line for each file that is not as it should be. */
export function staleWords(changes: readonly FileChange[], folder: string): string {
  const words = { created: 'missing', changed: 'stale', orphaned: 'orphaned' } as const;
  const linesOf = (wanted: boolean) =>
    changes.flatMap((change) =>
      change.state === 'unchanged' || change.onlyTool !== wanted
        ? []
        : [`  ${words[change.state].padEnd(8)}  ${change.path}\n`],
    );
  const [others, byTool] = [linesOf(false), linesOf(true)];
  const paragraphs = [
    ...(others.length > 0 ? [`${folder} is not what the mapping means:\n${others.join('')}`] : []),
    ...(byTool.length > 0
      ? [
          `${folder} was written by another version of ssm-runas-gen; the mapping means what it meant:\n${byTool.join('')}`,
        ]
      : []),
  ];
  return `${paragraphs.join('')}Run \`ssm-runas-gen generate\` and commit the result.\n`;
}
