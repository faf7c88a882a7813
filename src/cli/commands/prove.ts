/** `prove`: can each role become its Linux user and no other? The proof is the product and goes to standard output. */
import { proofFormatNames } from '../../report/formats.js';
import { allOption, type Command, mappingsArgument, namesSeveral } from '../command.js';
import { exitCode } from '../exit-code.js';
import { printSeparately } from '../findings.js';
import { policyOptions, proofFindings, proveNamedMapping, showProof } from '../prove-named-mapping.js';
import { sayGenerateNext } from '../say.js';

export const proveCommand: Command = {
  name: 'prove',
  summary: 'prove that each role can become one Linux user and no other',
  description:
    'Simulates all relevant requests against the generated policies, and prints what is allowed and as which Linux user. Every check is repeated with AdministratorAccess attached as well.',
  argument: mappingsArgument,
  options: [
    {
      name: 'format',
      value: 'FORMAT',
      choices: proofFormatNames,
      description: 'table for a terminal (default), json for programs, md for a pull request',
    },
    allOption,
    ...policyOptions,
  ],
  findings: 'product',
  examples: [
    ['ssm-runas-gen prove', 'the mapping of this repository'],
    ['ssm-runas-gen prove --with-policy PowerUser.json', 'with another policy attached as well'],
    [
      'ssm-runas-gen prove --scp generated/identity-center/scp.json --format md',
      'with the service control policy, for a pull request',
    ],
  ],
  run: async (invocation) => {
    if (namesSeveral(invocation)) {
      const { proveNamed } = await import('../several-mappings.js');
      return proveNamed(invocation);
    }
    const proven = await proveNamedMapping(invocation);
    if (!proven) return exitCode.findings;
    const { text, holds } = await showProof(proven, invocation);
    await invocation.io.stdout.write(text);
    const { bytesOf } = proven;
    await printSeparately({ diagnostics: proofFindings(proven, invocation), bytesOf }, invocation);
    if (holds) await sayGenerateNext(invocation, ', then follow ROLLOUT.md in the output folder');
    return holds ? exitCode.fine : exitCode.findings;
  },
};
