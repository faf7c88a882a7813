/**
 * The pipeline, and the file to read first: a mapping's text goes in, findings and rendered files come out.
 * Reads nothing and writes nothing itself; the caller hands in the text and a way to read merge files.
 */
import type { Diagnostic } from './diagnostics/diagnostic.js';
import type { RoleMapping } from './mapping/model.js';
import type { RenderedFile } from './plan/file.js';

/** A mapping as it was read; nothing about it is trusted yet. */
export interface SourceText {
  /** The path as the user named it; `<stdin>` for standard input. */
  readonly file: string;
  /** The name that generated files carry in their first line. */
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

export interface CompileOptions {
  /** Overrides `output.syntax`. */
  readonly syntax?: 'hcl' | 'json';
  /** Reads a file named in the mapping, relative to the mapping's folder; `undefined` when there is none. */
  readonly readRelated: (path: string) => Promise<Uint8Array | undefined>;
}

export interface Compilation {
  /** Sorted by place. */
  readonly diagnostics: readonly Diagnostic[];
  /** Absent when the diagnostics hold errors. */
  readonly mapping?: RoleMapping;
  /** In order of path; absent when the diagnostics hold errors. */
  readonly files?: readonly RenderedFile[];
}

/** Validates only: everything of `compile` up to the last rule, without rendering. */
export declare function check(source: SourceText, options: CompileOptions): Promise<Omit<Compilation, 'files'>>;

/** Validates, plans and renders. User mistakes are diagnostics; an exception is a defect of this package. */
export declare function compile(source: SourceText, options: CompileOptions): Promise<Compilation>;
