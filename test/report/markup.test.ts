/** A plain string never becomes markup, whatever it holds; data in a page stay what they were. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visible } from '../../src/diagnostics/format/shown-text.js';
import { jsonBlock, markup } from '../../src/report/markup.js';
import { hostileText } from './hostile.js';

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const decoded = (text: string) =>
  text.replace(/&([a-z]+|#39);/g, (_, name: string) => entities[name] ?? 'unknown');

describe('markup', () => {
  it('keeps text text, in content and in attributes', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const made = markup`<p title="${text}">${text}</p>`.toString();
        const [, title, content] = /^<p title="([^"<>']*)">([^"<>']*)<\/p>$/.exec(made) ?? [];
        const shown = visible(text).replace(/[\ufffe\uffff]/g, '\ufffd');
        expect([title, content].map((each) => decoded(each ?? ''))).toEqual([shown, shown]);
      }),
      { numRuns: 1000 },
    );
  });

  it('leaves no character that reorders, hides or ends a line of the page', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(markup`${text}`.toString().replace(/[\t\n]/g, '')).not.toMatch(
          /\p{Cc}|\p{Cs}|[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/u,
        );
      }),
      { numRuns: 500 },
    );
  });

  it('takes markup as it is, lists of it too, and nothing for what is undefined', () => {
    const item = (text: string) => markup`<li>${text}</li>`;
    expect(markup`<ul>${['<', '>'].map(item)}${undefined}</ul>${1}`.toString()).toBe(
      '<ul><li>&lt;</li><li>&gt;</li></ul>1',
    );
  });

  it('does not take an object that only looks like markup', () => {
    const fake = { toString: () => '<script>' };
    expect(() => markup`${fake as never}`).toThrow();
  });
});

describe('jsonBlock', () => {
  it('is one element, whatever the data, and gives them back', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (key, value) => {
        const data = { [`k${key}`]: [value] };
        const [, json] =
          /^<script type="application\/json" id="x">([^<\u2028\u2029]*)<\/script>$/.exec(
            jsonBlock('x', data).toString(),
          ) ?? [];
        expect(JSON.parse(json ?? '')).toEqual(data);
      }),
      { numRuns: 500 },
    );
  });
});
