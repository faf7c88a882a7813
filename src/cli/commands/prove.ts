/** `prove`: can each role become its Linux user and no other? The proof is the product and goes to standard output. */
import { type ProofFormatName, proofFormatNames, proofFormats } from '../../report/formats.js';
import { usesColour } from '../colour.js';
import { type Command, mappingArgument } from '../command.js';
import { exitCode } from '../exit-code.js';
import { columnsOf, stringOption } from '../findings.js';
import { policyOptions, proveNamedMapping } from '../prove-named-mapping.js';

export const proveCommand: Command = {
  name: 'prove',
  summary: 'prove that each role can become one Linux user and no other',
  description:
    'Holds the policies that the mapping means against every request that could matter, and prints who is allowed and which Linux user results. AdministratorAccess is always tried beside them.',
  argument: mappingArgument,
  options: [
    {
      name: 'format',
      value: 'FORMAT',
      choices: proofFormatNames,
      description: 'table for a terminal (default), json for programs, md for a pull request',
    },
    ...policyOptions,
  ],
  findings: 'product',
  examples: [
    ['ssm-runas-gen prove', 'the mapping of this repository'],
    ['ssm-runas-gen prove --with-policy PowerUser.json', 'beside a policy that is attached too'],
    [
      'ssm-runas-gen prove --scp generated/identity-center/scp.json --format md',
      'with the service control policy, for a pull request',
    ],
  ],
  run: async (invocation) => {
    const { io, options } = invocation;
    const proven = await proveNamedMapping(invocation);
    if (!proven) return exitCode.findings;
    const { report, bytesOf } = proven;
    const strict = options.strict === true;
    const format = await proofFormats[(options.format ?? 'table') as ProofFormatName]();
    const colour = usesColour(stringOption(options.color), io.stdout, io.env);
    const columns = columnsOf(io.stdout);
    await io.stdout.write(format(report, { colour, columns, strict, bytesOf }));
    const { proofHolds } = await import('../../report/report-input.js');
    return proofHolds(report, strict) ? exitCode.fine : exitCode.findings;
  },
};
