/**
 * What a statement asks of a request with parts left open: each ask with the term that it is about. A policy variable in the name of
 * a resource, such as `document/${aws:PrincipalTag/team}-Session`, asks of a name that is known whether the key is one of the texts
 * that make it that name.
 */
import { ANY, matchesGlob, ONE } from '../../iam/glob.js';
import { lastFieldOf, lastFieldOfPattern } from './arn-terms.js';
import { type Ask, type AskPiece, asksOf, isInserted, type TextAsk, textAsk } from './asks.js';
import { literally } from './automaton.js';
import { isConstant, type Link, linksOf } from './links.js';
import type { RequestModel, Term } from './request-model.js';
import type { Open } from './unsettled.js';

export interface AskOn {
  readonly ask: Ask;
  readonly resource: number;
  readonly term: Term | 'absent';
  /** Undefined if it cannot be divided. */
  readonly links: readonly Link[] | undefined;
}

export function asksOn({ statement, resource }: Open, model: RequestModel): readonly AskOn[] {
  const arn = model.resources[resource]?.arn ?? 'absent';
  return asksOf(statement)
    .flatMap((ask) => [ask, ...asksOfName(ask, arn)])
    .map((ask) => ({
      ask,
      resource,
      term: ask.about === 'resource' ? arn : model.key(ask.about.key, resource).term,
      links: linksOf(ask, model, resource),
    }));
}

export function linksAmong(asks: readonly AskOn[]): readonly Link[] {
  return asks.flatMap(({ links }) => links ?? []);
}

/** Resources of the same name ask the same. */
const known = new WeakMap<TextAsk, Map<string, readonly Ask[]>>();

/** What a question about a resource asks about keys. */
function asksOfName(ask: Ask, arn: Term | 'absent'): readonly Ask[] {
  if (ask.about !== 'resource' || ask.kind !== 'text' || arn === 'absent') return [];
  if (ask.tied.length === 0 || ask.isTooLong || ask.needsColons) return [];
  const field = lastFieldOf(arn);
  if (field.length === 0 || !isConstant(field)) return [];
  const name = field.join('');
  const asked = known.get(ask) ?? new Map<string, readonly Ask[]>();
  known.set(ask, asked);
  const asks = asked.get(name) ?? ask.tied.flatMap((pattern) => askOfName(pattern, name));
  asked.set(name, asks);
  return asks;
}

/** Of one with several policy variables nothing is said; it cannot be linked. */
function askOfName(pattern: readonly AskPiece[], name: string): Ask[] {
  const [inserted, another] = pattern.filter(isInserted);
  if (!inserted || another) return [];
  const values = valuesFor(lastFieldOfPattern(pattern), name);
  return [{ ...textAsk(values.map(literally)), about: { key: inserted.key }, several: false }];
}

/** The parts of the name that, put in place of the variable, make the pattern match it. */
function valuesFor(pattern: readonly AskPiece[], name: string): string[] {
  const parts = new Set<string>();
  for (let start = 0; start <= name.length; start++)
    for (let end = start; end <= name.length; end++) parts.add(name.slice(start, end));
  return [...parts].filter((part) => matchesGlob(globWith(pattern, part), name));
}

function globWith(pattern: readonly AskPiece[], value: string): number[] {
  return pattern.flatMap((piece) => {
    if (isInserted(piece)) return literally(value).map(({ letters }) => letters as number);
    if (typeof piece.letters === 'number') return [piece.letters];
    return [piece.repeated ? ANY : ONE];
  });
}
