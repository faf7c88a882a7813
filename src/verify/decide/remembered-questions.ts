/**
 * Questions and their automata, kept by what makes them the same: they are walked again and again, by other variables of the same
 * claim, and for other roles.
 */
import { recalled } from '../../iam/evaluate/remembered.js';
import type { Automaton, Sequence } from './automaton.js';
import { type TextQuestion, textAutomaton } from './text-classes.js';

const automata = new Map<string, Automaton>();
const questions = new Map<string, TextQuestion>();
const mostQuestions = 4_000;
/** Of the patterns: an automaton takes some hundred bytes for each. */
const mostLetters = 500_000;
let letters = 0;

export function rememberedQuestion(id: string, make: () => TextQuestion): TextQuestion {
  return recalled(questions, mostQuestions, id, make);
}

/** Questions hold their automata, so that both are forgotten together. */
export function rememberedAutomaton(
  id: string,
  ignoreCase: boolean,
  patternsOf: () => readonly Sequence[],
): Automaton {
  const found = automata.get(id);
  if (found) return found;
  const patterns = patternsOf();
  const automaton = textAutomaton(patterns, ignoreCase);
  const size = patterns.reduce((sum, pattern) => sum + pattern.length, 0);
  letters += size;
  if (letters > mostLetters) {
    automata.clear();
    questions.clear();
    letters = size;
  }
  automata.set(id, automaton);
  return automaton;
}
