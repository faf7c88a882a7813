/**
 * YAML 1.2 (core schema) to a source tree, without the parts of YAML that surprise or explode. js-yaml passes over the directives
 * that it does not know, hence a look at the text. Knows nothing of the mapping language.
 */

import { type Event, parseEvents, YAMLException } from 'js-yaml';
import type { SourceNode } from '../../source/source-tree.js';
import { maximumDepth, type ReportProblem } from '../../source/syntax-problem.js';
import { lineEnd, startOfNextDocument } from './yaml-text.js';
import { yamlToTree } from './yaml-to-tree.js';

/** The text with each directive reported and turned into a comment of the same length. */
function withoutDirectives(text: string, report: ReportProblem): string {
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

/** The tree, or undefined after a report. What can be left out (a tag, a duplicate) is reported and left out. */
export function parseYaml(written: string, report: ReportProblem): SourceNode | undefined {
  if (reportLoneReturn(written, report)) return undefined;
  const text = withoutDirectives(written, report);
  const events = readEvents(text, report);
  if (events === undefined) return undefined;
  const { root, end, isLast } = yamlToTree(events, text, report);
  if (!isLast) {
    const start = startOfNextDocument(text, end);
    const marker = text.startsWith('---', start) ? start + 3 : lineEnd(text, start);
    report('source-several-documents', start, marker, {});
    return undefined;
  }
  if (root === undefined) report('source-empty', 0, 0, {});
  return root;
}

/** The parser nests as deep as the text does, within its limit; a scalar counts as a level. */
function readEvents(text: string, report: ReportProblem): readonly Event[] | undefined {
  try {
    return parseEvents(text, { maxDepth: maximumDepth });
  } catch (error) {
    if (!(error instanceof YAMLException) || error.mark === undefined) throw error;
    reportError(error.reason, error.mark.position, text, report);
    return undefined;
  }
}

/** For the mistakes that people make most, where the parser's words help little. */
const plainWords: Readonly<Record<string, string>> = {
  'deficient indentation': 'a bracket or quote is not closed, or this line is indented too little',
  "expected ':' after a mapping key": 'a key without a colon after it',
  'missed comma between flow collection entries': 'a comma or a closing bracket is missing',
};

function reportError(reason: string, at: number, text: string, report: ReportProblem): void {
  const character = text.charAt(at);
  const end = Math.min(at + 1, text.length);
  if (reason.startsWith('nesting exceeded')) {
    report('source-too-deep', at, end, { limit: maximumDepth });
  } else if (/(?![\t\n\r])\p{Cc}/u.test(character)) {
    report('text-control-character', at, end, { character, linesAllowed: true });
  } else {
    const braces = unquotedBraces(text, at);
    if (braces === undefined) {
      report('source-syntax', at, end, { language: 'YAML', problem: plainWords[reason] ?? reason });
    } else {
      const problem = 'without quotes, `{` starts a map';
      const { start, written: unquoted } = braces;
      report('source-syntax', start, start + unquoted.length, { language: 'YAML', problem, unquoted });
    }
  }
}

/**
 * Sources of attributes are `${…}`, and names may have placeholders such as `{role}`. In a map or list on one line, YAML needs quotes
 * around both.
 */
function unquotedBraces(text: string, at: number) {
  const lineStart = text.lastIndexOf('\n', at - 1) + 1;
  const line = text.slice(lineStart, lineEnd(text, at));
  const withoutQuoted = line.replaceAll(/"[^"]*"|'[^']*'/g, (part) => ' '.repeat(part.length));
  const found = /\$\{[^}\s"']*\}|[^\s,[\]{}]*(?:\{(?:role|osUser|account|region)\}[^\s,[\]{}]*)+/.exec(
    withoutQuoted,
  );
  return found === null ? undefined : { start: lineStart + found.index, written: found[0] };
}

/** Programs disagree on whether a carriage return alone ends a line, and with it a comment. */
function reportLoneReturn(text: string, report: ReportProblem): boolean {
  const at = text.search(/\r(?!\n)/);
  if (at === -1) return false;
  report('source-syntax', at, at + 1, {
    language: 'YAML',
    problem: 'a carriage return without a line feed',
  });
  return true;
}
