/** `report`: the access map for people: who becomes whom, where. The report goes to standard output. */

import { accessMap } from '../../facts/access-map.js';
import {
  formatsThatCompare,
  formatsWithoutProof,
  type ReportFormatName,
  reportFormatNames,
  reportFormats,
} from '../../report/formats.js';
import type { ReportInput } from '../../report/report-input.js';
import { foreignText, foreignTextReadLimit } from '../../source/foreign-text.js';
import { type Command, type Invocation, mappingArgument, UsageError } from '../command.js';
import { exitCode } from '../exit-code.js';
import { printSeparately, speaksToPrograms, stringOption } from '../findings.js';
import { originOf } from '../package-file.js';
import { policyOptions, proofFindings, proveNamedMapping, readNamed } from '../prove-named-mapping.js';
import { say } from '../say.js';

export const reportCommand: Command = {
  name: 'report',
  summary: 'print who gets which Linux user on which nodes, with the proof',
  description:
    'Prints the result of the mapping for people: which permission set gets which Linux user on which nodes, what is denied, which assumptions are made, and the whole proof. It does not read AWS.',
  argument: mappingArgument,
  options: [
    {
      name: 'format',
      value: 'FORMAT',
      choices: reportFormatNames,
      description:
        'md for a pull request (default), html for a review, svg for the picture only, cloudtrail for CloudTrail queries and alarms',
    },
    {
      name: 'against',
      value: 'FILE',
      description: 'with --format html: an earlier report to compare with',
    },
    ...policyOptions,
  ],
  findings: 'words',
  examples: [
    ['ssm-runas-gen report', 'the mapping of this repository, as Markdown'],
    ['ssm-runas-gen report --format cloudtrail', 'CloudTrail queries and alarms'],
    ['ssm-runas-gen report --scp generated/identity-center/scp.json', 'with the service control policy'],
    ['ssm-runas-gen report --format html > access.html', 'one page with everything, for a review'],
    [
      'ssm-runas-gen report --format html --against main.html > access.html',
      'the page with the changes since an earlier page',
    ],
  ],
  run: async (invocation) => {
    const { io, options } = invocation;
    const name = (options.format ?? 'md') as ReportFormatName;
    const strict = options.strict === true;
    const against = readEarlier(invocation, name);
    const proven = await proveNamedMapping(invocation);
    if (!proven) return exitCode.findings;
    const { asStrict, proofHolds } = await import('../../report/report-input.js');
    const { access, bytesOf } = proven;
    const proof = strict ? asStrict(proven.report) : proven.report;
    const { mapping } = proof;
    const format = await reportFormats[name]();
    const map = accessMap(mapping, access);
    const origin = originOf(mapping);
    await io.stdout.write(
      format({ mapping, access, map, proof, origin, strict, ...(against && { against }) }),
    );
    if (formatsWithoutProof.has(name)) return exitCode.fine;
    await printSeparately({ diagnostics: proofFindings(proven, invocation), bytesOf }, invocation);
    if (proofHolds(proof, strict)) return exitCode.fine;
    if (!speaksToPrograms(invocation))
      await say(io.stderr, ['The proof does not hold; the report shows why.']);
    return exitCode.findings;
  },
};

/** Throws a `Failure` for a file that cannot be read. */
function readEarlier(invocation: Invocation, name: ReportFormatName): ReportInput['against'] {
  const file = stringOption(invocation.options.against);
  if (file === undefined) return undefined;
  if (!formatsThatCompare.has(name))
    throw new UsageError(`--against needs --format ${[...formatsThatCompare].join(' or ')}`);
  return { file, ...foreignText(readNamed(file, 'against', invocation, foreignTextReadLimit)) };
}
