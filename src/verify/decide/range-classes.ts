/**
 * Numbers, points in time and addresses that a condition key may have, divided into classes by the values that
 * conditions compare them with. Candidates lie on, between and beyond these values, and there is one of each type; of those that
 * the key may have and all conditions answer alike one is kept.
 */
import { parseRange } from '../../iam/evaluate/address.js';
import { parseInstant } from '../../iam/evaluate/instant.js';
import type { TemplateMatcher } from '../../iam/evaluate/template.js';
import { automatonOf, stateAfter } from './automaton.js';
import type { TextShape } from './text-classes.js';

export interface RangeQuestion {
  readonly kind: 'number' | 'date' | 'address';
  /** Equal for questions that are the same. */
  readonly id: string;
  readonly wanted: readonly string[];
  readonly matches: TemplateMatcher;
}

/** Of each type, also of none; of the shapes that are digits, the least and the largest that they have. */
const ofEachType = ['2026-01-01T00:00:00Z', '192.0.2.1', '2001:db8::1', '0', '1000000000', '9999999999', 'x'];

/** Numbers of more digits are not compared. */
const mostDigits = 15;

export function rangeClasses(shape: TextShape, questions: readonly RangeQuestion[]): readonly string[] {
  const context = { layers: [], unstated: 'unknown' } as const;
  const accepted = automatonOf(shape.sequences);
  const mayBe = (text: string) => accepted.accepts(stateAfter(accepted, text));
  const known = new Map<string, string>();
  for (const value of [...candidatesFor(questions), ...ofEachType].filter(mayBe)) {
    const answers = questions.map(({ matches }) => JSON.stringify(matches(value, context))).join();
    if (!known.has(answers)) known.set(answers, value);
  }
  // Whether it is empty may be asked in other ways as well.
  return [...known.values(), ...[''].filter(mayBe)];
}

/** Points in time also as seconds since 1970. */
function candidatesFor(questions: readonly RangeQuestion[]): string[] {
  const wanted = (kind: RangeQuestion['kind']) =>
    questions.flatMap((question) => (question.kind === kind ? question.wanted : []));
  const instants = wanted('date').flatMap((text) => parseInstant(text) ?? []);
  const numbers = [...wanted('number').map(Number), ...instants.map((instant) => instant / 1000)];
  return [
    ...around(numbers).map(numberText),
    ...around(instants).map((instant) => new Date(instant).toISOString()),
    ...addressesAround(wanted('address')),
  ];
}

/** Without an exponent, which no condition takes. */
function numberText(value: number): string {
  return Math.abs(value) < 1
    ? value.toFixed(mostDigits - 1).replace(/\.?0+$/, '')
    : String(Number(value.toPrecision(mostDigits)));
}

/** On, between and beyond the points; whole numbers wherever there are any. */
function around(points: readonly number[]): number[] {
  const sorted = [...new Set(points)].sort((a, b) => a - b);
  const [first] = sorted;
  if (first === undefined) return [];
  const above = sorted.flatMap((point, at) => [
    point,
    between(point, sorted[at + 1] ?? Math.floor(point) + 2),
  ]);
  return [Math.ceil(first) - 1, ...above];
}

function between(low: number, high: number): number {
  const middle = (low + high) / 2;
  if (high - low >= 2) return Math.floor(middle);
  const whole = Math.floor(low) + 1;
  return whole < high ? whole : middle;
}

/** Where a range begins, where it has ended, and the first address of either version. */
function addressesAround(wanted: readonly string[]): string[] {
  const edges = wanted.flatMap((text) => {
    const range = parseRange(text);
    if (!range) return [];
    const host = BigInt(range.bits - range.prefix);
    const begin = (range.value >> host) << host;
    const end = begin + (1n << host);
    return end >> BigInt(range.bits) === 0n
      ? [addressText(range.bits, begin), addressText(range.bits, end)]
      : [addressText(range.bits, begin)];
  });
  return wanted.length === 0 ? [] : ['192.0.2.1', '0.0.0.0', '2001:db8::1', '::', ...edges];
}

function addressText(bits: 32 | 128, value: bigint): string {
  const [width, base, separator] = bits === 32 ? ([8n, 10, '.'] as const) : ([16n, 16, ':'] as const);
  const parts: string[] = [];
  for (let shift = BigInt(bits) - width; shift >= 0n; shift -= width)
    parts.push(((value >> shift) & ((1n << width) - 1n)).toString(base));
  return parts.join(separator);
}
