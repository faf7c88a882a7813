/**
 * What a mapping with mistakes certainly states, and what it certainly lacks. A rule concludes from nothing less: otherwise one mistake
 * would be two findings.
 */
import type { Path } from '../../diagnostics/diagnostic.js';
import { childOf, nodeAt, type SourceMap, type SourceNode } from '../../source/source-tree.js';
import { pointerOf } from './path-shape.js';

export interface StatedKeys {
  /**
   * Whether the file may have anything at a path: something right, something wrong, the key misspelled, or lost to a mistake
   * above it. What it does not state, it certainly lacks.
   */
  readonly isStated: (path: Path) => boolean;
  /** Whether the file has the key of a path, spelled like that; its value may be wrong. */
  readonly isWritten: (path: Path) => boolean;
  /** Whether there is no mistake at a path, above or below it, so that the well-formed part is all that the file has there. */
  readonly isWhole: (path: Path) => boolean;
}

/** `mistakes`: paths whose values were taken out of the mapping, and paths of keys that are misspelled. */
export function statedKeysIn(root: SourceMap, mistakes: readonly Path[] = []): StatedKeys {
  const wrong = new Set(mistakes.map(pointerOf));
  const holdsWrong = new Set(
    mistakes.flatMap((path) => path.map((_, depth) => pointerOf(path.slice(0, depth)))),
  );
  const isLost = (path: Path) =>
    isCutOff(root, path) || path.some((_, at) => wrong.has(pointerOf(path.slice(0, at + 1))));
  return {
    isStated: (path) => nodeAt(root, path) !== undefined || isLost(path),
    isWritten: (path) => nodeAt(root, path) !== undefined,
    isWhole: (path) => !isLost(path) && !holdsWrong.has(pointerOf(path)) && !isIncomplete(nodeAt(root, path)),
  };
}

/** Whether a map on the way lost a key, which may be the one that is looked for. */
function isCutOff(root: SourceMap, path: Path): boolean {
  let node: SourceNode = root;
  for (const step of path) {
    const child = childOf(node, step);
    if (child === undefined) return node.kind === 'map' && node.incomplete;
    node = child;
  }
  return false;
}

function isIncomplete(node: SourceNode | undefined): boolean {
  if (node?.kind === 'list') return node.items.some(isIncomplete);
  return (
    node?.kind === 'map' &&
    (node.incomplete || [...node.entries.values()].some(({ value }) => isIncomplete(value)))
  );
}
