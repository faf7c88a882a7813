/**
 * The shape of a mapping: right, as nearly always, or to be explained.
 * Hands on the parts that are well-formed, so that one wrong key does not hide what else is wrong.
 */
import isMapping from '../../compiled/mapping-validator.js';
import type { Path } from '../../diagnostics/diagnostic.js';
import type { Report } from '../../diagnostics/report.js';
import type { RefusedTexts } from '../check-texts.js';
import { isPresent, type SourceMap, toPlain } from '../read/source-tree.js';
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

/** What explains mistakes is loaded only when there are some. */
export async function validateShape(input: ShapeInput): Promise<Shape> {
  const { root, refused } = input;
  const plain = toPlain(root);
  if (refused.values.size === 0 && isMapping(plain))
    return { wellFormed: plain as RawMapping, isStated: (path) => isPresent(root, path) };
  const { explainShape } = await import('./violations/explain-shape.js');
  return explainShape(plain, input);
}
