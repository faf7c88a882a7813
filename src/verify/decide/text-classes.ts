/**
 * The texts that a condition key or a part of an ARN may be, divided into classes: two texts of one class are the same to
 * every question that is asked. Found by walking all questions' automata at once; each class has a text that stands for it.
 */
import {
  type Automaton,
  anyLetter,
  automatonOf,
  isIn,
  type Letters,
  noColon,
  type Sequence,
  stateAfter,
} from './automaton.js';

/** Whether a text, between two others, is accepted. */
export interface TextQuestion {
  readonly automaton: Automaton;
  readonly ignoreCase: boolean;
  readonly before: string;
  /**
   * Where what follows is not known yet, all that it may be; then the state that is reached counts as the answer, unless
   * nothing that may follow is accepted from it.
   */
  readonly after: string | Automaton;
}

/** What AWS may send at all. */
export interface TextShape {
  readonly sequences: readonly Sequence[];
}

export interface TooMany {
  readonly tooMany: true;
}

const mostStates = 20_000;
const mostClasses = 1_000;
/** Of all states together: each is a part of a step. */
const mostPlaces = 2_000_000;
/** Each letter is a step of each question's automaton. */
const mostQuestions = 300;

export function textAutomaton(sequences: readonly Sequence[], ignoreCase: boolean): Automaton {
  return automatonOf(sequences, ignoreCase ? foldLetter : undefined);
}

export function textQuestion(
  sequences: readonly Sequence[],
  ignoreCase: boolean,
  { before, after }: Pick<TextQuestion, 'before' | 'after'> = { before: '', after: '' },
): TextQuestion {
  return {
    automaton: textAutomaton(sequences, ignoreCase),
    ignoreCase,
    before,
    after,
  };
}

/** As `foldCase` does it with a text. */
function foldLetter(code: number): number {
  const lower = String.fromCharCode(code).toLowerCase();
  return lower.length === 1 ? lower.charCodeAt(0) : code;
}

/** The answers to all questions, as a text to compare. */
export function answersTo(questions: readonly TextQuestion[], text: string): string {
  return questions
    .map((question) => answer(question, stateAfter(question.automaton, question.before + text)))
    .join();
}

function answer(question: TextQuestion, state: number): number {
  const { automaton, after } = question;
  if (typeof after !== 'string') return mayAccept(question, after, state) ? state : hopeless;
  return automaton.accepts(after === '' ? state : stateAfter(automaton, after, state)) ? 1 : 0;
}

const hopeless = -1;
/** Beyond them it is taken to have hope, which tells more classes apart than there are. */
const mostHopes = 1_000;
const hopes = new WeakMap<TextQuestion, Map<number, boolean>>();

/** Whether some text that may follow is accepted from this state. */
function mayAccept(question: TextQuestion, after: Automaton, from: number): boolean {
  const known = hopes.get(question) ?? new Map<number, boolean>();
  hopes.set(question, known);
  const found = known.get(from);
  if (found !== undefined) return found;
  const { automaton } = question;
  const seen = new Set([`${after.start} ${from}`]);
  const waiting: [number, number][] = [[after.start, from]];
  let isAccepted = false;
  for (let next = waiting.pop(); next && !isAccepted; next = waiting.pop()) {
    const [rest, state] = next;
    isAccepted = (after.accepts(rest) && automaton.accepts(state)) || seen.size > mostHopes;
    for (const code of lettersToTry(after, [rest, state], [question])) {
      const [further, reached] = [after.step(rest, code), automaton.step(state, code)];
      const key = `${further} ${reached}`;
      if (after.isDead(further) || automaton.isDead(reached) || seen.has(key)) continue;
      seen.add(key);
      waiting.push([further, reached]);
    }
  }
  known.set(from, isAccepted);
  return isAccepted;
}

