/**
 * The pipeline, and the file to read first: a mapping's text goes in, findings and rendered files come out.
 * Reads nothing and writes nothing itself; the caller hands in the text and a way to read merge files.
 */
import { type Access, buildAccess } from './access/access.js';
import { withContentNames } from './access/content-names.js';
import { clientFacts } from './client/client-facts.js';
import { clientFiles } from './client/client-files.js';
import { clientReadme } from './client/client-readme.js';
import { isAboutMapping } from './diagnostics/catalog/index.js';
import {
  type Acceptance,
  type Diagnostic,
  hasErrors,
  sortDiagnostics,
  withAccepted,
} from './diagnostics/diagnostic.js';
import { type Locate, type Report, reportInto } from './diagnostics/report.js';
import { accessMap } from './facts/access-map.js';
import { rolloutGuide } from './guide/rollout-guide.js';
import { unsupportedIn } from './iam/evaluate/policy.js';
import type { StatementRef } from './iam/evaluate/statement.js';
import { type PolicyFiles, parsedMergeFiles, statementPlace } from './mapping/merge-policy/policy-files.js';
import type { ReadRelated } from './mapping/merge-policy/read-merge-policies.js';
import type { RoleMapping } from './mapping/model.js';
import { mappingDigest } from './mapping/origin.js';
import type { SourceText } from './mapping/read/parse.js';
import { readMapping } from './mapping/read-mapping.js';
import type { JudgeDirectory } from './mapping/rules/context.js';
import { accessFile } from './report/access/access-page.js';
import type { RenderedFile } from './terraform/plan/file.js';
import { plan } from './terraform/plan/plan.js';
import { render, type Syntax } from './terraform/render.js';
import { quickProof } from './verify/quick-proof.js';

export type { ReadRelated } from './mapping/merge-policy/read-merge-policies.js';
export type { SourceText } from './mapping/read/parse.js';

export interface CompileOptions {
  /** Overrides `output.syntax`. */
  readonly syntax?: Syntax;
  /** Whether policies must be understood, and pass the cheap part of the proof; they must unless this is `false`. */
  readonly prove?: boolean;
  readonly readRelated: ReadRelated;
  /** Left out where nothing is written to `output.directory`. */
  readonly judgeDirectory?: JudgeDirectory;
  /** Codes of warnings that are accepted, as those of the mapping are. */
  readonly accept?: readonly string[];
}

export interface CheckedMapping {
  /** Sorted by place. */
  readonly diagnostics: readonly Diagnostic[];
  /** Absent when the diagnostics hold errors. */
  readonly mapping?: RoleMapping;
  /** What the mapping means in AWS; absent when the diagnostics hold errors. */
  readonly access?: Access;
}

export interface LocatedMapping extends CheckedMapping {
  /** For findings of later phases; absent when the diagnostics hold errors. */
  readonly locate?: Locate;
}

export interface Compilation extends LocatedMapping {
  /** In order of path; absent when the diagnostics hold errors. */
  readonly files?: readonly RenderedFile[];
}

/** Everything up to the last rule. User mistakes are diagnostics; an exception is a defect of this package. */
export async function check(
  source: SourceText,
  { readRelated, judgeDirectory, prove = true, accept = [] }: CompileOptions,
): Promise<LocatedMapping> {
  const judge = prove ? unsupportedIn : undefined;
  const {
    diagnostics,
    mapping: read,
    locate,
    accepted,
  } = await readMapping(source, readRelated, judge, judgeDirectory);
  const acceptances = [...accept.map((code) => ({ code })), ...accepted];
  if (!read) return { diagnostics: withAccepted(sortDiagnostics(diagnostics), acceptances) };
  const found = [...diagnostics];
  const report = reportInto(found, source.file, locate);
  const mapping = withContentNames(read, report);
  const access = buildAccess(mapping, report);
  if (!hasErrors(found)) reportUnused(accepted, found, report);
  return {
    diagnostics: withAccepted(sortDiagnostics(found), acceptances),
    ...(!hasErrors(found) && { mapping, access, locate }),
  };
}

/** Whether a warning of a later phase occurs depends on files that not every command gets. */
function reportUnused(accepted: readonly Acceptance[], found: readonly Diagnostic[], report: Report): void {
  const occurring = new Set(found.map(({ code }) => code));
  for (const [index, { code }] of accepted.entries()) {
    if (occurring.has(code) || !isAboutMapping(code)) continue;
    report('accept-unused', { path: ['accept', index, 'code'] }, { code });
  }
}

/** Checks, runs the quick part of the proof, plans and renders. */
export async function compile(source: SourceText, options: CompileOptions): Promise<Compilation> {
  const result = await check(source, options);
  const { mapping, access, locate } = result;
  if (!mapping || !access) return result;
  const violations = (files: PolicyFiles): readonly Diagnostic[] => {
    const found: Diagnostic[] = [];
    const placeOf = (statement: StatementRef) => statementPlace(statement, files);
    quickProof(mapping, access, reportInto(found, source.file, locate), placeOf);
    return found;
  };
  if (options.prove !== false && violations(new Map()).length > 0) {
    // Where statements stand is looked up only where there is something to say of them.
    const files = await parsedMergeFiles(mapping, source, options.readRelated);
    return { diagnostics: sortDiagnostics([...result.diagnostics, ...violations(files)]) };
  }
  const map = accessMap(mapping, access);
  const digest = mappingDigest(mapping);
  const planned = [
    ...plan(mapping, access),
    ...clientFiles(clientFacts(mapping)),
    clientReadme(map),
    rolloutGuide(mapping, access, digest),
    accessFile({ mapping, access, map }, digest),
  ].sort((a, b) => (a.path < b.path ? -1 : 1));
  const files = await render(planned, options.syntax ?? mapping.output.syntax, mapping.fileName);
  return { ...result, files };
}
