/**
 * Which of the statements that may matter can be divided into cases as they are. Of the others, those that ask about a key in two
 * ways that cannot be divided together, only a part is kept; everywhere else they are in doubt.
 */
import { type AskOn, linksAmong } from './asks-on-request.js';
import { aloneIn, inCircles } from './links.js';
import { rangeShapes, type Variable } from './request-model.js';
import { type Open, opens, type Unsettled } from './unsettled.js';
import { weakened } from './weakened.js';

export function divisible(unsettled: Unsettled, asksAbout: (open: Open) => readonly AskOn[]): Unsettled {
  const asks = [...opens(unsettled)].flatMap((open) => asksAbout(open));
  const circular = new Set(
    inCircles(
      linksAmong(asks),
      asks.flatMap(({ term }) => (term === 'absent' ? [] : [term])),
    ).flatMap(({ whole, inner }) => [whole, inner]),
  );
  const mixed = mixedVariables(asks);
  const weak = (open: Open): Open => {
    const drop = new Set<string>();
    let isWeak = false;
    for (const { ask, term, links } of asksAbout(open)) {
      const isTorn = !links || links.some(({ whole, inner }) => circular.has(whole) || circular.has(inner));
      const isMixed =
        term !== 'absent' && term.some((piece) => typeof piece === 'object' && mixed.has(piece));
      if (!isTorn && !(isMixed && ask.about !== 'resource')) continue;
      isWeak = true;
      if (ask.about !== 'resource') drop.add(ask.about.key);
    }
    return isWeak ? { ...open, statement: weakened(open.statement, drop) } : open;
  };
  return {
    all: unsettled.all.map(weak),
    any: unsettled.any?.map(weak),
    never: unsettled.never.map(weak),
    resources: unsettled.resources.map(
      (resource) =>
        resource && {
          denies: resource.denies.map(weak),
          allows: resource.allows.map((allows) => allows?.map(weak)),
        },
    ),
  };
}

/**
 * Compared as text here and as a number, date or address there: no classes could be told. What is tied is compared as text, and so are
 * parts of a text and what AWS sends in a shape such as a Region's.
 */
function mixedVariables(asks: readonly AskOn[]): ReadonlySet<Variable> {
  const kinds = new Map<Variable, Set<'text' | 'range'>>();
  const add = (variable: Variable, kind: 'text' | 'range') =>
    kinds.set(variable, (kinds.get(variable) ?? new Set()).add(kind));
  for (const { whole, inner } of linksAmong(asks)) for (const tied of [whole, inner]) add(tied, 'text');
  for (const { ask, term } of asks) {
    if (ask.kind === 'presence' || term === 'absent') continue;
    for (const piece of term) {
      if (typeof piece !== 'object') continue;
      add(piece, ask.kind === 'text' ? 'text' : 'range');
      if (!rangeShapes.has(piece.shape) || piece !== aloneIn(term)) add(piece, 'text');
    }
  }
  return new Set([...kinds].flatMap(([variable, set]) => (set.size > 1 ? [variable] : [])));
}
