import { expect, test } from 'vitest';
import { ANY } from '../../../src/iam/glob.js';
import { textAsk } from '../../../src/verify/decide/asks.js';
import { literally, sequenceOf } from '../../../src/verify/decide/automaton.js';

const idOf = (texts: readonly string[], ignoreCase = false) => textAsk(texts.map(literally), ignoreCase).id;

test('what is remembered by its id is the same question', () => {
  expect(idOf([])).not.toBe(idOf(['']));
  expect(idOf(['-x'], true)).not.toBe(idOf(['i-x']));
  expect(idOf(['a', 'b'])).not.toBe(idOf(['ab']));
  expect(idOf(['a\u0002', 'b'])).not.toBe(idOf(['a', '\u0002b']));
  expect(textAsk([sequenceOf([ANY])]).id).not.toBe(idOf(['\u0001any*\u0001']));
  expect(idOf(['a', 'b'])).toBe(idOf(['b', 'a']));
});
