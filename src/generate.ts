/**
 * The pipeline, and the file to read first: a mapping's text goes in, findings and rendered files come out.
 * Reads nothing and writes nothing itself; the caller hands in the text and a way to read merge files.
 */
import { type Access, buildAccess } from './access/access.js';
import { type Diagnostic, hasErrors, sortDiagnostics } from './diagnostics/diagnostic.js';
import { reportInto } from './diagnostics/report.js';
import type { RoleMapping } from './mapping/model.js';
import { readMapping } from './mapping/read-mapping.js';
import type { RenderedFile } from './plan/file.js';
import { plan } from './plan/plan.js';
import { render, type Syntax } from './targets/render.js';

/** A mapping as it was read; nothing about it is trusted yet. */
export interface SourceText {
  /** The path as the user named it; `<stdin>` for standard input. */
  readonly file: string;
  /** The name that generated files carry in their first line. */
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** Reads a file named in the mapping, relative to the mapping's folder; `undefined` when there is none. */
export type ReadRelated = (path: string) => Promise<Uint8Array | undefined>;

export interface CompileOptions {
  /** Overrides `output.syntax`. */
  readonly syntax?: Syntax;
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

export interface Compilation extends CheckedMapping {
  /** In order of path; absent when the diagnostics hold errors. */
  readonly files?: readonly RenderedFile[];
}

/** Everything up to the last rule. User mistakes are diagnostics; an exception is a defect of this package. */
export async function check(source: SourceText, { readRelated }: CompileOptions): Promise<CheckedMapping> {
  const { diagnostics, mapping, locate } = await readMapping(source, readRelated);
  if (!mapping) return { diagnostics: sortDiagnostics(diagnostics) };
  const found = [...diagnostics];
  const access = buildAccess(mapping, reportInto(found, source.file, locate));
  return { diagnostics: sortDiagnostics(found), ...(!hasErrors(found) && { mapping, access }) };
}

/** Checks, plans and renders. */
export async function compile(source: SourceText, options: CompileOptions): Promise<Compilation> {
  const result = await check(source, options);
  const { mapping, access } = result;
  if (!mapping || !access) return result;
  const files = await render(
    plan(mapping, access),
    options.syntax ?? mapping.output.syntax,
    mapping.fileName,
  );
  return { ...result, files };
}
