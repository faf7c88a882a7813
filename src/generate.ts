/**
 * The pipeline, and the file to read first: a mapping's text goes in, findings and rendered files come out.
 * Reads nothing and writes nothing itself; the caller hands in the text and a way to read merge files.
 */
import { type Access, buildAccess } from './access/access.js';
import { clientFiles } from './client/client-files.js';
import { type Diagnostic, hasErrors, sortDiagnostics } from './diagnostics/diagnostic.js';
import { type Locate, reportInto } from './diagnostics/report.js';
import { rolloutGuide } from './guide/rollout-guide.js';
import { unsupportedIn } from './iam/evaluate/policy.js';
import type { ReadRelated } from './mapping/merge-policy/read-merge-policies.js';
import type { RoleMapping } from './mapping/model.js';
import type { SourceText } from './mapping/read/parse.js';
import { readMapping } from './mapping/read-mapping.js';
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

export interface Compilation extends CheckedMapping {
  /** In order of path; absent when the diagnostics hold errors. */
  readonly files?: readonly RenderedFile[];
}

/** Everything up to the last rule. User mistakes are diagnostics; an exception is a defect of this package. */
export async function check(
  source: SourceText,
  { readRelated, prove = true }: CompileOptions,
): Promise<LocatedMapping> {
  const judge = prove ? unsupportedIn : undefined;
  const { diagnostics, mapping, locate } = await readMapping(source, readRelated, judge);
  if (!mapping) return { diagnostics: sortDiagnostics(diagnostics) };
  const found = [...diagnostics];
  const access = buildAccess(mapping, reportInto(found, source.file, locate));
  return { diagnostics: sortDiagnostics(found), ...(!hasErrors(found) && { mapping, access, locate }) };
}

/** Checks, proves in passing, plans and renders. */
export async function compile(source: SourceText, options: CompileOptions): Promise<Compilation> {
  const { locate, ...result } = await check(source, options);
  const { mapping, access } = result;
  if (!mapping || !access) return result;
  const violations: Diagnostic[] = [];
  if (options.prove !== false) quickProof(mapping, access, reportInto(violations, source.file, locate));
  if (violations.length > 0) return { diagnostics: sortDiagnostics([...result.diagnostics, ...violations]) };
  const planned = [
    ...plan(mapping, access),
    ...clientFiles(mapping),
    rolloutGuide(mapping, access),
    accessFile(mapping, access),
  ].sort((a, b) => (a.path < b.path ? -1 : 1));
  const files = await render(planned, options.syntax ?? mapping.output.syntax, mapping.fileName);
  return { ...result, files };
}
