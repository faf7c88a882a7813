/**
 * Deterministic automata of patterns, made while they are walked. A pattern is a sequence of sets of characters, each once or
 * any number of times; an automaton accepts what one of its sequences matches.
 * Knows nothing of IAM; letter case is the caller's.
 */
import { ANY, ONE } from '../../iam/glob.js';

/** A set of UTF-16 code units, with some of its members to choose from; a lone code unit stands for itself. */
export type Letters =
  | number
  | {
      /** What tells it from other sets. */
      readonly id: string;
      readonly has: (code: number) => boolean;
      readonly members: readonly number[];
    };

export interface Element {
  readonly letters: Letters;
  readonly repeated: boolean;
}

export type Sequence = readonly Element[];

export interface Automaton {
  readonly start: number;
  readonly step: (state: number, code: number) => number;
  readonly accepts: (state: number) => boolean;
  /** Whether nothing that follows is accepted. */
  readonly isDead: (state: number) => boolean;
  /** The sets of which the next letter may be. */
  readonly next: (state: number) => readonly Letters[];
  /** How much work a step from here is: at how many places of its patterns it may be. */
  readonly places: (state: number) => number;
}

const codes = (text: string) => [...text].map((letter) => letter.charCodeAt(0));

/** Lower case first, for people read what is made of it. */
const plainLetters = codes('abcdefghijklmnopqrstuvwxyz0123456789-_.ABCDEFGHIJKLMNOPQRSTUVWXYZ/ @+=,#!~ä€日');

const colon = 0x3a;
export const anyLetter: Letters = { id: 'any', has: () => true, members: [...plainLetters, colon] };
export const noColon: Letters = { id: 'no colon', has: (code) => code !== colon, members: plainLetters };

export function lettersOf(members: string): Letters {
  const list = codes(members);
  const set = new Set(list);
  return { id: members, has: (code) => set.has(code), members: list };
}

/** `*` and `?` within a field of an ARN, where neither matches a colon, or anywhere. */
export function sequenceOf(glob: readonly number[], wildcard = anyLetter): Element[] {
  return glob.map((code) =>
    code === ANY
      ? { letters: wildcard, repeated: true }
      : { letters: code === ONE ? wildcard : code, repeated: false },
  );
}

export function literally(text: string): Element[] {
  const elements: Element[] = [];
  for (let at = 0; at < text.length; at++) elements.push({ letters: text.charCodeAt(at), repeated: false });
  return elements;
}

export function isIn(letters: Letters, code: number): boolean {
  return typeof letters === 'number' ? letters === code : letters.has(code);
}

interface State {
  /** Nodes of the patterns, sorted. */
  readonly nodes: readonly number[];
  /** Of which the next letter may be, each once. */
  readonly letters: readonly Letters[];
  readonly successors: Map<number, number>;
}

/** A place in a pattern: what may come next, and what follows then; the last one has neither and accepts. */
interface Node {
  readonly element: Element | undefined;
  readonly next: number;
  /** The nearest later place at a `*` that takes any letter, 0 if there is none. */
  readonly nextAny: number;
}

/**
 * `fold` is applied to each letter that is read. Places with the same rest of a pattern are one place, so that patterns which
 * differ in one field, such as a list of accounts, come together again behind it.
 */
export function automatonOf(
  sequences: readonly Sequence[],
  fold: (code: number) => number = (code) => code,
): Automaton {
  const nodes: Node[] = [{ element: undefined, next: 0, nextAny: 0 }];
  const numbers = new Map<number, number>();
  const sets: Letters[] = [];
  const nodeOf = (element: Element, next: number): number => {
    const id = (next * 0x1_0000 * 2 + numberOf(element.letters, sets)) * 2 + (element.repeated ? 1 : 0);
    const found = numbers.get(id);
    if (found !== undefined) return found;
    const following = nodes[next];
    nodes.push({ element, next, nextAny: isAny(following?.element) ? next : (following?.nextAny ?? 0) });
    numbers.set(id, nodes.length - 1);
    return nodes.length - 1;
  };
  const states: State[] = [];
  const known = new Map<string, number>();

  const add = (node: number, into: Set<number>): void => {
    into.add(node);
    const { element, next } = nodes[node] ?? {};
    if (element?.repeated && next !== undefined) add(next, into);
  };
  /** Once at a `*` that takes any letter, what leads to it adds nothing. */
  const isCovered = (node: number, by: ReadonlySet<number>): boolean => {
    for (let any = nodes[node]?.nextAny ?? 0; any !== 0; any = nodes[any]?.nextAny ?? 0)
      if (by.has(any)) return true;
    return false;
  };
  const intern = (reached: ReadonlySet<number>): number => {
    const list = [...reached].filter((node) => !isCovered(node, reached)).sort((a, b) => a - b);
    const key = list.join();
    const found = known.get(key);
    if (found !== undefined) return found;
    const letters = new Set(list.flatMap((node) => nodes[node]?.element?.letters ?? []));
    states.push({ nodes: list, letters: [...letters], successors: new Map() });
    known.set(key, states.length - 1);
    return states.length - 1;
  };
  const stateAt = (state: number): State => {
    const found = states[state];
    if (!found) throw new Error(`no state ${state}`);
    return found;
  };

  const first = new Set<number>();
  for (const sequence of sequences)
    add(
      sequence.reduceRight((next, element) => nodeOf(element, next), 0),
      first,
    );
  return {
    start: intern(first),
    accepts: (state) => stateAt(state).nodes[0] === 0,
    isDead: (state) => stateAt(state).nodes.length === 0,
    next: (state) => stateAt(state).letters,
    places: (state) => stateAt(state).nodes.length,
    step: (state, read) => {
      const code = fold(read);
      const { nodes: reached, successors } = stateAt(state);
      const found = successors.get(code);
      if (found !== undefined) return found;
      const following = new Set<number>();
      for (const node of reached) {
        const { element, next = 0 } = nodes[node] ?? {};
        if (element && isIn(element.letters, code)) add(element.repeated ? node : next, following);
      }
      const successor = intern(following);
      successors.set(code, successor);
      return successor;
    },
  };
}

/** A code unit for itself, a set behind all of them. */
function numberOf(letters: Letters, sets: Letters[]): number {
  if (typeof letters === 'number') return letters;
  const at = sets.indexOf(letters);
  return 0x1_0000 + (at === -1 ? sets.push(letters) - 1 : at);
}

const isAny = (element: Element | undefined) => element?.repeated === true && element.letters === anyLetter;

export function stateAfter(automaton: Automaton, text: string, from = automaton.start): number {
  let state = from;
  for (let at = 0; at < text.length; at++) state = automaton.step(state, text.charCodeAt(at));
  return state;
}
