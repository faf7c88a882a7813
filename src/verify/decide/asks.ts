/**
 * What a statement asks of a request: which texts it compares with which part, which values with which key. Nothing else
 * about a request can matter to it. Knows the grammar of statements; neither requests nor which effect wins.
 */
import { inlinePolicyBytes } from '../../aws/limits.js';
import { arnFields, type PolicySyntax } from '../../iam/evaluate/arn-pattern.js';
import { operators } from '../../iam/evaluate/operators.js';
import type { CompiledStatement } from '../../iam/evaluate/statement.js';
import { templatePieces } from '../../iam/evaluate/template.js';
import { globOf } from '../../iam/glob.js';
import { many, type Statement } from '../../iam/policy.js';
import { type Element, type Letters, literally, noColon, sequenceOf } from './automaton.js';
import type { RangeQuestion } from './range-classes.js';

/** The value of a condition key, put into a pattern. */
export interface Inserted {
  /** In lower case. */
  readonly key: string;
  readonly fallback: string | undefined;
}

export type AskPiece = Element | Inserted;

/** Whether a value is like one of the patterns. */
export interface TextAsk {
  readonly kind: 'text';
  readonly patterns: readonly (readonly AskPiece[])[];
  /** The patterns that hold a condition key. */
  readonly tied: readonly (readonly AskPiece[])[];
  /** Equal for asks with the same patterns. */
  readonly id: string;
  readonly ignoreCase: boolean;
  /** Whether it matters only to ARNs with a colon in their last field. */
  readonly needsColons?: true;
  /** Whether a text is longer than the largest policy that AWS takes. */
  readonly isTooLong: boolean;
  /** Values that people expect. */
  readonly notable?: readonly string[];
}

/** A question about the resource, or about a key in lower case. `several`: of each value by itself. */
export type Ask = (TextAsk | RangeQuestion | { readonly kind: 'presence' }) & {
  readonly about: 'resource' | { readonly key: string };
  readonly several: boolean;
};

export function isInserted(piece: AskPiece): piece is Inserted {
  return 'key' in piece;
}

/** The policy variables in what a value is compared with. */
export function insertedIn(ask: Ask): readonly Inserted[] {
  return ask.kind === 'text' ? ask.tied.flat().filter(isInserted) : [];
}

const known = new WeakMap<Statement, readonly Ask[]>();

export function asksOf({ source, syntax }: Pick<CompiledStatement, 'source' | 'syntax'>): readonly Ask[] {
  const asks = known.get(source) ?? readAsks(source, syntax);
  known.set(source, asks);
  return asks;
}

function readAsks(source: Statement, syntax: PolicySyntax): readonly Ask[] {
  const arns = many(source.Resource ?? source.NotResource ?? []).filter((arn) => arn !== '*');
  const asks: Ask[] = arnAsks(arns, syntax).map((ask) => ({ ...ask, about: 'resource', several: false }));
  for (const [operator, keys] of Object.entries(source.Condition ?? {}))
    for (const [key, value] of Object.entries(keys))
      asks.push(...conditionAsks(operator, key, many(value), syntax));
  return asks;
}

function conditionAsks(
  operator: string,
  name: string,
  values: readonly string[],
  syntax: PolicySyntax,
): Ask[] {
  const about = { key: name.toLowerCase() };
  const presence: Ask = { kind: 'presence', about, several: false };
  if (operator === 'Null') return [presence];
  const several = /^For(?:All|Any)Values?:/.test(operator);
  const base = operator.replace(/^.*:/, '').replace(/IfExists$/, '');
  const asked = (asks: readonly (TextAsk | RangeQuestion)[]): Ask[] => [
    ...(several ? [{ ...presence, several }] : []),
    ...asks.map((ask) => ({ ...ask, about, several })),
  ];
  if (base.startsWith('String')) {
    const text = {
      wildcards: base.includes('Like'),
      variables: syntax.variables,
      ignoreCase: base.includes('IgnoreCase'),
    };
    const patterns = values.map((value) => piecesOf(value, text));
    return asked([textAsk(patterns, text.ignoreCase)]);
  }
  if (base.startsWith('Arn')) return asked(arnAsks(values, syntax));
  if (base === 'Bool') return asked(truths);
  const compiled = operators.get(base);
  if (!compiled) throw new Error(`no operator ${operator}`);
  const matches = compiled.compile({ key: name, values, variables: syntax.variables }, () => {});
  return asked([{ kind: rangeKind(base), id: JSON.stringify([base, values]), wanted: values, matches }]);
}

