/** `explain [CODE]`: one diagnostic code at length, or a list of all. */
import { type Command, UsageError } from '../command.js';
import { exitCode } from '../exit-code.js';
import { columnsOf } from '../findings.js';

export const explainCommand: Command = {
  name: 'explain',
  summary: 'explain a diagnostic code',
  description: 'Prints why a rule exists, an example with its remedy, and the documentation that forced it.',
  argument: {
    name: 'CODE',
    description: 'the code of a finding, as printed in brackets; left out, all codes are listed',
    required: false,
    choices: async () => Object.keys((await import('../../diagnostics/catalog/index.js')).catalog).sort(),
  },
  options: [],
  findings: 'words',
  examples: [
    ['ssm-runas-gen explain', 'all codes'],
    ['ssm-runas-gen explain output-foreign-file', 'what to do about a foreign file'],
  ],
  run: async ({ argument: code, io }) => {
    const [{ catalog, isDiagnosticCode }, { renderPage }] = await Promise.all([
      import('../../diagnostics/catalog/index.js'),
      import('../../diagnostics/format/page.js'),
    ]);
    if (code === undefined) {
      const lines = Object.entries(catalog).map(([name, { severity }]) => `${name} (${severity})\n`);
      await io.stdout.write(lines.sort().join(''));
      return exitCode.fine;
    }
    if (!isDiagnosticCode(code)) throw new UsageError(await unknownCode(code, Object.keys(catalog)));
    await io.stdout.write(renderPage(code, columnsOf(io.stdout)));
    return exitCode.fine;
  },
};

async function unknownCode(code: string, known: readonly string[]): Promise<string> {
  const { nearest } = await import('../../mapping/nearest.js');
  const meant = nearest(code, known);
  return `unknown code ${JSON.stringify(code)}${meant === undefined ? '' : `\n(Did you mean ${meant}?)`}`;
}
