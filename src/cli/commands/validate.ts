/** `validate`: is the mapping right? Findings are the product and go to standard output. */
import { validateOpened } from '../../library.js';
import { allOption, type Command, mappingsArgument, namesSeveral } from '../command.js';
import { exitCode } from '../exit-code.js';
import { acceptedCodes, counted, printFindings, speaksToPeople } from '../findings.js';
import { openNamedMapping } from '../open-named-mapping.js';
import { say, sayGenerateNext } from '../say.js';

export const validateCommand: Command = {
  name: 'validate',
  summary: 'check the mapping against its schema and rules',
  description:
    'Checks the role mapping against its schema and all rules, and prints all errors and warnings. Writes nothing.',
  argument: mappingsArgument,
  options: [allOption],
  findings: 'product',
  examples: [
    ['ssm-runas-gen validate', 'the mapping of this repository'],
    ['ssm-runas-gen validate --strict --format json team.yaml', 'as JSON; warnings count as errors'],
  ],
  run: async (invocation) => {
    const { io, options, pipeline } = invocation;
    const request = { strict: options.strict === true, accept: acceptedCodes(invocation) };
    if (namesSeveral(invocation)) {
      const { validateNamed } = await import('../several-mappings.js');
      return validateNamed(invocation, request);
    }
    const opened = await openNamedMapping(invocation);
    const result = await validateOpened(opened, request, pipeline);
    await printFindings({ diagnostics: result.diagnostics, bytesOf: opened.bytesOf }, invocation);
    if (result.outcome === 'failed') return exitCode.failed;
    if (!result.mapping) return exitCode.findings;
    if (speaksToPeople(invocation)) {
      const roles = counted(result.mapping.roles.length, 'role');
      await say(io.stderr, [`${opened.source.file} is valid: ${roles}`]);
      await sayGenerateNext(invocation);
    }
    return exitCode.fine;
  },
};
