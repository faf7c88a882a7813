/**
 * Text of a policy with wildcards and policy variables: parsed once, matched against many values.
 * Knows the syntax of variables and what an absent one means; not where a policy may use them.
 * IAM user guide, reference_policies_variables.
 */

import { ANY, codesOf, compileGlob, globOf, matchesGlob, type TextMatcher } from '../glob.js';
import type { ReportUnsupported } from '../problem.js';
import { type Context, valuesOf } from './context.js';
import { type Doubt, isUnstated, type Truth } from './truth.js';

export interface TemplateSyntax {
  /** Whether `*` and `?` are wildcards. */
  readonly wildcards: boolean;
  /** Whether `${…}` is a variable; in version 2008-10-17 it is plain text. */
  readonly variables: boolean;
  /** Whether letters are compared without case. */
  readonly ignoreCase?: boolean;
  /** What it means for a match that a variable has no value; `false` if left out. */
  readonly valueless?: Truth;
}

/** Matches a value of the request, with the variables taken from its context. One without value equals nothing and is like nothing. */
export type TemplateMatcher = (value: string, context: Context) => Truth;

/** A variable in the text, with the doubts that it can raise. */
export interface TemplateVariable {
  readonly key: string;
  readonly fallback: string | undefined;
  readonly manyDoubt: Doubt;
  readonly emptyDoubt: Doubt;
  readonly unstatedDoubt: Doubt;
}

/** A code unit, a wildcard or a variable. */
export type Piece = number | TemplateVariable;

const VARIABLE = /\$\{([^}]*)\}?/g;
const SPECIAL = /^[*?$]$/;
const KEY_AND_DEFAULT = /^([^\s:,'{}$*?][^:,'{}$*?]*:[^,'{}$*?]*[^\s,'{}$*?])(?:, '([^'{}]*)')?$/;

export function compileTemplate(
  text: string,
  syntax: TemplateSyntax,
  report: ReportUnsupported,
): TemplateMatcher {
  const fold = syntax.ignoreCase ? foldCase : (value: string) => value;
  const valueless = syntax.valueless ?? false;
  const pieces = templatePieces(text, syntax, report);
  const fixed = pieces.filter((piece) => typeof piece === 'number');
  if (fixed.length === pieces.length) {
    const matches: TextMatcher = compileGlob(fixed);
    return (value) => matches(fold(value));
  }
  const variables = pieces.filter((piece) => typeof piece !== 'number');
  const begins = literalBeginning(pieces);
  const mayLackValue = variables.filter(({ fallback }) => fallback === undefined);
  return (value, context) => {
    if (mayLackValue.some(({ key }) => valuesOf(context, key) === 'absent')) return valueless;
    const folded = fold(value);
    const matched = folded.startsWith(begins) && matchWithVariables(pieces, fold, folded, context);
    if (matched !== false || valueless === false) return matched;
    return mayLackValue.find(({ key }) => valuesOf(context, key) === 'unknown')?.unstatedDoubt ?? false;
  };
}

/** At most 200 letters before the first wildcard or variable: nearly all values that do not match differ in them already. */
function literalBeginning(pieces: readonly Piece[]): string {
  const end = pieces.findIndex((piece) => typeof piece !== 'number' || piece < 0);
  return String.fromCharCode(...pieces.slice(0, Math.min(end, 200)).map(Number));
}

/** Letter by letter, so that a letter means the same wherever it stands and `ß` is not two. */
export function foldCase(text: string): string {
  const folded = text.toLowerCase();
  if (isAscii.test(text)) return folded;
  let letters = '';
  for (let at = 0; at < text.length; at++) {
    const letter = text.charAt(at).toLowerCase();
    letters += letter.length === 1 ? letter : text.charAt(at);
  }
  return letters;
}

const isAscii = /^[\0-\x7f]*$/;

export function templatePieces(
  text: string,
  syntax: Pick<TemplateSyntax, 'wildcards' | 'variables' | 'ignoreCase'>,
  report: ReportUnsupported,
): Piece[] {
  const plain = syntax.wildcards ? globOf : codesOf;
  const fold = syntax.ignoreCase ? foldCase : (value: string) => value;
  if (!syntax.variables) return [...plain(fold(text))];
  const pieces: Piece[] = [];
  const add = (codes: readonly number[]) => {
    for (const code of codes) pieces.push(code);
  };
  let end = 0;
  for (const found of text.matchAll(VARIABLE)) {
    add(plain(fold(text.slice(end, found.index))));
    end = found.index + found[0].length;
    const inside = found[1] ?? '';
    const [, key, fallback] = KEY_AND_DEFAULT.exec(inside) ?? [];
    if (SPECIAL.test(inside)) pieces.push(...codesOf(inside));
    else if (key === undefined || !found[0].endsWith('}')) report('malformed-variable', found[0]);
    // The guide does not say whether a wildcard in a default matches as one.
    else if (fallback !== undefined && /[*?]/.test(fallback)) report('wildcard-in-default', found[0]);
    else pieces.push(variable(key, fallback));
  }
  add(plain(fold(text.slice(end))));
  return pieces;
}

function variable(key: string, fallback: string | undefined): TemplateVariable {
  return {
    key: key.toLowerCase(),
    fallback,
    manyDoubt: { about: 'several-valued-variable', subject: key },
    emptyDoubt: { about: 'empty-value', subject: key },
    unstatedDoubt: { about: 'unstated-key', subject: key },
  };
}

/**
 * Each variable has a value, a default, or one that is in doubt. Wildcards in a variable's value are characters. Where a value is
 * in doubt the pattern is tried with anything in its place: what does not match then never does.
 */
function matchWithVariables(
  pieces: readonly Piece[],
  fold: (value: string) => string,
  folded: string,
  context: Context,
): Truth {
  let doubt: Doubt | undefined;
  const glob: number[] = [];
  // One by one, since a call takes some 100,000 arguments at most.
  const add = (text: string) => {
    for (const code of codesOf(fold(text))) glob.push(code);
  };
  for (const piece of pieces) {
    if (typeof piece === 'number') {
      glob.push(piece);
      continue;
    }
    const values = valuesOf(context, piece.key);
    const [only, another] = values;
    if (values === 'absent') {
      add(piece.fallback ?? '');
    } else if (values === 'unknown' || another !== undefined || !only) {
      if (values === 'unknown') doubt = doubt && isUnstated(doubt) ? doubt : piece.unstatedDoubt;
      else doubt ??= another !== undefined ? piece.manyDoubt : piece.emptyDoubt;
      glob.push(ANY);
    } else {
      add(only);
    }
  }
  return matchesGlob(glob, folded) ? (doubt ?? true) : false;
}
