/**
 * The characters that no text may hold, in keys as well as in values, whatever the text means.
 * Knows which fields may have lines, and nothing else of the language.
 */
import type { ArgumentsOf, DiagnosticCode } from '../diagnostics/catalog/index.js';
import type { Path } from '../diagnostics/diagnostic.js';
import type { Report } from '../diagnostics/report.js';
import { pointerOf, shapeOf } from './path-shape.js';
import type { SourceNode } from './source-tree.js';

/** Texts that were refused, as JSON Pointers: a finding about one of them would be the same mistake again. */
export interface RefusedTexts {
  readonly keys: ReadonlySet<string>;
  readonly values: ReadonlySet<string>;
}

/** Reports a text whose place the caller knows. */
type ReportText = <Code extends DiagnosticCode>(code: Code, args: ArgumentsOf<Code>) => void;

const fieldsWithLines: ReadonlySet<string> = new Set([
  'session.shellProfile.linux',
  'permissionSet.create.description',
]);

export function checkTexts(root: SourceNode, report: Report): RefusedTexts {
  const keys = new Set<string>();
  const values = new Set<string>();
  const visit = (node: SourceNode, path: Path): void => {
    if (node.kind === 'list') {
      for (const [index, item] of node.items.entries()) visit(item, [...path, index]);
    } else if (node.kind === 'map') {
      for (const [key, entry] of node.entries) {
        const inside = [...path, key];
        checkText(key, false, (code, args) => {
          keys.add(pointerOf(inside));
          report(code, { path: inside, point: 'key' }, args);
        });
        visit(entry.value, inside);
      }
    } else if (typeof node.value === 'string' && isSuspect(node.value)) {
      checkText(node.value, fieldsWithLines.has(shapeOf(path)), (code, args) => {
        values.add(pointerOf(path));
        report(code, { path }, args);
      });
    }
  };
  visit(root, []);
  return { keys, values };
}

/** Merge files: the same characters, but lines are fine and Session Manager never reads them. */
export function checkPolicyText(text: string, report: ReportText): void {
  if (isSuspect(text)) checkWritable(text, true, report);
}

/** Cheap, and never wrong when it says no; most texts are plain ASCII. */
function isSuspect(text: string): boolean {
  return /[^ -~]|\{\{|\}\}|TfToken\[/.test(text);
}

function checkText(text: string, linesAllowed: boolean, report: ReportText): void {
  if (!isSuspect(text)) return;
  const braces = ['{{', '}}'].find((pair) => text.includes(pair));
  if (braces === undefined) checkWritable(text, linesAllowed, report);
  else report('text-double-braces', { braces });
}

function checkWritable(text: string, linesAllowed: boolean, report: ReportText): void {
  const control = (linesAllowed ? /(?![\t\n])\p{Cc}/u : /\p{Cc}/u).exec(text)?.[0];
  const token = ['${TfToken[', 'TfToken[TOKEN.'].find((mark) => text.includes(mark));
  const normalized = text.normalize('NFC');
  if (control !== undefined) {
    report('text-control-character', { character: codePoint(control), linesAllowed });
  } else if (/\p{Cs}/u.test(text)) {
    report('text-lone-surrogate', {});
  } else if (token !== undefined) {
    report('text-token', { token });
  } else if (normalized !== text) {
    report('text-not-normalized', { normalized });
  }
}

function codePoint(character: string): string {
  return `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}
