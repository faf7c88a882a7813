/** `schema`: the JSON Schema of the mapping, for editors and other tools. */
import type { Command } from '../command.js';
import { exitCode } from '../exit-code.js';
import { readPackageFile } from '../package-file.js';

export const schemaCommand: Command = {
  name: 'schema',
  summary: 'print the JSON Schema of the mapping',
  description: 'Prints the JSON Schema (draft 2020-12) of the role mapping.',
  options: [],
  findings: 'words',
  examples: [['ssm-runas-gen schema > role-mapping.schema.json', 'a copy for an editor']],
  run: async ({ io }) => {
    await io.stdout.write(readPackageFile('schema/role-mapping.schema.json'));
    return exitCode.fine;
  },
};