/** One text for each class; those that are `notable` stand first and for their classes. */
export function textClasses(
  { sequences }: TextShape,
  questions: readonly TextQuestion[],
  notable: readonly string[] = [],
): readonly string[] | TooMany {
  if (questions.length > mostQuestions) return { tooMany: true };
  const shape = automatonOf(sequences);
  const walk = [shape, ...questions.map(({ automaton }) => automaton)];
  const answersAt = (states: readonly number[]) =>
    questions.map((question, at) => answer(question, states[at + 1] ?? 0)).join();

  const classes = new Map<string, string>();
  const start = [shape.start, ...questions.map(({ automaton, before }) => stateAfter(automaton, before))];
  const seen = new Set([start.join()]);
  let places = 0;
  let frontier = [{ states: start, text: '' }];
  while (frontier.length > 0) {
    const following: typeof frontier = [];
    for (const { states, text } of frontier) {
      if (shape.accepts(states[0] ?? 0)) {
        const answers = answersAt(states);
        if (!classes.has(answers)) classes.set(answers, text);
      }
      for (const code of lettersToTry(shape, states, questions)) {
        const next = walk.map((automaton, at) => automaton.step(states[at] ?? 0, code));
        if (shape.isDead(next[0] ?? 0)) continue;
        const key = next.join();
        if (seen.has(key)) continue;
        seen.add(key);
        for (const [at, automaton] of walk.entries()) places += automaton.places(next[at] ?? 0);
        if (seen.size > mostStates || classes.size > mostClasses || places > mostPlaces)
          return { tooMany: true };
        following.push({ states: next, text: text + String.fromCharCode(code) });
      }
    }
    frontier = following;
  }
  const ordered = new Map<string, string>();
  for (const text of notable) {
    const answers = shape.accepts(stateAfter(shape, text)) ? answersTo(questions, text) : undefined;
    if (answers !== undefined && !ordered.has(answers)) ordered.set(answers, text);
  }
  return [...new Map([...ordered, ...[...classes].filter(([answers]) => !ordered.has(answers))]).values()];
}

/**
 * Each letter that some pattern waits for, in each case where case does not count, and for each set that the shape allows
 * one letter that no pattern waits for: it stands for all others.
 */
function lettersToTry(
  shape: Automaton,
  states: readonly number[],
  questions: readonly TextQuestion[],
): ReadonlySet<number> {
  const awaited = new Set<number>();
  const folded = new Set<number>();
  const sets = new Set<Exclude<Letters, number>>();
  for (const [at, { automaton, ignoreCase }] of questions.entries()) {
    for (const letters of automaton.next(states[at + 1] ?? 0)) {
      if (typeof letters === 'number') {
        for (const code of ignoreCase ? inAnyCase(letters) : [letters]) awaited.add(code);
        if (ignoreCase) folded.add(letters);
      } else if (letters === noColon) awaited.add(colon);
      else if (letters !== anyLetter) sets.add(letters);
    }
  }
  const inSets = (code: number, except?: Letters) => [...sets].some((one) => one !== except && one.has(code));
  for (const letters of sets)
    for (const code of [
      letters.members[0],
      letters.members.find((one) => !awaited.has(one) && !inSets(one, letters)),
    ])
      if (code !== undefined) awaited.add(code);
  const allowed = shape.next(states[0] ?? 0);
  const tried = new Set<number>();
  for (const letters of allowed) {
    if (typeof letters === 'number') tried.add(letters);
    else {
      const isTaken = (code: number) => awaited.has(code) || folded.has(foldLetter(code));
      for (const other of [
        otherThan(letters, isTaken),
        sets.size > 0 ? otherThan(letters, (code) => isTaken(code) || inSets(code)) : undefined,
      ])
        if (other !== undefined) tried.add(other);
      for (const code of awaited) if (isIn(letters, code)) tried.add(code);
    }
  }
  return tried;
}

const colon = 0x3a;

/** Letters whose lower case is one of the basic alphabets', though they are of another. */
const lookalikes: Readonly<Record<string, string>> = { k: '\u212a', å: '\u212b', ω: '\u2126' };

function inAnyCase(code: number): number[] {
  const letter = String.fromCharCode(code);
  return [letter, letter.toUpperCase(), lookalikes[letter] ?? '']
    .filter(({ length }) => length === 1)
    .map((one) => one.charCodeAt(0));
}

function otherThan(
  letters: Exclude<Letters, number>,
  isTaken: (code: number) => boolean,
): number | undefined {
  const member = letters.members.find((code) => !isTaken(code));
  if (member !== undefined) return member;
  for (let code = 0x100; code < 0x250; code++) if (letters.has(code) && !isTaken(code)) return code;
  return undefined;
}
