/**
 * The lines with `%` before a YAML document. The parser passes over those that it does not know, hence this look at the text.
 * Knows nothing of the mapping language.
 */
import type { ReportProblem } from '../../source/syntax-problem.js';
import { lineEnd } from './yaml-gaps.js';

/** The text with each directive reported and turned into a comment of the same length. */
export function withoutDirectives(text: string, report: ReportProblem): string {
  if (!text.includes('%')) return text;
  let at = 0;
  let found = false;
  while (at < text.length) {
    const end = lineEnd(text, at);
    const line = text.slice(at, end);
    const before = indentOfDirective(line);
    if (before !== -1) {
      found = true;
      const directive = withoutComment(line.slice(before));
      report('source-directive', at + before, at + before + directive.length, { directive });
    } else if (!isBlank(line)) {
      break;
    }
    at = end + 1;
  }
  if (!found) return text;
  return text.slice(0, at).replaceAll(/^([\ufeff\t]*)%/gm, '$1#') + text.slice(at);
}

/** The parser accepts a byte order mark and tabs before the `%`; -1 for a line that is no directive. */
function indentOfDirective(line: string): number {
  const before = line.search(/[^\ufeff\t]/);
  return line[before] === '%' ? before : -1;
}

function withoutComment(directive: string): string {
  const comment = directive.search(/\s#/);
  return (comment === -1 ? directive : directive.slice(0, comment)).trimEnd();
}

function isBlank(line: string): boolean {
  const own = line.trimStart();
  return own === '' || own.startsWith('#');
}
