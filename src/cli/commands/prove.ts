/** `prove`: can each role become its Linux user and no other? The proof is the product and goes to standard output. */
import { resolve } from 'node:path';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { failure } from '../../diagnostics/failure.js';
import { systemReason } from '../../diagnostics/system-error.js';
import { readLimit } from '../../input/open-mapping.js';
import { readBounded } from '../../input/read-bounded.js';
import type { PolicyFile } from '../../prove.js';
import { type ProofFormatName, proofFormatNames, proofFormats } from '../../report/proof/index.js';
import { usesColour } from '../colour.js';
import { type Command, type Invocation, mappingArgument, UsageError } from '../command.js';
import { type ExitCode, exitCode } from '../exit-code.js';
import { columnsOf, printFindings, stringOption } from '../findings.js';
import { openNamedMapping } from '../open-named-mapping.js';

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
    {
      name: 'with-policy',
      value: 'FILE',
      repeatable: true,
      description: 'assume that this policy (JSON) is attached to every permission set too',
    },
    {
      name: 'scp',
      value: 'FILE',
      repeatable: true,
      description:
        'assume that this service control policy (JSON) is in force, and prove that nobody else can start a role document',
    },
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
    const { io, options, pipeline } = invocation;
    const policies = readPolicies(invocation);
    const opened = await openNamedMapping(invocation);
    const { proveMapping } = await import('../../prove.js');
    const { diagnostics, report } = await proveMapping(opened.source, {
      readRelated: opened.readRelated,
      policies,
      ...(pipeline && { check: pipeline.check }),
    });
    const bytesOf = (file: string) =>
      opened.bytesOf(file) ?? policies.find((policy) => policy.file === file)?.bytes;
    const strict = options.strict === true;
    if (!report || (strict && diagnostics.length > 0)) {
      return printMistakes(diagnostics, bytesOf, invocation, strict);
    }
    const format = await proofFormats[(options.format ?? 'table') as ProofFormatName]();
    const colour = usesColour(stringOption(options.color), io.stdout, io.env);
    const columns = columnsOf(io.stdout);
    await io.stdout.write(format(report, { colour, columns, strict, bytesOf }));
    const { proofHolds } = await import('../../report/proof/proof-report.js');
    return proofHolds(report, strict) ? exitCode.fine : exitCode.findings;
  },
};

/** Throws a `Failure` for a file that cannot be read. */
function readPolicies({ io, lists }: Invocation): PolicyFile[] {
  const read = (file: string, kind: PolicyFile['kind']): PolicyFile => {
    if (file === '') throw new UsageError(kind === 'identity' ? '--with-policy is empty' : '--scp is empty');
    try {
      return { file, kind, bytes: readBounded(resolve(io.cwd, file), readLimit) };
    } catch (error) {
      throw failure('proof-file-unreadable', file, { file, reason: systemReason(error) });
    }
  };
  return [
    ...(lists['with-policy'] ?? []).map((file) => read(file, 'identity')),
    ...(lists.scp ?? []).map((file) => read(file, 'service-control')),
  ];
}

/** Without a sound mapping there is no proof; its findings come in the nearest of their own formats. */
async function printMistakes(
  diagnostics: readonly Diagnostic[],
  bytesOf: (file: string) => Uint8Array | undefined,
  invocation: Invocation,
  strict: boolean,
): Promise<ExitCode> {
  const shown: readonly Diagnostic[] = strict
    ? diagnostics.map((found) => ({ ...found, severity: 'error' }))
    : diagnostics;
  const format = invocation.options.format === 'json' ? 'json' : 'pretty';
  await printFindings(
    { diagnostics: shown, bytesOf },
    { ...invocation, options: { ...invocation.options, format } },
  );
  return exitCode.findings;
}