function rangeKind(base: string): RangeQuestion['kind'] {
  if (base.startsWith('Numeric')) return 'number';
  return base.startsWith('Date') ? 'date' : 'address';
}

/**
 * ARNs are matched field by field. Where a wildcard could reach across colons, or a Region is in capitals, the evaluator says
 * that it cannot be decided, so what that depends on is asked as well.
 */
function arnAsks(patterns: readonly string[], syntax: PolicySyntax): TextAsk[] {
  if (patterns.length === 0) return [];
  const given = patterns.map((pattern) => ({ pattern, fields: arnFields(pattern) }));
  const text = { wildcards: true, variables: syntax.variables };
  const byField = (all: readonly (readonly string[])[]) =>
    textAsk(
      all.map((fields) =>
        complete(fields).flatMap((field, at) => [
          ...(at > 0 ? literally(':') : []),
          ...piecesOf(field, text, at < 5 ? noColon : undefined),
        ]),
      ),
    );
  const asText = (all: typeof given) =>
    all.flatMap(({ pattern, fields }) =>
      [...new Set([pattern, complete(fields).join(':')])].map((one) => piecesOf(one, text)),
    );
  const isWild = (fields: readonly string[]) => fields.slice(0, 5).some((field) => /[*?]/.test(field));
  const cut = given.filter(({ fields }) => fields.length < 6);
  const wild = given.filter(({ fields }) => fields.length === 6 && isWild(fields));
  const capitals = given.flatMap(({ fields }) => {
    const region = fields[3]?.toLowerCase();
    return region === fields[3] ? [] : [fields.with(3, region ?? '')];
  });
  const manyColons = [sequenceOf(globOf('*:*:*:*:*:*:*'))];
  const onColons = wild.length > 0 ? [asText(wild), manyColons] : [];
  return [
    byField(given.map(({ fields }) => fields)),
    ...(capitals.length > 0 ? [byField(capitals)] : []),
    ...(cut.length > 0 ? [textAsk(asText(cut))] : []),
    ...onColons.map((one) => ({ ...textAsk(one), needsColons: true as const })),
  ];
}

const complete = (fields: readonly string[]) => [...fields, ...Array<string>(6 - fields.length).fill('*')];

/** In one order, however they are written: the example of a class, and so what is printed, depends on it. */
export function textAsk(written: TextAsk['patterns'], ignoreCase = false): TextAsk {
  const byId = written
    .map((pattern) => ({ id: idOf(pattern), pattern }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const patterns = byId.map(({ pattern }) => pattern);
  const text = JSON.stringify([ignoreCase, ...byId.map(({ id }) => id)]);
  return {
    kind: 'text',
    patterns,
    tied: patterns.filter((pattern) => pattern.some(isInserted)),
    ignoreCase,
    isTooLong: patterns.some(({ length }) => length > inlinePolicyBytes),
    id: String(numberOf(text)),
  };
}

/** Numbers are shorter to compare. */
const numbers = new Map<string, number>();

function numberOf(text: string): number {
  const number = numbers.get(text) ?? numbers.size;
  numbers.set(text, number);
  return number;
}

function idOf(pattern: readonly AskPiece[]): string {
  let id = '';
  for (const piece of pattern) {
    if (isInserted(piece)) id += `\u0003${JSON.stringify(piece)}`;
    else if (typeof piece.letters === 'number') id += literalId(piece.letters);
    else id += `\u0001${piece.letters.id}${piece.repeated ? '*' : ''}\u0001`;
  }
  return id;
}

/** A policy may hold the characters that stand for something else here. */
function literalId(code: number): string {
  return code > 3 ? String.fromCharCode(code) : `\u0000${code}`;
}

/** What is neither is in doubt. */
const truths: readonly TextAsk[] = ['true', 'false'].map((text) => ({
  ...textAsk([literally(text)], true),
  notable: ['true', 'false'],
}));

function piecesOf(
  text: string,
  syntax: { readonly wildcards: boolean; readonly variables: boolean; readonly ignoreCase?: boolean },
  wildcard?: Letters,
): AskPiece[] {
  return templatePieces(text, syntax, () => {}).flatMap((piece): AskPiece[] =>
    typeof piece === 'number'
      ? sequenceOf([piece], wildcard)
      : [{ key: piece.key, fallback: piece.fallback }],
  );
}
