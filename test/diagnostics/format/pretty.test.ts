/** Findings for people: frames whose carets stand under the right characters, and nothing that a terminal would obey. */
import { describe, expect, it } from 'vitest';
import { prettyFormat } from '../../../src/diagnostics/format/pretty.js';
import { widthOf } from '../../../src/diagnostics/format/shown-text.js';
import { referenceSeconds } from '../../processor-time.js';
import { marked } from './source.js';

const plain = { colour: false, columns: 80 };

/** The frame alone: what stands between the place and the detail. */
function frameOf(text: string, columns = 80): string {
  const lines = prettyFormat(marked(text), { colour: false, columns }).split('\n');
  const place = lines.findIndex((line) => line.startsWith(' --> '));
  const frame = lines.slice(place + 1, lines.indexOf('', place));
  return frame.join('\n');
}

it('is a place, a frame, a reason and a remedy', () => {
  expect(
    prettyFormat(marked('roles:\n  admin:\n    osUser: «"x; id"»\n'), plain),
  ).toBe(`error[os-user-invalid]: Not a Linux user name
 --> ssm-runas.yaml:3:13 (roles.admin.osUser)
   |
 1 | roles:
 2 |   admin:
 3 |     osUser: "x; id"
   |             ^^^^^^^

  The agent hands it to a shell.
  Remedy: Write another one.

1 error. More about a code: ssm-runas-gen explain CODE
`);
});

it('says nothing about nothing', () => {
  expect(prettyFormat({ diagnostics: [], bytesOf: () => undefined }, plain)).toBe('');
});

it('counts errors and warnings', () => {
  const { diagnostics, bytesOf } = marked('«a»');
  const [error] = diagnostics;
  if (!error) throw new Error('no finding');
  const text = prettyFormat(
    { diagnostics: [error, error, { ...error, severity: 'warning' }], bytesOf },
    plain,
  );
  expect(text).toMatch(/\n2 errors, 1 warning\. /);
  const many = prettyFormat({ diagnostics: Array.from({ length: 5000 }, () => error), bytesOf }, plain);
  expect(many).toContain('\n4800 more are not shown; `--format json` has them all.\n');
});

it('does without a place, a source or a range', () => {
  const lost = marked('«a»', { file: 'gone.yaml' });
  expect(prettyFormat(lost, plain)).toContain(' --> gone.yaml:1:1 (roles.admin.osUser)\n  The agent');
  const { file: _file, range: _range, path: _path, ...bare } = lost.diagnostics[0] ?? {};
  const text = prettyFormat({ ...lost, diagnostics: [bare as (typeof lost.diagnostics)[number]] }, plain);
  expect(text).toMatch(/^error\[os-user-invalid\]: Not a Linux user name\n {2}The agent/);
});

