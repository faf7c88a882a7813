/** What the schema refuses, with everything that is needed to say why. */
import type { SchemaError } from '../../../compiled/mapping-validator.js';
import words, { type MappingWords } from '../../../compiled/mapping-words.js';
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

/** What the schema says of the value at a path: known keys, the expected form. */
export function wordsAt(path: Path): MappingWords {
  let node: MappingWords | undefined = words;
  for (const step of path) {
    const own: MappingWords | undefined = Object.hasOwn(node?.keys ?? {}, step)
      ? node?.keys?.[step]
      : undefined;
    node = own ?? node?.others;
  }
  return node ?? {};
}
