/** `explain [CODE]`: one diagnostic code at length, or a list of codes with their titles. */
import { catalog, isDiagnosticCode } from '../../diagnostics/catalog/index.js';
import { nearest } from '../../mapping/nearest.js';
import { type Command, UsageError } from '../command.js';
import { exitCode } from '../exit-code.js';
import { columnsOf } from '../findings.js';

export const explainCommand: Command = {
  name: 'explain',
  summary: 'explain a diagnostic code',
  description:
    'Explains a code: why the rule exists, a wrong and a right example, and a link to the documentation.',
  argument: {
    name: 'CODE',
    description:
      'the code that is printed in brackets, or the beginning of codes; without it, all codes are listed',
    required: false,
    choices: async () => Object.keys(catalog).sort(),
  },
  options: [],
  findings: 'words',
  examples: [
    ['ssm-runas-gen explain', 'all codes with their titles'],
    ['ssm-runas-gen explain os-user', 'the codes that begin with os-user'],
    ['ssm-runas-gen explain output-foreign-file', 'one code'],
  ],
  run: async ({ argument = '', io }) => {
    const { renderList, renderPage } = await import('../../diagnostics/format/page.js');
    const codes = Object.keys(catalog).filter(isDiagnosticCode);
    const found = isDiagnosticCode(argument) ? [argument] : codes.filter((code) => code.startsWith(argument));
    const [only, ...others] = found;
    if (only === undefined) throw new UsageError(unknownCode(argument, codes));
    const columns = columnsOf(io.stdout);
    await io.stdout.write(others.length === 0 ? renderPage(only, columns) : renderList(found, columns));
    return exitCode.fine;
  },
};

function unknownCode(code: string, known: readonly string[]): string {
  const meant = nearest(code, known);
  const hint =
    meant === undefined ? 'Run ssm-runas-gen explain to list all codes.' : `Did you mean ${meant}?`;
  return `unknown code ${JSON.stringify(code)}\n(${hint})`;
}