describe('carets', () => {
  const frames: Record<string, [text: string, frame: string]> = {
    'under wide characters': ['a: 漢字 «b»', '   |\n 1 | a: 漢字 b\n   |         ^'],
    'as wide as what they mark': ['a: «漢😀»', '   |\n 1 | a: 漢😀\n   |    ^^^^'],
    'after a family of emoji': ['a: 👨‍👩‍👧‍👦 «b»', '   |\n 1 | a: 👨‍👩‍👧‍👦 b\n   |       ^'],
    'after combining marks': ['a: e\u0301 «b»', '   |\n 1 | a: e\u0301 b\n   |      ^'],
    'after tabs': ['\ta:\t«b»\tc', '   |\n 1 |     a:  b   c\n   |         ^'],
    'with CRLF': ['x: 1\r\na: «b»\r\nc: 2\r\n', '   |\n 1 | x: 1\n 2 | a: b\n   |    ^'],
    'for an empty range': ['a: «»b', '   |\n 1 | a: b\n   |    ^'],
    'at the end of the text': ['a:\n«»', '   |\n 1 | a:\n 2 |\n   | ^'],
    'to the end of the first of many lines': ['a: «{b,\nc}»', '   |\n 1 | a: {b,\n   |    ^^^'],
    'after a byte order mark': ['\ufeffa: 1', '   |\n 1 | a: 1\n   | ^'],
  };

  it.each(Object.entries(frames))('%s', (_, [text, frame]) => {
    if (!text.startsWith('\ufeff')) return expect(frameOf(text)).toBe(frame);
    // Positions are counted without the mark.
    const { diagnostics } = marked('«a»: 1');
    const bytesOf = () => new TextEncoder().encode(text);
    expect(prettyFormat({ diagnostics, bytesOf }, plain)).toContain(frame);
  });

  it.each([
    ['in the middle', `${'a'.repeat(300)}«bcd»${'e'.repeat(300)}`],
    ['at the end', `${'a'.repeat(3000)}«bcd»`],
    ['at the beginning', `«bcd»${'e'.repeat(3000)}`],
    ['just past the width', `${'a'.repeat(94)}«bcd»`],
    ['among wide characters', `${'漢'.repeat(100)}«bcd»${'字'.repeat(100)}`],
  ])('stay in sight when a long line is cut %s', (_, text) => {
    for (const columns of [40, 80, 100]) {
      const lines = frameOf(text, columns).split('\n');
      for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(columns);
      const [source = '', carets = ''] = lines.slice(-2);
      expect(carets.trim().endsWith('^^^')).toBe(true);
      expect(widthOf(source.slice(0, source.indexOf('bcd')))).toBe(carets.indexOf('^'));
      expect(source).toContain('…');
    }
  });

  it('show the beginning of a range that is longer than the line', () => {
    const [source = '', carets = ''] = frameOf(`${'a'.repeat(90)}«b${'c'.repeat(500)}»`)
      .split('\n')
      .slice(-2);
    expect(source.indexOf('b')).toBe(carets.indexOf('^'));
    expect(carets.length).toBeLessThanOrEqual(80);
  });
});

describe('nothing reaches the terminal that it would obey', () => {
  // Controls (tab and line feed have their meaning), directional marks, invisible separators.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const hostile = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/;
  const nasty = '\u001b[2J\u001b]0;owned\u0007\r\u009b31m\u202eabc\u2069\ufeff\u0000\u007f';

  it('neither from the source, nor from words, paths or file names', () => {
    const text = prettyFormat(
      marked(`a: «${nasty}»\n`, { summary: nasty, detail: nasty, remedy: nasty, path: [nasty] }),
      plain,
    );
    expect(text).not.toMatch(hostile);
    expect(text).toContain('␛[2J␛]0;owned␇␍<U+009B>31m<U+202E>abc<U+2069><U+FEFF>␀␡');
    const lost = marked('«a»', { file: nasty });
    expect(prettyFormat(lost, plain)).not.toMatch(hostile);
  });

  it('and the carets are as wide as the stand-ins', () => {
    expect(frameOf('a: «\u001b\u202e» b')).toBe('   |\n 1 | a: ␛<U+202E> b\n   |    ^^^^^^^^^');
  });
});

it('colours only when asked', () => {
  const text = prettyFormat(marked('a: «b»'), { colour: true, columns: 80 });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is looked for
  const sequences = /\u001b\[\d+m/g;
  expect(text).toMatch(sequences);
  expect(text.replace(sequences, '')).toBe(prettyFormat(marked('a: «b»'), plain));
});

it('wraps prose, and leaves long words whole', () => {
  const url = `https://example.org/${'x'.repeat(90)}`;
  const text = prettyFormat(
    marked('«a»', { detail: `${'word '.repeat(40)}${url} end`, summary: 'long '.repeat(30) }),
    plain,
  );
  for (const line of text.split('\n')) {
    if (!line.includes(url)) expect(line.length).toBeLessThanOrEqual(80);
  }
  expect(text).toContain(`\n  ${url}`);
});

it('stays quick when ten thousand findings share one long line', () => {
  const line = `[${'"ä", '.repeat(100_000)}]`;
  const diagnostics = Array.from({ length: 10_000 }, (_, index) => {
    const position = { line: 1, column: index * 5 + 1, offset: index * 5 };
    return {
      ...(marked('«a»').diagnostics[0] as never as object),
      range: { start: position, end: position },
    };
  });
  const bytes = new TextEncoder().encode(line);
  const print = () => prettyFormat({ diagnostics: diagnostics as never, bytesOf: () => bytes }, plain);
  expect(referenceSeconds(print)).toBeLessThan(5);
});
