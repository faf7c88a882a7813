/**
 * What a variable may be, given what is asked about it: no value, one of each class, or several. Questions to variables that
 * must be equal are questions to each other.
 */
import { foldCase } from '../../iam/evaluate/template.js';
import { ANY } from '../../iam/glob.js';
import { isBeforeLastField, mayHoldSixColons } from './arn-terms.js';
import { type AskPiece, insertedIn, isInserted, type TextAsk } from './asks.js';
import { type AskOn, linksAmong } from './asks-on-request.js';
import { automatonOf, type Element, literally, type Sequence, sequenceOf } from './automaton.js';
import { equalTo } from './links.js';
import type { OpenRequest } from './open-request.js';
import { type RangeQuestion, rangeClasses } from './range-classes.js';
import { rememberedAutomaton, rememberedQuestion } from './remembered-questions.js';
import type { RequestModel, Term, Variable } from './request-model.js';
import {
  type TextQuestion,
  type TextShape,
  type TooMany,
  textClasses,
  textQuestion,
} from './text-classes.js';

export type Choices = readonly (readonly string[])[] | TooMany;

/** What is known so far. */
type Known = Pick<OpenRequest, 'model' | 'assigned' | 'valuesOf'>;

/** A question, with what makes it the same question. */
interface Asked {
  readonly id: string;
  readonly make: () => TextQuestion;
}

const mostCombinations = 400;

/** The same questions come again and again, in branches and in other claims about the same requests. */
const choicesByVariable = new WeakMap<Variable, Map<string, Choices>>();

export function choicesOf(variable: Variable, asks: readonly AskOn[], known: Known): Choices {
  const seen = choicesByVariable.get(variable) ?? new Map<string, Choices>();
  choicesByVariable.set(variable, seen);
  const about = asks.filter((one) => isAbout(one, variable));
  const ranges = about.flatMap(({ ask }) => (ask.kind === 'text' || ask.kind === 'presence' ? [] : [ask]));
  const asked = textsAsked(variable, asks, known);
  if (isEmptyAsked(variable, asks, known)) asked.push(exactly(''));
  const witnesses = about.filter(({ ask }) => ask.several && ask.kind === 'presence').length;
  const isCounted = variable.several && isCountAsked(variable, asks, known);
  const id = JSON.stringify([
    witnesses,
    isCounted,
    ranges.map((range) => range.id),
    ...new Set(asked.map((one) => one.id)),
  ]);
  const found = seen.get(id);
  if (found) return found;
  const notable = about.flatMap(({ ask }) => (ask.kind === 'text' ? (ask.notable ?? []) : []));
  const choices = combined(variable, classesOf(variable, ranges, asked, notable), { witnesses, isCounted });
  seen.set(id, choices);
  return choices;
}

function classesOf(
  variable: Variable,
  ranges: readonly RangeQuestion[],
  asked: readonly Asked[],
  notable: readonly string[],
): readonly string[] | TooMany {
  if (ranges.length > 0) return rangeClasses(variable.shape, ranges);
  const distinct = new Map(asked.map((one) => [one.id, one]));
  return textClasses(
    variable.shape,
    [...distinct.values()].map((one) => one.make()),
    [...variable.notable, ...notable],
  );
}

/**
 * Several values answer as the set of their classes; of more than there are conditions on the set no condition learns. `isCounted`:
 * two values of one class answer otherwise than one of them.
 */
function combined(
  { optional, several }: Variable,
  classes: readonly string[] | TooMany,
  { witnesses, isCounted }: { readonly witnesses: number; readonly isCounted: boolean },
): Choices {
  if ('tooMany' in classes) return classes;
  const choices: (readonly string[])[] = [...(optional ? [[]] : []), ...classes.map((text) => [text])];
  if (!several) return choices;
  let larger: (readonly string[])[] = classes.map((text) => [text]);
  for (let size = 2; size <= witnesses + 1; size++) {
    larger = larger.flatMap((chosen) => {
      const last = classes.indexOf(chosen.at(-1) ?? '');
      return classes.slice(last + 1).map((text) => [...chosen, text]);
    });
    choices.push(...larger);
    if (choices.length > mostCombinations) return { tooMany: true };
  }
  if (isCounted) choices.push(...classes.map((text) => [text, text]));
  return choices;
}

/** What is asked about it, about those that it must equal, and about those that it is a part of; and what these may be. */
function textsAsked(variable: Variable, asks: readonly AskOn[], known: Known): Asked[] {
  const links = linksAmong(asks);
  const asked: Asked[] = [];
  for (const same of equalTo(variable, links)) {
    const values = same === variable ? undefined : known.assigned.get(same);
    if (values) asked.push(...values.map(exactly));
    else asked.push(...asksAs(same, asks, known, '', ''));
    if (!values && same !== variable) asked.push(shapeOf(same, '', ''));
    for (const { whole, inner, before, after } of links) {
      if (before + after === '') continue;
      if (whole === same)
        asked.push(...(known.assigned.get(inner) ?? []).map((text) => exactly(before + text + after)));
      if (inner !== same) continue;
      const texts = known.assigned.get(whole);
      if (!texts) asked.push(...asksAs(whole, asks, known, before, after), shapeOf(whole, before, after));
      for (const text of texts ?? [])
        if (text.length >= before.length + after.length && text.startsWith(before) && text.endsWith(after))
          asked.push(exactly(text.slice(before.length, text.length - after.length)));
    }
  }
  return asked;
}

