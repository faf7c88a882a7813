/** Comments, code spans and empty names in Markdown. GitHub's own renderer judges the rest in the slow tier. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { code, comment, words } from '../../src/markdown/markdown.js';

it.each(['-->', '--->', '---->', 'x--><b>', '-', '--', '--!>', '<!--'])(
  'a comment ends behind %s',
  (text) => {
    const line = comment(`x${text}`).toString();
    expect(line).toMatch(/^<!-- .* -->$/);
    expect(line.slice(4, -3)).not.toMatch(/--/);
  },
);

it('keeps the code spans of a sentence', () => {
  expect(words('set `a_b@c` to *x*').toString()).toBe('set `a_b@c` to \\*x\\*');
});

it('says that a text is empty', () => {
  expect(code('').toString()).toBe('(empty)');
});

it('keeps any text inside of a code span, on one line', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1 }), (text) => {
      const [, fence = '', inside = ''] = /^(`+)([\s\S]*?)\1$/.exec(code(text).toString()) ?? [];
      expect(inside.match(/`+/g) ?? []).not.toContain(fence);
      expect(code(text).toString()).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
    }),
  );
  expect(code('a`b').toString()).toBe('``a`b``');
  expect(code('`').toString()).toBe('`` ` ``');
});
