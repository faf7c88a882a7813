/** Classes of texts are right: whatever a text is, some witness answers every question as it does. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldCase } from '../../../src/iam/evaluate/template.js';
import { globOf } from '../../../src/iam/glob.js';
import { automatonOf, lettersOf, noColon, sequenceOf } from '../../../src/verify/decide/automaton.js';
import { shapes } from '../../../src/verify/decide/request-model.js';
import { answersTo, textClasses, textQuestion } from '../../../src/verify/decide/text-classes.js';

const letters = ['a', 'b', 'A', 'ß', 'µ', 'k', '\u212a', ':', '/', '1'];
const text = (max: number) =>
  fc.array(fc.constantFrom(...letters), { maxLength: max }).map((all) => all.join(''));
const pattern = fc.array(fc.constantFrom(...letters, '*', '?'), { maxLength: 6 }).map((all) => all.join(''));

const question = fc
  .record({
    patterns: fc.array(pattern, { minLength: 1, maxLength: 3 }),
    ignoreCase: fc.boolean(),
    inField: fc.boolean(),
    before: text(2),
    after: fc.oneof(text(2), fc.constant(automatonOf(shapes.region.sequences))),
  })
  .map(({ patterns, ignoreCase, inField, before, after }) =>
    textQuestion(
      patterns.map((one) =>
        sequenceOf(globOf(ignoreCase ? foldCase(one) : one), inField ? noColon : undefined),
      ),
      ignoreCase,
      { before, after },
    ),
  );

test('each text answers like the witness of a class, and no two witnesses answer alike', () => {
  fc.assert(
    fc.property(
      fc.array(question, { maxLength: 4 }),
      fc.array(text(7), { minLength: 20, maxLength: 20 }),
      (questions, texts) => {
        const classes = textClasses(shapes.anything, questions);
        if ('tooMany' in classes) return;
        const answers = classes.map((one) => answersTo(questions, one));
        expect(new Set(answers).size).toBe(answers.length);
        for (const one of texts) expect(answers).toContain(answersTo(questions, one));
      },
    ),
    { numRuns: 600, seed: 20261128 },
  );
});

test('texts of a shape are divided among themselves only', () => {
  const shape = { sequences: [[...sequenceOf(globOf('1')), { letters: lettersOf('12'), repeated: true }]] };
  const questions = [
    textQuestion([sequenceOf(globOf('a*'))], false),
    textQuestion([sequenceOf(globOf('*2'))], false),
  ];
  expect(textClasses(shape, questions)).toEqual(['1', '12']);
});

test('a text that people know stands for its class', () => {
  const questions = [textQuestion([sequenceOf(globOf('arn*'))], false)];
  expect(textClasses(shapes.anything, questions, ['arn:aws', 'no'])).toEqual(['arn:aws', 'no']);
});