function exactly(text: string): Asked {
  return { id: `= ${text}`, make: () => textQuestion([literally(text)], false) };
}

/** Whether it is a text that the other may be. */
function shapeOf({ name, shape }: Variable, before: string, after: string): Asked {
  return {
    id: JSON.stringify(['shape', name, before, after]),
    make: () => textQuestion(shape.sequences, false, { before, after }),
  };
}

/** What is asked about the terms that hold a variable, with text around it. */
function asksAs(
  variable: Variable,
  asks: readonly AskOn[],
  known: Known,
  before: string,
  after: string,
): Asked[] {
  return asks.flatMap(({ ask, resource, term }): Asked[] => {
    if (ask.kind !== 'text' || term === 'absent' || !term.includes(variable)) return [];
    if (ask.needsColons && !mayHoldSixColons(term)) return [];
    const at = term.indexOf(variable);
    const [left] = known.valuesOf(term.slice(0, at)) ?? [];
    if (left === undefined) throw new Error(`${variable.name} is divided before what stands before it`);
    const [right] = known.valuesOf(term.slice(at + 1)) ?? [];
    const isApart = ask.about === 'resource' && isBeforeLastField(variable, term);
    const first = left + before;
    const values = insertedIn(ask).map(({ key }) =>
      JSON.stringify(known.valuesOf(known.model.key(key, resource).term) ?? null),
    );
    const rest: Term = [after, ...term.slice(at + 1)];
    const last = right === undefined ? rest.map((piece) => restId(piece, known)) : after + right;
    const patterns = JSON.stringify([ask.id, isApart && ask.tied.length > 0, ...values]);
    const id = JSON.stringify([patterns, first, last]);
    const make = (): TextQuestion => ({
      automaton: rememberedAutomaton(patterns, ask.ignoreCase, () =>
        ask.patterns.flatMap((pattern) => resolved(pattern, ask, resource, known, isApart)),
      ),
      ignoreCase: ask.ignoreCase,
      before: first,
      after: right === undefined ? automatonOf(sequencesOf(rest, known)) : after + right,
    });
    return [{ id, make: () => rememberedQuestion(id, make) }];
  });
}

const shapeNumbers = new WeakMap<TextShape, number>();
let shapesSeen = 0;

/** The same for what may follow in the same way. */
function restId(piece: Term[number], known: Known): string | number {
  if (typeof piece === 'string') return piece;
  const [text] = known.assigned.get(piece) ?? [];
  if (text !== undefined) return text;
  const number = shapeNumbers.get(piece.shape) ?? shapesSeen++;
  shapeNumbers.set(piece.shape, number);
  return number;
}

/** All that a term may be. */
function sequencesOf(term: Term, known: Known): readonly Sequence[] {
  return term.reduce<readonly Sequence[]>(
    (all, piece) => {
      const text = typeof piece === 'string' ? piece : known.assigned.get(piece)?.[0];
      const following =
        typeof piece === 'string' || text !== undefined ? [literally(text ?? '')] : piece.shape.sequences;
      return all.flatMap((one) => following.map((other) => [...one, ...other]));
    },
    [[]],
  );
}

/**
 * A pattern with the values of its variables. One that is not chosen yet is a link, and leaves only its default; `isApart`: what
 * is divided stands in another field than it, so that it may be anything. So may one that the evaluator is in doubt about.
 */
function resolved(
  pattern: readonly AskPiece[],
  ask: TextAsk,
  resource: number,
  known: Known,
  isApart: boolean,
): readonly (readonly Element[])[] {
  const elements: (Element | readonly Element[])[] = [];
  for (const piece of pattern) {
    if (!isInserted(piece)) {
      elements.push(piece);
      continue;
    }
    const values = known.valuesOf(known.model.key(piece.key, resource).term);
    const [only] = values ?? [];
    const text = values === undefined || values.length === 0 ? piece.fallback : only;
    if (values === undefined ? isApart : values.length > 1 || only === '') elements.push(sequenceOf([ANY]));
    else if (text === undefined) return [];
    else elements.push(literally(ask.ignoreCase ? foldCase(text) : text));
  }
  return [elements.flat()];
}

/** An empty value is told apart where it may count as none: under `Null` and set operators, and in a policy variable. */
function isEmptyAsked(variable: Variable, asks: readonly AskOn[], { model }: Known): boolean {
  return asks.some(
    (one) => (one.ask.kind === 'presence' && isAbout(one, variable)) || inserts(one, variable, model),
  );
}

/** Several values are told apart from one by operators that take one, and in a policy variable. */
function isCountAsked(variable: Variable, asks: readonly AskOn[], { model }: Known): boolean {
  return asks.some(
    (one) =>
      (one.ask.kind !== 'presence' && !one.ask.several && isAbout(one, variable)) ||
      inserts(one, variable, model),
  );
}

const isAbout = ({ term }: AskOn, variable: Variable) => term !== 'absent' && term.includes(variable);

/** Whether the variable is in what a policy variable stands for. */
function inserts({ ask, resource }: AskOn, variable: Variable, model: RequestModel): boolean {
  return insertedIn(ask).some(({ key }) => {
    const { term } = model.key(key, resource);
    return term !== 'absent' && term.includes(variable);
  });
}
