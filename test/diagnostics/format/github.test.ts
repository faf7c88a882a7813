/** Annotations of GitHub Actions: one line for each finding, whatever stands in a file name or a message. */
import { expect, it } from 'vitest';
import { githubFormat } from '../../../src/diagnostics/format/github.js';
import { marked } from './source.js';

const options = { colour: false, columns: 80 };

it('is a workflow command with the place, the code and the words', () => {
  expect(githubFormat(marked('roles:\n  admin: «"x"»\n'), options)).toBe(
    '::error file=ssm-runas.yaml,line=2,col=10,endLine=2,endColumn=13,title=os-user-invalid' +
      '::Not a Linux user name%0AThe agent hands it to a shell.%0ARemedy: Write another one.\n',
  );
});

it('leaves columns out where a finding spans lines', () => {
  expect(githubFormat(marked('«a:\n  b»'), options)).toMatch(
    /^::error file=ssm-runas\.yaml,line=1,endLine=2,title=/,
  );
});

it('has no place where none is known', () => {
  const [found] = marked('«a»').diagnostics;
  if (!found) throw new Error('no finding');
  const { range: _range, ...withoutRange } = found;
  const { file: _file, ...bare } = withoutRange;
  const lines = githubFormat(
    { diagnostics: [withoutRange, { ...bare, severity: 'warning' }], bytesOf: () => undefined },
    options,
  ).split('\n');
  expect(lines[0]).toMatch(/^::error file=ssm-runas\.yaml,title=os-user-invalid::/);
  expect(lines[1]).toMatch(/^::warning title=os-user-invalid::/);
});

it('lets no text end a property, a message or a line', () => {
  const hostile = '100%\r\n::set-env name=x::,:\u001b[31m';
  const text = githubFormat(marked('«a»', { file: hostile, summary: hostile }), options);
  expect(text.split(/[\r\n]/)).toHaveLength(2);
  expect(text).toContain('file=100%25␍␊%3A%3Aset-env name=x%3A%3A%2C%3A␛[31m,line=1');
  expect(text).not.toContain('\u001b');
  expect(text).toContain('::100%25␍%0A<U+003A>:set-env name=x::,:␛[31m%0A');
});

it('says nothing about nothing', () => {
  expect(githubFormat({ diagnostics: [], bytesOf: () => undefined }, options)).toBe('');
});
