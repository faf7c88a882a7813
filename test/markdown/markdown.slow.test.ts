/** Names and sentences stay text in Markdown, judged by GitHub's own renderer. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visible } from '../../src/diagnostics/format/shown-text.js';
import { code, inTable, type Markdown, md, words } from '../../src/markdown/markdown.js';
import { hasRenderer, rendered, textOf } from './github.js';

/** What would be markup, a link, or somebody to notify. */
const attacks = [
  '|',
  '\\|',
  '\\\\|',
  '\\',
  '`',
  '``',
  '` `',
  '<script>alert(1)</script>',
  '<!-- x -->',
  '--><b>',
  '&lt;',
  '&#64;x',
  '@octocat',
  'a @team/all',
  'me@example.com',
  'https://example.com/x',
  'ftp://example.com',
  'www.example.com',
  'WWW.example.com',
  '#12',
  'x#1',
  '[a](b)',
  '![a](b)',
  '**a**',
  '_a_',
  'a_b_c',
  '~~a~~',
  '"',
  "'",
  '\u202eevil\u202c',
  '\u200b',
  'a\nb',
  'a\r\nb',
  '\t',
  '\u2028',
  '$x$',
  ':+1:',
  '{{x}}',
  'ä 日本 🙂',
];

const attack = fc
  .array(fc.oneof(fc.constantFrom(...attacks), fc.string({ unit: 'binary', maxLength: 6 })), {
    minLength: 1,
    maxLength: 4,
  })
  .map((parts) => parts.join(' '));

const texts = [...attacks, ...fc.sample(attack, { numRuns: 400, seed: 7 })].filter((text) => text.trim());

/** As `code` and `words` show it: on one line, with stand-ins for what would not be seen. */
const shown = (text: string) => visible(text).replace(/[\t\n]/g, ' ');

/** As templates write tables: a row for each name or sentence. */
const table = (head: string, cells: readonly Markdown[]) =>
  [`| ${head} | next |`, '|---|---|', ...cells.map((cell) => `| ${inTable(cell)} | next |`)].join('\n');

const squeezed = (text: string) => text.replace(/ +/g, ' ').trim();

describe.skipIf(!hasRenderer)('GitHub', () => {
  it('shows a name in a table as it is, and nothing but it', () => {
    const html = rendered(table('name', texts.map(code)));
    const cells = [...html.matchAll(/<tr>\n<td><code>(.*)<\/code><\/td>\n<td>next<\/td>\n<\/tr>/g)];
    expect(cells.map(([, cell = '']) => squeezed(textOf(cell)))).toEqual(
      texts.map((text) => squeezed(shown(text))),
    );
  });

  it('shows a name in a sentence as it is', () => {
    const html = rendered(texts.map((text) => `x ${code(text)} y`).join('\n\n'));
    const lines = [...html.matchAll(/<p>x <code>(.*)<\/code> y<\/p>/g)];
    expect(lines.map(([, line = '']) => squeezed(textOf(line)))).toEqual(
      texts.map((text) => squeezed(shown(text))),
    );
  });

  it('shows a sentence as it is, and links nothing', () => {
    const sentences = texts.filter((text) => !text.includes('`'));
    const html = rendered(
      table(
        'sentence',
        sentences.map((text) => md`x ${words(text)} y`),
      ),
    );
    const cells = [...html.matchAll(/<td>x (.*) y<\/td>/g)].map(([, cell = '']) => cell);
    expect(cells.map((cell) => squeezed(textOf(cell)))).toEqual(
      sentences.map((text) => squeezed(shown(text))),
    );
    for (const cell of cells) expect(cell).not.toMatch(/<(?!!-- -->)|[@#]\w/);
  });
});
