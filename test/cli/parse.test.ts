/** The quick way and commander's way must understand the same command line alike. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { commands } from '../../src/cli/commands/index.js';
import { parseQuickly } from '../../src/cli/parse.js';
import { parseWithCommander } from '../../src/cli/parse-with-commander.js';

const words = [
  '-',
  '--',
  '-q',
  '-h',
  '-x',
  '-qx',
  '--quiet',
  '--check',
  '--no-check',
  '--check=1',
  '--out',
  '--out=',
  '--out=a',
  '--out=-',
  '--syntax',
  '--syntax=json',
  '--syntax=xml',
  'hcl',
  'json',
  '--format',
  '--format=json',
  '--color=never',
  '--help',
  '--version',
  '--exit-code',
  '--strict',
  'a.yaml',
  '',
  'b',
  '--quiet=false',
  '-q=1',
  '--chec',
];

it('what is read quickly, commander reads alike', () => {
  const line = fc.tuple(
    fc.constantFrom('generate', 'validate', 'explain', 'schema', 'help', '-q'),
    fc.array(fc.constantFrom(...words), { maxLength: 5 }),
  );
  fc.assert(
    fc.property(line, ([name, args]) => {
      const argv = [name, ...args];
      const quick = parseQuickly(argv, commands);
      if (!quick) return;
      const slow = parseWithCommander(argv, commands, 80);
      expect(slow.kind).toBe('parsed');
      if (slow.kind === 'parsed') expect(compact(slow.parsed)).toEqual(compact(quick));
    }),
    { numRuns: 2_000 },
  );
});

it('the usual lines are read quickly', () => {
  for (const argv of [
    ['generate', '--check'],
    ['validate', 'a.yaml', '--format', 'json'],
    ['generate', '-', '-q'],
  ]) {
    expect(parseQuickly(argv, commands)).toBeDefined();
  }
});

function compact({ command, argument, options }: NonNullable<ReturnType<typeof parseQuickly>>) {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return { command: command.name, argument, options: Object.fromEntries(given) };
}
