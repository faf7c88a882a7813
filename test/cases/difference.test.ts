/** The form of a difference. */
import { expect, test } from 'vitest';
import { differenceOf } from './difference.js';

const from = (text: string) => ({ name: 'plain', text });
const to = (text: string) => ({ name: 'other', text });

const head = '--- plain\n+++ other\n';

test('equal texts have no difference', () => {
  expect(differenceOf(from('a\n'), to('a\n'), true)).toBe('');
});

test('shows the lines that differ below the number of their heading, or their comment', () => {
  const text = (line: string) => `# Top\n${line}## 2b. Middle\nsame\n${line}`;
  expect(differenceOf(from(text('')), to(text('new\n')), true)).toBe(
    `${head}@@ # Top\n+ new\n@@ ## 2b.\n+ new\n`,
  );
  expect(differenceOf(from('  # why\nold\n'), to('  # why\nnew\n'), false)).toBe(
    `${head}@@ # why\n- old\n+ new\n`,
  );
});

test('shows only the words of lines of Markdown that are much alike, with the words next to them', () => {
  const line = (count: string, user: string) =>
    `In the end the plan has to read ${count} to add, where nothing was applied before, and the user is ${user}.\n`;
  expect(differenceOf(from(line('1', 'ops')), to(line('5', 'dev')), true)).toBe(
    `${head}@@\n~ … to read [-1-]{+5+} to … user is [-ops-]{+dev+}.\n`,
  );
});

test('shows a change of many words as one', () => {
  const line = (what: string) => `In this step nobody loses anything, but for this one: ${what}.\n`;
  expect(differenceOf(from(line('he stays here')), to(line('she goes there')), true)).toBe(
    `${head}@@\n~ … this one: [-he stays here-]{+she goes there+}.\n`,
  );
});

test('does not change with words that change in both texts', () => {
  const text = (sentence: string, user: string) =>
    `${sentence}\nWho signs in becomes the Linux user ${user}.\n`;
  const [before, after] = ['One sentence.', 'Another, longer sentence.'].map((sentence) =>
    differenceOf(from(text(sentence, 'ops')), to(text(sentence, 'dev')), true),
  );
  expect(after).toBe(before);
});
