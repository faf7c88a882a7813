/** Text that is written in a language already is a type of its own: plain text is escaped, the text of another language is refused. */
import { expect, it } from 'vitest';
import { md } from '../../src/markdown/markdown.js';
import { sql } from '../../src/report/cloudtrail/sql-text.js';
import { markup } from '../../src/report/markup.js';

it('escapes plain text, and takes text of the language as it is', () => {
  expect(md`${'*'} ${md`*`}`.toString()).toBe('\\* *');
  expect(markup`${'<b>'} ${markup`<b>`}`.toString()).toBe('&lt;b&gt; <b>');
  expect(sql`SELECT ${sql`1`}`.toString()).toBe('SELECT 1');
});

it('takes no text of another language', () => {
  // @ts-expect-error: HTML is no Markdown
  expect(() => md`${markup`<b>`}`).toThrow();
  // @ts-expect-error: Markdown is no HTML
  expect(() => markup`${md`*`}`).toThrow();
  // @ts-expect-error: Markdown is no SQL
  expect(() => sql`SELECT ${md`*`}`).toThrow('not an encoded text');
});

it('takes no object that only looks like such a text', () => {
  // @ts-expect-error: its text is private
  expect(() => sql`SELECT ${{ text: '1', toString: () => '1' }}`).toThrow('not an encoded text');
});
