/**
 * YAML 1.2 (core schema) to a source tree, without the parts of YAML that surprise or explode.
 * Knows nothing of the mapping language.
 */
import { type Event, parseEvents, YAMLException } from 'js-yaml';
import { codePoint } from '../../source/code-point.js';
import type { SourceNode } from '../../source/source-tree.js';
import { maximumDepth, type ReportProblem } from '../../source/syntax-problem.js';
import { withoutDirectives } from './yaml-directives.js';
import { lineEnd, startOfNextDocument } from './yaml-gaps.js';
import { yamlToTree } from './yaml-to-tree.js';

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
    report('text-control-character', at, end, { character: codePoint(character), linesAllowed: true });
  } else {
    report('source-syntax', at, end, { language: 'YAML', problem: plainWords[reason] ?? reason });
  }
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
