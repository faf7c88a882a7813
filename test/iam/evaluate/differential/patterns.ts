/**
 * Random patterns: texts and ARNs changed in a place or two, with wildcards and variables put in. Knows nothing of statements.
 */
import fc from 'fast-check';
import type { variables } from './vocabulary.js';

/** Variables that may be put in; none where a policy's version has none. */
export type Variables = typeof variables;

export function oneOrSome(text: fc.Arbitrary<string>): fc.Arbitrary<string | string[]> {
  return fc.oneof(
    { weight: 2, arbitrary: text },
    { weight: 1, arbitrary: fc.array(text, { minLength: 1, maxLength: 3 }) },
  );
}

export function withVariable(text: fc.Arbitrary<string>, allowed: Variables): fc.Arbitrary<string> {
  const variable = fc.constantFrom(...allowed).map((one) => one.text);
  return fc.oneof(
    variable,
    fc.tuple(variable, text).map(([name, rest]) => `${name}${rest}`),
    fc.tuple(text, variable).map(([rest, name]) => `${rest}${name}`),
  );
}

/** The text itself, or with one or two places changed; the first `keep` characters stay. */
export function near(
  text: string,
  {
    wildcards,
    anyCase,
    keep,
  }: { readonly wildcards: boolean; readonly anyCase: boolean; readonly keep: number },
): fc.Arbitrary<string> {
  const kinds = [
    'cut',
    'letter',
    ...(wildcards ? ['*', '*', '*', '?', 'tail*', 'extra*'] : ['*']),
    ...(anyCase ? ['upper', 'lower'] : []),
  ];
  const change = fc.record({
    kind: fc.constantFrom(...kinds),
    at: fc.nat(),
    length: fc.integer({ min: 1, max: 8 }),
  });
  return fc.array(change, { maxLength: 2 }).map((changes) =>
    changes.reduce((current, { kind, at, length }) => {
      if (current.length <= keep) return current;
      const start = keep + (at % (current.length - keep));
      const [before, after] = [current.slice(0, start), current.slice(start + length)];
      if (kind === 'cut') return before.length > keep ? before : current;
      if (kind === 'letter') return `${before}x${current.slice(start + 1)}`;
      if (kind === '*') return `${before}*${after}`;
      if (kind === '?') return `${before}?${current.slice(start + 1)}`;
      if (kind === 'tail*') return `${before}*`;
      if (kind === 'extra*') return `${before}*${current.slice(start)}`;
      return kind === 'upper' ? current.toUpperCase() : current.toLowerCase();
    }, text),
  );
}

/** Changes within the fields of an ARN; the service stays, as a wildcard there is not allowed. */
export function arnNear(arn: string, allowed: Variables, incomplete: boolean): fc.Arbitrary<string> {
  if (arn === '*') return fc.constant('*');
  const [prefix = '', partition = '', service = '', region = '', account = '', ...rest] = arn.split(':');
  const field = (text: string) =>
    fc.oneof(
      { weight: 4, arbitrary: fc.constant(text) },
      { weight: 3, arbitrary: fc.constant('*') },
      { weight: 1, arbitrary: near(text, { wildcards: true, anyCase: false, keep: 0 }) },
    );
  const resource = rest.join(':');
  const change = (keep: number) => near(resource, { wildcards: true, anyCase: false, keep });
  const tail = fc.oneof(
    { weight: 8, arbitrary: change(resource.indexOf('/') + 1) },
    { weight: 1, arbitrary: change(0) },
    { weight: 1, arbitrary: fc.constant('*') },
  );
  const named =
    allowed.length > 0
      ? fc.oneof({ weight: 5, arbitrary: tail }, { weight: 1, arbitrary: withVariable(tail, allowed) })
      : tail;
  const whole = fc
    .tuple(
      fc.oneof({ weight: 9, arbitrary: fc.constant(partition) }, { weight: 1, arbitrary: fc.constant('*') }),
      field(region),
      field(account),
      named,
    )
    .map(([inPartition, inRegion, inAccount, inResource]) =>
      [prefix, inPartition, service, inRegion, inAccount, inResource].join(':'),
    );
  if (!incomplete) return whole;
  const cut = fc
    .tuple(whole, fc.integer({ min: 3, max: 5 }))
    .map(([text, fields]) => text.split(':').slice(0, fields).join(':'));
  return fc.oneof({ weight: 14, arbitrary: whole }, { weight: 1, arbitrary: cut });
}
