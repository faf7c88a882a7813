/**
 * Which of the statements that may matter can be divided into cases as they are. Of the others, those that ask about a key in two
 * ways that cannot be divided together, only a part is kept; everywhere else they are in doubt.
 */
import type { AskOn } from './choices.js';
import { inCircles, linksOf, supportedLinksOf } from './links.js';
import { type RequestModel, shapes, type Variable } from './request-model.js';
import { type Open, opens, type Unsettled } from './unsettled.js';
import { weakened } from './weakened.js';

export function divisible(
  unsettled: Unsettled,
  model: RequestModel,
  asksAbout: (open: Open) => readonly AskOn[],
): Unsettled {
  const asks = [...opens(unsettled)].flatMap((open) => asksAbout(open));
  const circular = new Set(
    inCircles(
      asks.flatMap(({ ask, resource }) => supportedLinksOf(ask, model, resource)),
      asks.flatMap(({ term }) => (term === 'absent' ? [] : [term])),
    ).flatMap(({ whole, inner }) => [whole, inner]),
  );
  const mixed = mixedVariables(asks, model);
  const weak = (open: Open): Open => {
    const drop = new Set<string>();
    let isWeak = false;
    for (const { ask, resource, term } of asksAbout(open)) {
      const links = linksOf(ask, model, resource);
      const isCircular =
        !('unsupported' in links) &&
        links.some(({ whole, inner }) => circular.has(whole) || circular.has(inner));
      const isMixed =
        term !== 'absent' && term.some((piece) => typeof piece === 'object' && mixed.has(piece));
      if (!('unsupported' in links) && !isCircular && !(isMixed && ask.about !== 'resource')) continue;
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
 * Compared as text here and as a number there: no classes could be told. What is tied is compared as text, and so is what AWS sends in
 * one shape only, such as a Region.
 */
function mixedVariables(asks: readonly AskOn[], model: RequestModel): ReadonlySet<Variable> {
  const kinds = new Map<Variable, Set<string>>();
  const add = (variable: Variable, kind: string) =>
    kinds.set(variable, (kinds.get(variable) ?? new Set()).add(kind));
  for (const { ask, term, resource } of asks) {
    for (const { whole, inner } of supportedLinksOf(ask, model, resource))
      for (const tied of [whole, inner]) add(tied, 'text');
    if (ask.kind === 'presence' || term === 'absent') continue;
    for (const piece of term) {
      if (typeof piece !== 'object') continue;
      add(piece, ask.kind);
      if (piece.shape !== shapes.anything && piece.shape !== shapes.something) add(piece, 'text');
    }
  }
  return new Set([...kinds].flatMap(([variable, set]) => (set.size > 1 ? [variable] : [])));
}
