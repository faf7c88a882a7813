/** How a page is made from a template: what its helpers encode, and which empty lines stay. */
import { expect, it } from 'vitest';
import { md } from '../../src/markdown/markdown.js';
import { renderTemplate } from '../../src/markdown/templates.js';

const page = (text: string) => renderTemplate(() => text, {}).toString();

it('encodes names, sentences and words of a command', () => {
  const made = renderTemplate(
    (call) =>
      [
        call('code', ['rollout: ', 'a`b'], false),
        call('codes', [['a', '*']], false),
        call('words', ['*a* @b `c`'], false),
        call('markdown', [md`**${'*'}**`], false),
        call('number', [3], false),
        call('shell', ["it's"], false),
        call('shells', [['a', '-b=c', 'd=e', '$b']], false),
        call('variables', [['account', 'region']], false),
        call('patterns', [['a', '*']], false),
        call('json', [{ key: ["it's"] }], false),
        call('shellsInJson', [['a', '"b']], false),
      ].join('\n'),
    {},
  );
  expect(made.toString().split('\n')).toEqual([
    '``rollout: a`b``',
    '`a`, `*`',
    '\\*a\\* @<!-- -->b `c`',
    '**\\***',
    '3',
    `'it'\\''s'`,
    "a -b=c 'd=e' '$b'",
    '$account-$region',
    "a|'*'",
    `'{"key":["it'\\''s"]}'`,
    `a '\\''\\"b'\\''`,
  ]);
});

it('ends no cell of a table with what is in it', () => {
  expect(renderTemplate((call) => `| ${call('code', ['a|b'], true)} |`, {}).toString()).toBe('| `a\\|b` |');
});

it('refuses nothing, plain text where Markdown is wanted, and what is no shell variable', () => {
  expect(() => renderTemplate((call) => call('code', [undefined], false), {})).toThrow('was given nothing');
  expect(() => renderTemplate((call) => call('markdown', ['*'], false), {})).toThrow('was given plain text');
  expect(() => renderTemplate((call) => call('variables', [['(id)']], false), {})).toThrow(
    'no shell variable',
  );
});

it('leaves one empty line where a paragraph is omitted, and every empty line of a block of code', () => {
  expect(page('\n\na\n\n\n\nb\n\n\n```sh\nc\n\n\n\nd\n```\n\n\n\ne\n')).toBe(
    'a\n\nb\n\n```sh\nc\n\n\n\nd\n```\n\ne',
  );
});

it('ends no block of code with a word of a command', () => {
  const made = renderTemplate((call) => `\`\`\`sh\necho ${call('shell', ['a\n```\nb'], false)}\n\`\`\``, {});
  expect(made.toString()).toBe("```sh\necho 'a\n''```\nb'\n```");
});
