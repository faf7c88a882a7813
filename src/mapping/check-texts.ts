/**
 * The characters that no text may hold, in keys as well as in values, whatever the text means; and the placeholders that `init`
 * left. Knows nothing of the language but which texts may have lines, which the schema says.
 */

import { textsWithLines } from '../compiled/role-mapping.js';
import type { ArgumentsOf, DiagnosticCode } from '../diagnostics/catalog/index.js';
import type { Report } from '../diagnostics/report.js';
import type { SourceNode } from '../source/source-tree.js';
import { pointerOf, shapeOf } from './schema/path-shape.js';

/** Texts that were refused, as JSON Pointers: a finding about one of them would be the same mistake again. */
export interface RefusedTexts {
  readonly keys: ReadonlySet<string>;
  readonly values: ReadonlySet<string>;
}

/** Reports a text whose place the caller knows. */
type ReportText = <Code extends DiagnosticCode>(code: Code, args: ArgumentsOf<Code>) => void;

const withLines: ReadonlySet<string> = new Set(textsWithLines);

export function checkTexts(root: SourceNode, report: Report): RefusedTexts {
  const keys = new Set<string>();
  const values = new Set<string>();
  /** To the node that is looked at; copied only for a finding. */
  const path: (string | number)[] = [];
  const visit = (node: SourceNode): void => {
    if (node.kind === 'list') {
      for (const [index, item] of node.items.entries()) visitInside(index, item);
    } else if (node.kind === 'map') {
      for (const [key, entry] of node.entries) {
        if (isSuspect(key)) visitKey(key);
        visitInside(key, entry.value);
      }
    } else if (typeof node.value === 'string') {
      if (placeholder.test(node.value)) visitPlaceholder(node.value);
      else if (isSuspect(node.value)) visitText(node.value);
    }
  };
  const visitInside = (step: string | number, child: SourceNode): void => {
    path.push(step);
    visit(child);
    path.pop();
  };
  const visitKey = (key: string): void => {
    const inside = [...path, key];
    checkText(key, false, (code, args) => {
      keys.add(pointerOf(inside));
      report(code, { path: inside, point: 'key' }, args);
    });
  };
  const visitPlaceholder = (placeholder: string): void => {
    const at = [...path];
    values.add(pointerOf(at));
    report('placeholder-left', { path: at }, { placeholder, isOfRole: at[0] === 'roles' });
  };
  const visitText = (text: string): void => {
    const at = [...path];
    checkText(text, withLines.has(shapeOf(at)), (code, args) => {
      values.add(pointerOf(at));
      report(code, { path: at }, args);
    });
  };
  visit(root);
  return { keys, values };
}

/** Merge files: the same characters, but lines are fine and Session Manager never reads them. */
export function checkPolicyText(text: string, report: ReportText): void {
  if (isSuspect(text)) checkWritable(text, true, report);
}

/** What `init` writes where a person must decide. Each is of the form that its key asks for, or is found before the form is. */
const placeholder = /^(?:fill-in(?:-[\w-]*)?|0{12}|arn:[\w-]+:sso:::instance\/ssoins-0{16})$/i;

const suspect = /[^ -~]|\{\{|\}\}|TfToken\[/;

/** Cheap, and never wrong when it says no; most texts are plain ASCII. */
function isSuspect(text: string): boolean {
  return suspect.test(text);
}

function checkText(text: string, linesAllowed: boolean, report: ReportText): void {
  const braces = ['{{', '}}'].find((pair) => text.includes(pair));
  if (braces === undefined) checkWritable(text, linesAllowed, report);
  else report('text-double-braces', { braces });
}

function checkWritable(text: string, linesAllowed: boolean, report: ReportText): void {
  const control = (linesAllowed ? /(?![\t\n])\p{Cc}/u : /\p{Cc}/u).exec(text)?.[0];
  const token = ['${TfToken[', 'TfToken[TOKEN.'].find((mark) => text.includes(mark));
  const normalized = text.normalize('NFC');
  if (control !== undefined) {
    report('text-control-character', { character: control, linesAllowed });
  } else if (/\p{Cs}/u.test(text)) {
    report('text-lone-surrogate', {});
  } else if (token !== undefined) {
    report('text-token', { token });
  } else if (normalized !== text) {
    report('text-not-normalized', { normalized });
  }
}
