/**
 * The way of `prove`: a mapping and further policies go in, the proof with its findings comes out. Reads no file itself but
 * merge files through the caller; prints nothing.
 */
import type { Access } from './access/access.js';
import { type Diagnostic, hasErrors } from './diagnostics/diagnostic.js';
import { reportInto, type SourcePlace } from './diagnostics/report.js';
import { check, type LocatedMapping, type ReadRelated, type SourceText } from './generate.js';
import { type AttachedPolicy, compilePolicy } from './iam/evaluate/policy.js';
import { problemSpan } from './iam/place-in-policy.js';
import type { PolicyProblem } from './iam/problem.js';
import { readPolicy } from './iam/read-policy.js';
import {
  mergeFileNames,
  type ParsedFile,
  type PolicyFiles,
  parsedMergeFiles,
  parseFile,
  statementPlace,
} from './mapping/merge-policy/policy-files.js';
import type { ProofReport, ReportedViolation } from './report/report-input.js';
import { toPlain } from './source/source-tree.js';
import { administrator, nothing } from './verify/proof/policy-sets.js';
import type { Violation } from './verify/proof/violations.js';
import { prove } from './verify/prove.js';

/** A policy that is assumed to be attached too; nothing about it is trusted yet. */
export interface PolicyFile {
  /** The path as the user named it. */
  readonly file: string;
  readonly kind: AttachedPolicy['kind'];
  readonly bytes: Uint8Array;
}

export interface ProveOptions {
  readonly readRelated: ReadRelated;
  readonly policies: readonly PolicyFile[];
  /** Codes of warnings that are accepted, besides those in the mapping. */
  readonly accept?: readonly string[];
  /** Replaces the first part of the pipeline in tests. */
  readonly check?: typeof check;
}

export interface ProveResult {
  /** About the mapping and the files, sorted by place; violations are in the report. */
  readonly diagnostics: readonly Diagnostic[];
  /** Absent when the diagnostics hold errors. */
  readonly report?: ProofReport;
  /** What was proven; absent when the report is. */
  readonly access?: Access;
}

export async function proveMapping(source: SourceText, options: ProveOptions): Promise<ProveResult> {
  // What the evaluator does not support is part of the report.
  const { readRelated, accept = [] } = options;
  const checked = await (options.check ?? check)(source, { readRelated, prove: false, accept });
  const diagnostics = [...checked.diagnostics];
  const files = new Map<string, ParsedFile>();
  const attached: AttachedPolicy[] = [];
  const taken = new Set([
    nothing,
    administrator,
    ...(checked.mapping ? mergeFileNames(checked.mapping) : []),
  ]);
  for (const { file, kind, bytes } of options.policies) {
    const parsed = parseFile(file, bytes, diagnostics);
    if (!parsed) continue;
    const name = unusedName(file, taken);
    taken.add(name);
    files.set(name, parsed);
    const [document, unread] = readPolicy(name, toPlain(parsed.root));
    const policy = document && { name, kind, document };
    const problems = policy ? compilePolicy(policy)[1] : unread;
    for (const problem of problems) diagnostics.push(problemFinding(problem, files));
    if (policy) attached.push(policy);
  }
  const { mapping, access } = checked;
  if (!mapping || !access || hasErrors(diagnostics)) return { diagnostics };
  for (const [path, parsed] of await parsedMergeFiles(mapping, source, readRelated)) files.set(path, parsed);
  const proof = prove(mapping, access, attached);
  const codes = new Set([...accept, ...mapping.accept.map(({ code }) => code)]);
  const isAccepted = ({ finding }: ReportedViolation) =>
    finding.severity === 'warning' && codes.has(finding.code);
  const violations = proof.violations.map((violation) => ({
    violation,
    finding: violationFinding(violation, files, source.file, checked),
    statements: violation.statements.map((ref) => ({ ref, ...statementPlace(ref, files) })),
  }));
  return {
    diagnostics,
    access,
    report: {
      mapping,
      proof,
      attached,
      unsupported: proof.unsupported.map((problem) => problemFinding(problem, files)),
      violations: violations.filter((each) => !isAccepted(each)),
      accepted: violations.filter(isAccepted),
    },
  };
}

/** A file may be called like something else that policies are proven beside: `AdministratorAccess`, or a merge file. */
function unusedName(file: string, taken: ReadonlySet<string>): string {
  for (let name = file; ; name = `./${name}`) if (!taken.has(name)) return name;
}

function problemFinding(problem: PolicyProblem, files: PolicyFiles): Diagnostic {
  const { code, policy, subject } = problem;
  return single((report) =>
    report('proof-policy-unknown', problemPlace(problem, files), { policy, reason: code, subject }),
  );
}

function problemPlace(problem: PolicyProblem, files: PolicyFiles): SourcePlace {
  const parsed = files.get(problem.policy);
  if (!parsed) return {};
  const { start, end } = problemSpan(parsed.root, problem);
  return { file: parsed.file, range: parsed.positions.rangeOf(start, end) };
}

/** At the statement that is to be changed, where there is a file with it; else at the role. */
function violationFinding(
  { code, statements, roles, arguments: args }: Violation,
  files: PolicyFiles,
  mappingFile: string,
  { locate }: LocatedMapping,
): Diagnostic {
  const inFile = statements.find(({ policy }) => files.has(policy));
  const place: SourcePlace = inFile
    ? statementPlace(inFile, files)
    : { path: ['roles', roles[0] ?? ''], point: 'key' };
  const located = place.range ? undefined : place.path && locate?.(place.path, 'key');
  return single((report) => report(code, { file: mappingFile, ...place, ...located }, args));
}

function single(say: (report: ReturnType<typeof reportInto>) => void): Diagnostic {
  const found: Diagnostic[] = [];
  say(reportInto(found, undefined));
  const [diagnostic] = found;
  if (!diagnostic) throw new Error('nothing was reported');
  return diagnostic;
}
