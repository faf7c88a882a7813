/**
 * What `prove` and `report` have in common: they open a mapping, read the policies that are assumed to be attached, and
 * prove it. Without a sound mapping there is no proof; then its findings are printed.
 */
import { resolve } from 'node:path';
import type { Access } from '../access/access.js';
import { type Diagnostic, hasErrors, withAccepted } from '../diagnostics/diagnostic.js';
import { failure } from '../diagnostics/failure.js';
import { systemReason } from '../diagnostics/system-error.js';
import { type OpenedMapping, readLimit } from '../input/open-mapping.js';
import { readBounded } from '../input/read-bounded.js';
import { withStrictness } from '../library.js';
import type { PolicyFile } from '../prove.js';
import { type ProofFormatName, proofFormats } from '../report/formats.js';
import type { ProofReport } from '../report/report-input.js';
import { type Invocation, type Option, UsageError } from './command.js';
import { acceptedCodes, columnsOf, printFindings, stringOption } from './findings.js';
import { usesColour } from './io.js';
import { openNamedMapping } from './open-named-mapping.js';
import { originOf } from './package-file.js';
import { largeFor, withProgress } from './say.js';

export const policyOptions: readonly Option[] = [
  {
    name: 'with-policy',
    value: 'FILE',
    repeatable: true,
    description: 'assume that this policy (JSON) is also attached to every permission set',
  },
  {
    name: 'boundary',
    value: 'FILE',
    repeatable: true,
    once: true,
    description: 'assume that this policy (JSON) is the permissions boundary of every permission set',
  },
  {
    name: 'scp',
    value: 'FILE',
    repeatable: true,
    description:
      'assume that this service control policy (JSON) is attached, and also check that nobody else can start a role document',
  },
];

export interface ProvenMapping {
  readonly access: Access;
  readonly report: ProofReport;
  readonly bytesOf: (file: string) => Uint8Array | undefined;
}

/** Undefined when there is no proof; why is said by then. Throws a `Failure` for a file that cannot be read. */
export async function proveNamedMapping(invocation: Invocation): Promise<ProvenMapping | undefined> {
  const policies = readPolicies(invocation);
  const opened = await openNamedMapping(invocation);
  const { proven, diagnostics, bytesOf } = await proveOpenedMapping(opened, policies, invocation);
  if (!proven) {
    const shown = withStrictness(diagnostics, invocation.options.strict === true);
    await printFindings({ diagnostics: shown, bytesOf }, invocation);
  }
  return proven;
}

export interface ProofAttempt {
  /** Absent when there is no proof; the diagnostics say why. */
  readonly proven?: ProvenMapping;
  readonly diagnostics: readonly Diagnostic[];
  readonly bytesOf: (file: string) => Uint8Array | undefined;
}

/** The same for a mapping that is open already. Prints nothing. */
export async function proveOpenedMapping(
  opened: OpenedMapping,
  policies: readonly PolicyFile[],
  invocation: Invocation,
): Promise<ProofAttempt> {
  const { options, pipeline } = invocation;
  const { proveMapping } = await import('../prove.js');
  const isLarge = opened.source.bytes.length >= largeFor.proving;
  const { diagnostics, access, report } = await withProgress(invocation, isLarge, () =>
    proveMapping(opened.source, {
      readRelated: opened.readRelated,
      policies,
      accept: acceptedCodes(invocation),
      ...(pipeline && { check: pipeline.check }),
    }),
  );
  const bytesOf = (file: string) =>
    opened.bytesOf(file) ?? policies.find((policy) => policy.file === file)?.bytes;
  const isRefused = options.strict === true && hasErrors(diagnostics, true);
  if (report && access && !isRefused) return { proven: { access, report, bytesOf }, diagnostics, bytesOf };
  return { diagnostics, bytesOf };
}

/** Throws a `Failure` for a file that cannot be read. */
export function readNamed(
  file: string,
  option: string,
  { io }: Pick<Invocation, 'io'>,
  limit = readLimit,
): Uint8Array {
  if (file === '') throw new UsageError(`--${option} is empty`);
  try {
    return readBounded(resolve(io.cwd, file), limit);
  } catch (error) {
    throw failure('proof-file-unreadable', file, { file, reason: systemReason(error) });
  }
}

/** The policies of the options. Throws a `Failure` for a file that cannot be read. */
export function readPolicies(invocation: Invocation): PolicyFile[] {
  const { boundary = [] } = invocation.lists;
  if (boundary.length > 1)
    throw new UsageError('--boundary is given twice; a permission set has one permissions boundary');
  const read = (option: string, kind: PolicyFile['kind']) =>
    (invocation.lists[option] ?? []).map((file) => ({
      file,
      kind,
      bytes: readNamed(file, option, invocation),
    }));
  return [
    ...read('with-policy', 'identity'),
    ...read('boundary', 'boundary'),
    ...read('scp', 'service-control'),
  ];
}

/** What a proof found, as `--findings` prints it. */
export function proofFindings(
  { report: { mapping, unsupported, violations, accepted } }: ProvenMapping,
  invocation: Pick<Invocation, 'lists' | 'options'>,
): readonly Diagnostic[] {
  const found = [...unsupported, ...[...violations, ...accepted].map(({ finding }) => finding)];
  const acceptances = [...acceptedCodes(invocation).map((code) => ({ code })), ...mapping.accept];
  return withStrictness(withAccepted(found, acceptances), invocation.options.strict === true);
}

/** A proof in the format that was asked for, and whether it holds. */
export async function showProof(
  { report, bytesOf }: ProvenMapping,
  { io, options }: Pick<Invocation, 'io' | 'options'>,
): Promise<{ readonly text: string; readonly holds: boolean }> {
  const strict = options.strict === true;
  const format = await proofFormats[(options.format ?? 'table') as ProofFormatName]();
  const colour = usesColour(stringOption(options.color), io.stdout, io.env);
  const columns = columnsOf(io.stdout);
  const { asStrict, proofHolds } = await import('../report/report-input.js');
  const origin = originOf(report.mapping);
  const text = format(strict ? asStrict(report) : report, { colour, columns, strict, bytesOf, origin });
  return { text, holds: proofHolds(report, strict) };
}
