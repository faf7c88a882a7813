/** `validate`: is the mapping right? Findings are the product and go to standard output. */
import { validateOpened } from '../../library.js';
import { type Command, mappingArgument } from '../command.js';
import { exitCode } from '../exit-code.js';
import { printFindings, speaksToPeople } from '../findings.js';
import { openNamedMapping } from '../open-named-mapping.js';
import { say } from '../say.js';

export const validateCommand: Command = {
  name: 'validate',
  summary: 'check the mapping against its schema and rules',
  description:
    'Checks the role mapping against its schema and every rule, and prints all findings at once. Writes nothing.',
  argument: mappingArgument,
  options: [],
  findings: 'product',
  examples: [
    ['ssm-runas-gen validate', 'the mapping of this repository'],
    ['ssm-runas-gen validate --strict --format json team.yaml', 'for a program, warnings count as errors'],
  ],
  run: async (invocation) => {
    const { io, options, pipeline } = invocation;
    const opened = await openNamedMapping(invocation);
    const result = await validateOpened(opened, { strict: options.strict === true }, pipeline);
    await printFindings({ diagnostics: result.diagnostics, bytesOf: opened.bytesOf }, invocation);
    if (result.outcome === 'failed') return exitCode.failed;
    if (!result.mapping) return exitCode.findings;
    if (speaksToPeople(invocation)) {
      const { length } = result.mapping.roles;
      await say(io.stderr, [`${opened.source.file} is valid: ${length} role${length === 1 ? '' : 's'}`]);
    }
    return exitCode.fine;
  },
};
