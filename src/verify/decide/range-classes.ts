/**
 * Numbers, points in time and addresses that a condition key may have, divided into classes by the values that
 * conditions compare them with. Candidates lie on, between and beyond these values; of those that all conditions answer
 * alike one is kept.
 */
import { parseAddress, parseRange } from '../../iam/evaluate/address.js';
import { parseInstant } from '../../iam/evaluate/instant.js';
import type { TemplateMatcher } from '../../iam/evaluate/template.js';

export type RangeKind = 'number' | 'date' | 'address';

export interface RangeQuestion {
  readonly wanted: readonly string[];
  readonly matches: TemplateMatcher;
}

const candidates: Readonly<Record<RangeKind, (wanted: readonly string[]) => readonly string[]>> = {
  number: (wanted) =>
    around(wanted.map(Number)).map((value) => String(Number(value.toPrecision(mostDigits)))),
  date: (wanted) =>
    around(wanted.flatMap((text) => parseInstant(text) ?? [])).map((value) => new Date(value).toISOString()),
  address: addressesAround,
};

/** More of them are not compared. */
const mostDigits = 15;

export function rangeClasses(kind: RangeKind, questions: readonly RangeQuestion[]): readonly string[] {
  const context = { layers: [], unstated: 'unknown' } as const;
  const known = new Map<string, string>();
  const wanted = questions.flatMap((question) => question.wanted);
  for (const value of candidates[kind](wanted)) {
    const answers = questions.map(({ matches }) => JSON.stringify(matches(value, context))).join();
    if (!known.has(answers)) known.set(answers, value);
  }
  return [...known.values()];
}

/** None below 0, which AWS does not send. */
function around(points: readonly number[]): number[] {
  const sorted = [...new Set(points)].sort((a, b) => a - b);
  const [first = 1] = sorted;
  const between = sorted.flatMap((point, at) => {
    const next = sorted[at + 1];
    if (next === undefined) return [point, point + 1];
    return [point, next - point >= 2 ? Math.floor((point + next) / 2) : (point + next) / 2];
  });
  return [first - 1, ...between].map((value) => Math.max(0, value));
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
  return ['192.0.2.1', '0.0.0.0', '2001:db8::1', '::', ...edges].filter((text) => parseAddress(text));
}

function addressText(bits: 32 | 128, value: bigint): string {
  const [width, base, separator] = bits === 32 ? ([8n, 10, '.'] as const) : ([16n, 16, ':'] as const);
  const parts: string[] = [];
  for (let shift = BigInt(bits) - width; shift >= 0n; shift -= width)
    parts.push(((value >> shift) & ((1n << width) - 1n)).toString(base));
  return parts.join(separator);
}
