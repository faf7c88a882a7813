/**
 * Which variables of a request policy variables tie together: `StringEquals KEY = ${OTHER}`, also with text around it, and
 * `Resource: …/${OTHER}` where the name is open. The values of both sides are then divided by the questions to both. What cannot
 * be divided so is named: text with wildcards around a policy variable, one without letter case, and ties in a circle.
 */
import { lastFieldOf, lastFieldOfPattern, mayHoldSixColons } from './arn-terms.js';
import { type Ask, type AskPiece, type Inserted, isInserted, type TextAsk } from './asks.js';
import type { RequestModel, Term, Variable } from './request-model.js';

/** `whole` is `before`, then `inner`, then `after`. */
export interface Link {
  readonly whole: Variable;
  readonly inner: Variable;
  readonly before: string;
  readonly after: string;
}

/** The one variable of a term that is nothing else. */
export function aloneIn(term: Term | 'absent'): Variable | undefined {
  const [only] = term === 'absent' ? [] : term;
  return term.length === 1 && typeof only === 'object' ? only : undefined;
}

export function isConstant(term: Term | 'absent'): boolean {
  return term === 'absent' || term.every((piece) => typeof piece === 'string');
}

const none: readonly Link[] = [];

/** The links of a question about one resource; undefined if it cannot be divided. */
export function linksOf(ask: Ask, model: RequestModel, resource: number): readonly Link[] | undefined {
  if (ask.kind !== 'text') return none;
  if (ask.isTooLong) return undefined;
  if (ask.tied.length === 0) return none;
  const links: Link[] = [];
  for (const pattern of ask.tied) {
    for (const piece of pattern) {
      if (!isInserted(piece)) continue;
      const { term } = model.key(piece.key, resource);
      if (isConstant(term)) continue;
      const found =
        ask.about === 'resource'
          ? linksOfName(pattern, piece, ask, aloneIn(term), model.resources[resource]?.arn ?? [])
          : linksOfKey(pattern, piece, ask, aloneIn(term), aloneIn(model.key(ask.about.key, resource).term));
      if (!found) return undefined;
      links.push(...found);
    }
  }
  return links;
}

function linksOfKey(
  pattern: readonly AskPiece[],
  piece: Inserted,
  { ignoreCase }: TextAsk,
  inner: Variable | undefined,
  whole: Variable | undefined,
): readonly Link[] | undefined {
  const around = textAround(pattern, piece);
  if (!inner || !whole || !around || ignoreCase) return undefined;
  if (whole !== inner) return [{ whole, inner, ...around }];
  return around.before + around.after === '' ? none : undefined;
}

/** Where the name of the resource is known, the key is asked for the texts that make it that name, and tied to nothing. */
function linksOfName(
  pattern: readonly AskPiece[],
  piece: Inserted,
  { needsColons }: TextAsk,
  inner: Variable | undefined,
  arn: Term,
): readonly Link[] | undefined {
  if (needsColons) return mayHoldSixColons(arn) ? undefined : none;
  const field = lastFieldOf(arn);
  if (isConstant(field)) return pattern.filter(isInserted).length === 1 ? none : undefined;
  const [name, another] = field.filter((part) => typeof part === 'object');
  const around = textAround(lastFieldOfPattern(pattern), piece);
  if (!inner || !name || another || name === inner || !around) return undefined;
  const at = field.indexOf(name);
  const [prefix, suffix] = [field.slice(0, at).join(''), field.slice(at + 1).join('')];
  const { before, after } = around;
  if (before.startsWith(prefix) && after.endsWith(suffix))
    return [
      {
        whole: name,
        inner,
        before: before.slice(prefix.length),
        after: after.slice(0, after.length - suffix.length),
      },
    ];
  if (prefix.startsWith(before) && suffix.endsWith(after))
    return [
      {
        whole: inner,
        inner: name,
        before: prefix.slice(before.length),
        after: suffix.slice(0, suffix.length - after.length),
      },
    ];
  // A name that begins otherwise is not matched, whatever the key says.
  return prefix.startsWith(before) || before.startsWith(prefix) ? undefined : none;
}

/** Those that must be equal to it. */
export function equalTo(variable: Variable, links: readonly Link[]): ReadonlySet<Variable> {
  const same = new Set([variable]);
  for (const member of same)
    for (const { whole, inner, before, after } of links)
      if (before + after === '' && (whole === member || inner === member)) same.add(whole).add(inner);
  return same;
}

/** Those whose questions divide its values too: the ones that are equal to it, and the ones that these are a part of. */
export function askedTogether(variable: Variable, links: readonly Link[]): ReadonlySet<Variable> {
  const same = equalTo(variable, links);
  return new Set([...same, ...links.filter(({ inner }) => same.has(inner)).map(({ whole }) => whole)]);
}

/** Undefined where there are wildcards or further variables. */
function textAround(
  pattern: readonly AskPiece[],
  inserted: Inserted,
): Pick<Link, 'before' | 'after'> | undefined {
  const at = pattern.indexOf(inserted);
  const before = textOf(pattern.slice(0, at));
  const after = textOf(pattern.slice(at + 1));
  return before === undefined || after === undefined ? undefined : { before, after };
}

function textOf(pieces: readonly AskPiece[]): string | undefined {
  let text = '';
  for (const piece of pieces) {
    if (isInserted(piece) || typeof piece.letters !== 'number' || piece.repeated) return undefined;
    text += String.fromCharCode(piece.letters);
  }
  return text;
}

/**
 * Those whose variables cannot be divided one after the other: with text around them and tied to a third variable too, or each
 * within the other, or tied to another part of the same text, such as the Region and the account of one ARN.
 */
export function inCircles(links: readonly Link[], terms: Iterable<Term>): readonly Link[] {
  const partners = new Map<Variable, Set<string>>();
  for (const { whole, inner, before, after } of links)
    for (const [one, as, other] of [
      [whole, 'whole', inner],
      [inner, 'inner', whole],
    ] as const) {
      const known = partners.get(one) ?? new Set();
      partners.set(one, known.add([as, other.name, before, after].join('\n')));
    }
  const groups = groupsOf(links);
  const torn = new Set<ReadonlySet<Variable>>();
  for (const term of terms) {
    const seen = new Map<ReadonlySet<Variable>, Variable>();
    for (const piece of term) {
      const group = typeof piece === 'object' ? groups.get(piece) : undefined;
      if (typeof piece !== 'object' || !group) continue;
      if ((seen.get(group) ?? piece) !== piece) torn.add(group);
      seen.set(group, piece);
    }
  }
  return links.filter(
    ({ whole, inner, before, after }) =>
      torn.has(groups.get(whole) ?? new Set()) ||
      (before + after !== '' &&
        ((partners.get(whole)?.size ?? 0) > 1 || (partners.get(inner)?.size ?? 0) > 1)),
  );
}

/** The variables that are tied to one another, also through others. */
function groupsOf(links: readonly Link[]): ReadonlyMap<Variable, ReadonlySet<Variable>> {
  const groups = new Map<Variable, Set<Variable>>();
  for (const { whole, inner } of links) {
    const group = new Set([...(groups.get(whole) ?? [whole]), ...(groups.get(inner) ?? [inner])]);
    for (const member of group) groups.set(member, group);
  }
  return groups;
}
