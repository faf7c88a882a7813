/**
 * A request of which parts are left open: what is known of it is text, what is not is a variable with the values that AWS
 * may send. Two keys that always agree, such as a resource's account and the account in its ARN, share a variable.
 */
import { anyLetter, type Element, lettersOf, literally } from './automaton.js';
import type { TextShape } from './text-classes.js';

export interface Variable {
  /** Unique within a request; also what people read. */
  readonly name: string;
  readonly shape: TextShape;
  /** Whether AWS may send no value. */
  readonly optional: boolean;
  /** Whether AWS may send several values. */
  readonly several: boolean;
  /** Values that people recognise, the most usual first. */
  readonly notable: readonly string[];
  /** Whether the mapping says which values count, so that a claim must stand for each of them. */
  readonly stated: boolean;
}

/** A value put together of texts and variables. Variables stand in the same order in all terms of a request. */
export type Term = readonly (string | Variable)[];

export interface KeyModel {
  /** Whose key it is: the request's, or a resource's by its index. */
  readonly of: 'request' | number;
  /** `absent`: AWS never sends it. Otherwise a term; a variable that is optional or has several values stands alone. */
  readonly term: Term | 'absent';
}

export interface ResourceModel {
  /** Such as `node` or `document`. */
  readonly name: string;
  readonly arn: Term;
}

export interface RequestModel {
  readonly action: string;
  readonly resources: readonly ResourceModel[];
  /** Takes the key in lower case; the same answer each time it is asked. */
  readonly key: (key: string, resource: number) => KeyModel;
}

/** The values of a term, given those of its variables; undefined where one has none yet. No text is a text. */
export function valuesIn(
  term: Term | 'absent',
  valuesOf: (variable: Variable) => readonly string[] | undefined,
): readonly string[] | undefined {
  if (term === 'absent') return [];
  const [only] = term;
  if (term.length === 1 && typeof only === 'object') return valuesOf(only);
  let text = '';
  for (const piece of term) {
    const value = typeof piece === 'string' ? piece : valuesOf(piece)?.[0];
    if (value === undefined) return undefined;
    text += value;
  }
  return [text];
}

export function variable(
  name: string,
  shape: TextShape,
  more: Partial<Omit<Variable, 'name' | 'shape'>> = {},
): Variable {
  return { name, shape, optional: false, several: false, notable: [], stated: false, ...more };
}

const one = (letters: Element['letters']): Element => ({ letters, repeated: false });
const any = (letters: Element['letters']): Element => ({ letters, repeated: true });
const times = (count: number, letters: Element['letters']) => Array<Element>(count).fill(one(letters));

const lower = 'abcdefghijklmnopqrstuvwxyz';
const digit = lettersOf('1023456789');
const hexadecimal = lettersOf('0123456789abcdef');
const inName = lettersOf(`${lower}0123456789-_.${lower.toUpperCase()}`);
const inPrincipal = lettersOf(`${lower}0123456789-_.${lower.toUpperCase()}/+=,@`);
const inRegion = lettersOf(`${lower}0123456789-`);
const hexadecimalOrColon = lettersOf('0123456789abcdef:');
const digits = [one(digit), any(digit)];
/** A digit for each `#`. */
const digitsIn = (text: string) =>
  literally(text).map((letter, at) => (text[at] === '#' ? one(digit) : letter));
const upperOrDigit = lettersOf(`${lower.toUpperCase()}0123456789`);

export const shapes = {
  anything: { sequences: [[any(anyLetter)]] },
  something: { sequences: [[one(anyLetter), any(anyLetter)]] },
  truth: { sequences: [literally('true'), literally('false')] },
  number: { sequences: [digits, [...digits, ...literally('.'), ...digits]] },
  /** From 2001 to 2286. */
  epochSeconds: { sequences: [[one(lettersOf('123456789')), ...digitsIn('#########')]] },
  date: { sequences: [digitsIn('####-##-##T##:##:##Z'), digitsIn('####-##-##T##:##:##.###Z')] },
  address: {
    sequences: [
      [digits, digits, digits, digits].flatMap((part, at) => [...(at > 0 ? literally('.') : []), ...part]),
      [any(hexadecimal), ...literally(':'), one(hexadecimalOrColon), any(hexadecimalOrColon)],
    ],
  },
  account: { sequences: [times(12, digit)] },
  region: { sequences: [[...times(2, inRegion), any(inRegion)]] },
  /** Of instances and of sessions. */
  hexadecimal17: { sequences: [times(17, hexadecimal)] },
  hexadecimal16: { sequences: [times(16, hexadecimal)] },
  documentName: { sequences: [[...times(3, inName), any(inName)]] },
  /** "aws", "amazon" and "amzn" are reserved as prefixes of document names (API reference, CreateDocument). */
  awsDocumentName: {
    sequences: ['AWS', 'aws', 'Amazon', 'amazon', 'amzn'].map((prefix) => [
      ...literally(prefix),
      any(inName),
    ]),
  },
  sessionName: {
    sequences: [
      [...times(2, lettersOf(`${lower}0123456789@.-_+=,${lower.toUpperCase()}`)), any(inPrincipal)],
    ],
  },
  /** The name of a role or user, with its path. */
  principal: { sequences: [[one(inPrincipal), any(inPrincipal)]] },
  /** Between `sso.amazonaws.com` and the role's name: nothing for us-east-1. */
  identityCenterPath: { sequences: [[], [one(0x2f), ...times(2, inRegion), any(inRegion)]] },
  roleUserId: {
    sequences: [
      [
        ...literally('AROA'),
        ...times(17, upperOrDigit),
        one(0x3a),
        ...times(2, inPrincipal),
        any(inPrincipal),
      ],
    ],
  },
  userId: { sequences: [[...literally('AIDA'), ...times(17, upperOrDigit)]] },
} as const satisfies Record<string, TextShape>;

/** Those of which numbers, dates and addresses are divided into classes; all others are divided as texts only. */
export const rangeShapes: ReadonlySet<TextShape> = new Set([
  shapes.anything,
  shapes.something,
  shapes.number,
  shapes.epochSeconds,
  shapes.date,
  shapes.address,
]);
