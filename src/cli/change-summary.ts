/** What became of the output folder, in lines for people. */
import type { FileChange } from '../output/compare.js';
import type { IgnoredPath } from '../output/ignored-by-git.js';

export function summaryLines(changes: readonly FileChange[], folder: string): readonly string[] {
  const count = (...states: readonly FileChange['state'][]) =>
    changes.filter(({ state }) => states.includes(state)).length;
  const written = count('created', 'changed');
  const removed = count('orphaned');
  const unchanged = count('unchanged');
  return [`${folder}: ${written} written, ${removed} removed, ${unchanged} unchanged`];
}

/** Two mappings must not share a folder, but a mapping may be renamed. */
export function takenOverLine(from: string, folder: string): string {
  return `${folder}: belonged to the mapping ${from}, which no longer exists; now belongs to this mapping`;
}

/** The files are to be committed, and many templates for `.gitignore` have `generated/`. */
export function ignoredLine({ path, file, line, pattern }: IgnoredPath): string {
  return `${path} is ignored by Git, so it is not committed: remove ${JSON.stringify(pattern)} from ${file} (line ${line})`;
}

/** A line for each file that is not as it should be, among them; `command` writes these files. */
export function staleLines(
  changes: readonly FileChange[],
  folder: string,
  command: string,
): readonly string[] {
  const words = { created: 'missing', changed: 'stale', orphaned: 'orphaned' } as const;
  const linesOf = (wanted: boolean) =>
    changes.flatMap((change) =>
      change.state === 'unchanged' || change.onlyTool !== wanted
        ? []
        : [`  ${words[change.state].padEnd(8)}  ${change.path}`],
    );
  const [others, byTool] = [linesOf(false), linesOf(true)];
  return [
    ...(others.length > 0 ? [`${folder} is out of date:`, ...others] : []),
    ...(byTool.length > 0
      ? [
          `${folder} was written by another version of ssm-runas-gen; the mapping itself has not changed:`,
          ...byTool,
        ]
      : []),
    `Run \`${command}\` and commit the result.`,
  ];
}
