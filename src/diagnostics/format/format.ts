/** What a format of findings is. Formats turn data into text; they neither print nor read files. */
import type { Diagnostic } from '../diagnostic.js';

export interface Findings {
  /** In the order to be shown. */
  readonly diagnostics: readonly Diagnostic[];
  /** The bytes behind `Diagnostic.file`, where they were read. */
  readonly bytesOf: (file: string) => Uint8Array | undefined;
}

export interface FormatOptions {
  readonly colour: boolean;
  /** Width of the terminal, at least 40. */
  readonly columns: number;
  /** Of the tool. */
  readonly version?: string;
}

/** The text ends with a line feed, or is empty when the format has nothing to say. */
export type Format = (findings: Findings, options: FormatOptions) => string;
