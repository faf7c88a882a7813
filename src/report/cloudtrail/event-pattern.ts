/**
 * EventBridge event patterns as data, and their text. Knows the pattern language and its limits, not what is looked for.
 *
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */

type Filter =
  | string
  | { readonly exists: boolean }
  | { readonly prefix: string }
  | { readonly suffix: string }
  | { readonly wildcard: string }
  | {
      readonly 'anything-but':
        | { readonly prefix: string }
        | { readonly wildcard: readonly string[] }
        | readonly string[];
    };

/** One of these must match. */
export type Filters = readonly Filter[];

/** All of these must match. */
export interface Clause {
  readonly [field: string]: Filters | Clause | readonly Clause[];
}

export type EventPattern = Clause;

/** Half of what the API takes: what an account has without asking for more. */
const longestPattern = 2048;

/** `PutRule` refuses patterns whose alternatives multiply to more than 1,000. */
const mostAlternatives = 1000;

const widestLine = 100;

/** The same text on every machine, short lines where the pattern is long. */
export function patternText(pattern: EventPattern): string {
  return spelled(pattern, '');
}

function spelled(value: unknown, indent: string): string {
  const flat = JSON.stringify(value);
  if (flat.length + indent.length <= widestLine || typeof value !== 'object' || value === null) return flat;
  const deeper = `${indent} `;
  const inner = Array.isArray(value)
    ? value.map((one) => deeper + spelled(one, deeper))
    : Object.entries(value).map(([key, one]) => `${deeper}${JSON.stringify(key)}: ${spelled(one, deeper)}`);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  return `${open}\n${inner.join(',\n')}\n${indent}${close}`;
}

/** As few patterns as hold all the parts, each within EventBridge's limits; parts stay in order. */
export function packed<Part>(
  parts: readonly Part[],
  make: (some: readonly Part[]) => EventPattern,
): EventPattern[] {
  const patterns: EventPattern[] = [];
  let taken: Part[] = [];
  for (const part of parts) {
    const more = [...taken, part];
    if (taken.length > 0 && !fits(make(more))) {
      patterns.push(make(taken));
      taken = [part];
    } else taken = more;
  }
  return taken.length === 0 ? patterns : [...patterns, make(taken)];
}

function fits(pattern: EventPattern): boolean {
  return patternText(pattern).length <= longestPattern && alternatives(pattern) <= mostAlternatives;
}

function alternatives(clause: Clause): number {
  return Object.entries(clause).reduce((product, [field, value]) => {
    if (!Array.isArray(value)) return product * alternatives(value as Clause);
    if (field !== '$or') return product * value.length;
    return product * value.reduce((sum, one) => sum + alternatives(one), 0);
  }, 1);
}

/** Whether the pattern counts against the 30 rules with wildcards that an event bus takes. */
export function hasWildcard(pattern: EventPattern): boolean {
  return JSON.stringify(pattern).includes('"wildcard":');
}
