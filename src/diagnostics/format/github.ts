/**
 * Findings as workflow commands, which GitHub Actions shows beside the lines of a pull request
 * (https://docs.github.com/actions/reference/workflow-commands-for-github-actions#setting-an-error-message).
 */
import { type Diagnostic, withoutAccepted } from '../diagnostic.js';
import type { Format } from './format.js';
import { visible, visibleInLine, withoutCommands } from './shown-text.js';

export const githubFormat: Format = ({ diagnostics }) => withoutAccepted(diagnostics).map(toCommand).join('');

function toCommand(found: Diagnostic): string {
  const { severity, code, summary, detail, remedy } = found;
  const properties = [...placeOf(found), ['title', code]].map(
    ([name, value]) => `${name}=${escapeProperty(visibleInLine(String(value)))}`,
  );
  const message = `${summary}\n${detail}\nRemedy: ${remedy}`;
  return `::${severity} ${properties.join(',')}::${escapeData(withoutCommands(visible(message)))}\n`;
}

function placeOf({ file, range }: Diagnostic): (readonly [name: string, value: string | number])[] {
  if (file === undefined) return [];
  if (!range) return [['file', file]];
  const { start, end } = range;
  const lines = [['file', file] as const, ['line', start.line] as const];
  // GitHub takes columns only within one line.
  if (end.line !== start.line) return [...lines, ['endLine', end.line]];
  return [...lines, ['col', start.column], ['endLine', end.line], ['endColumn', end.column]];
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** Properties end at a colon and are told apart by commas. */
function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
