/** A command or a format is one file and one registry line; a forgotten line is noticed here. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { commands } from '../../src/cli/commands/index.js';
import { formatNames } from '../../src/diagnostics/format/index.js';

const source = join(import.meta.dirname, '../../src');

it('every file of commands/ is registered under its name', () => {
  const files = readdirSync(join(source, 'cli/commands')).filter((name) => name !== 'index.ts');
  expect(commands.map(({ name }) => `${name}.ts`).sort()).toEqual(files.sort());
});

it('every file that exports a Format is registered under its name', () => {
  const folder = join(source, 'diagnostics/format');
  const files = readdirSync(folder).filter((name) =>
    /^export const \w+: Format\b/m.test(readFileSync(join(folder, name), 'utf8')),
  );
  expect(formatNames.map((name) => `${name}.ts`).sort()).toEqual(files.sort());
});

it('every command, option, exit code and format is documented', () => {
  const page = readFileSync(join(source, '../docs/commands.md'), 'utf8');
  for (const { name, options } of commands) {
    expect(page).toContain(`## \`${name}\``);
    for (const option of options) expect(page).toMatch(new RegExp(`\\| \`--${option.name}\\b`));
  }
  for (const name of formatNames) expect(page).toContain(`\`${name}\``);
});
