/**
 * Which variables of a request policy variables tie together: `StringEquals KEY = ${OTHER}`, also with text around it. The
 * values of both sides are then divided by the questions to both. What cannot be divided so is named: text with wildcards
 * around a policy variable, one without letter case, and ties in a circle.
 */
import { type Ask, type AskPiece, type Inserted, isInserted } from './asks.js';
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

/** The links of a question about one resource, or the key of a policy variable that cannot be linked. */
export function linksOf(
  ask: Ask,
  model: RequestModel,
  resource: number,
): readonly Link[] | { readonly unsupported: string } {
  if (ask.kind !== 'text' || ask.tied.length === 0) return none;
  const links: Link[] = [];
  for (const pattern of ask.tied) {
    for (const piece of pattern) {
      if (!isInserted(piece)) continue;
      const { term } = model.key(piece.key, resource);
      if (isConstant(term)) continue;
      const inner = aloneIn(term);
      const whole = ask.about === 'resource' ? undefined : aloneIn(model.key(ask.about.key, resource).term);
      const around = textAround(pattern, piece);
      if (!inner || !whole || !around || ask.ignoreCase) return { unsupported: piece.key };
      if (whole === inner) {
        if (around.before + around.after !== '') return { unsupported: piece.key };
      } else links.push({ whole, inner, ...around });
    }
  }
  return links;
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

/** Those with text around them whose variables are tied to a third one too: dividing would not end. */
export function inCircles(links: readonly Link[]): readonly Link[] {
  const partners = new Map<Variable, Set<string>>();
  for (const { whole, inner, before, after } of links)
    for (const [one, other] of [
      [whole, inner],
      [inner, whole],
    ] as const) {
      const known = partners.get(one) ?? new Set();
      partners.set(one, known.add([other.name, before, after].join('\n')));
    }
  return links.filter(
    ({ whole, inner, before, after }) =>
      before + after !== '' && ((partners.get(whole)?.size ?? 0) > 1 || (partners.get(inner)?.size ?? 0) > 1),
  );
}
