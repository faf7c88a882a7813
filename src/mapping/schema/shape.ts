/** What is asked of a mapping's shape, and what is known of it afterwards. Types only. */
import type { Path } from '../../diagnostics/diagnostic.js';
import type { Report } from '../../diagnostics/report.js';
import type { SourceMap } from '../../source/source-tree.js';
import type { RefusedTexts } from '../check-texts.js';
import type { RawMapping } from './raw-mapping.js';

export interface ShapeInput {
  readonly root: SourceMap;
  /** What stands in the file at an existing path. */
  readonly writtenAt: (path: Path) => string;
  readonly refused: RefusedTexts;
  readonly report: Report;
}

export interface Shape {
  /** The well-formed parts; the whole mapping when nothing was reported. */
  readonly wellFormed: RawMapping;
  /** Whether the file has anything at a path: something right, something wrong, or the key misspelled. */
  readonly isStated: (path: Path) => boolean;
}
