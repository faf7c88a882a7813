/**
 * The shape of a mapping: right, as nearly always, or to be explained.
 * Hands on the parts that are well-formed, so that one wrong key does not hide what else is wrong.
 */
import isMapping from '../../compiled/mapping-validator.js';
import { toPlain } from '../../source/source-tree.js';
import type { RawMapping, Shape, ShapeInput } from './raw-mapping.js';
import { statedKeysIn } from './stated-keys.js';

/** What explains mistakes is loaded only when there are some. */
export async function validateShape(input: ShapeInput): Promise<Shape> {
  const { root, refused } = input;
  const plain = toPlain(root);
  if (refused.values.size === 0 && isMapping(plain))
    return { wellFormed: plain as RawMapping, statedKeys: statedKeysIn(root) };
  const { explainShape } = await import('./violations/explain-shape.js');
  return explainShape(plain, input);
}
