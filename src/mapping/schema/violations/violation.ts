/** What the schema refuses, with everything that is needed to say why. Types only. */
import type { SchemaError } from '../../../compiled/mapping-validator.js';
import type { Path } from '../../../diagnostics/diagnostic.js';
import type { Report } from '../../../diagnostics/report.js';
import type { SourceNode } from '../../../source/source-tree.js';

export interface SchemaViolation {
  readonly error: SchemaError;
  /** Of the value that the error is about, or of the map that holds the key. */
  readonly path: Path;
  readonly node: SourceNode | undefined;
  /** The value as it stands in the file. */
  readonly written: string;
}

/** Reports one kind of violation. */
export type Explain = (violation: SchemaViolation, report: Report) => void;

/** The schema path without the keyword at its end: where the schema's words are found. */
export function schemaOf({ schemaPath }: SchemaError): string {
  return schemaPath.slice(0, schemaPath.lastIndexOf('/'));
}
