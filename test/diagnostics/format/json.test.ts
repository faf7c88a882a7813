/** Findings as `terraform validate -json` prints them: offsets in bytes, columns in characters. */
import { expect, it } from 'vitest';
import { jsonFormat } from '../../../src/diagnostics/format/json.js';
import { marked } from './source.js';

const options = { colour: false, columns: 80 };

it('has the shape of terraform validate -json, with code, remedy and path', () => {
  expect(JSON.parse(jsonFormat(marked('roles:\n  ä😀: «"x"»\n'), options))).toEqual({
    format_version: '1.0',
    valid: false,
    error_count: 1,
    warning_count: 0,
    diagnostics: [
      {
        severity: 'error',
        code: 'os-user-invalid',
        summary: 'Not a Linux user name',
        detail: 'The agent hands it to a shell.',
        remedy: 'Write another one.',
        path: ['roles', 'admin', 'osUser'],
        range: {
          filename: 'ssm-runas.yaml',
          start: { line: 2, column: 7, byte: 17 },
          end: { line: 2, column: 10, byte: 20 },
        },
        snippet: {
          context: 'roles.admin.osUser',
          code: '  ä😀: "x"',
          start_line: 2,
          highlight_start_offset: 10,
          highlight_end_offset: 13,
          values: [],
        },
      },
    ],
  });
});

it('is valid with warnings, and without anything', () => {
  const warned = marked('«a»', { severity: 'warning' });
  expect(JSON.parse(jsonFormat(warned, options))).toMatchObject({
    valid: true,
    error_count: 0,
    warning_count: 1,
  });
  expect(JSON.parse(jsonFormat({ diagnostics: [], bytesOf: () => undefined }, options))).toEqual({
    format_version: '1.0',
    valid: true,
    error_count: 0,
    warning_count: 0,
    diagnostics: [],
  });
});

it('counts bytes of the file, the byte order mark and CRLF included', () => {
  const { diagnostics } = marked('a\r\n«b»');
  const bytes = new TextEncoder().encode('\ufeffa\r\nb');
  const [found] = JSON.parse(jsonFormat({ diagnostics, bytesOf: () => bytes }, options)).diagnostics;
  expect(found.range.start).toEqual({ line: 2, column: 1, byte: 6 });
  expect(found.snippet.code).toBe('b');
});

it('points at the beginning of a file when nothing nearer is known', () => {
  const { diagnostics, bytesOf } = marked('«a»', { file: 'other.tf' });
  const { range: _range, ...found } = diagnostics[0] ?? {};
  const printed = JSON.parse(
    jsonFormat({ diagnostics: [found as (typeof diagnostics)[number]], bytesOf }, options),
  );
  const start = { line: 1, column: 1, byte: 0 };
  expect(printed.diagnostics[0].range).toEqual({ filename: 'other.tf', start, end: start });
  expect(printed.diagnostics[0]).not.toHaveProperty('snippet');
});

it('cuts long lines around the range without splitting a character', () => {
  const [found] = JSON.parse(
    jsonFormat(marked(`${'😀'.repeat(5000)}«bcd»${'😀'.repeat(5000)}`), options),
  ).diagnostics;
  const { code, highlight_start_offset: start, highlight_end_offset: end } = found.snippet;
  expect(code.length).toBeLessThan(500);
  expect(Buffer.from(code).subarray(start, end).toString()).toBe('bcd');
  expect(code).toMatch(/^(?:😀)+bcd(?:😀)+$/u);
  expect(found.range.start).toEqual({ line: 1, column: 5001, byte: 20_000 });
});
