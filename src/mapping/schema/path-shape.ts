/**
 * What a path stands for, whoever owns it: a role's `session.kmsKey` and the mapping's are the same kind of value.
 * Also the spelling of paths as JSON Pointers, in which ajv reports.
 */
import type { Path } from '../../diagnostics/diagnostic.js';
import { childOf, type SourceNode } from '../../source/source-tree.js';

/** Keys joined by dots, without `roles.NAME` in front; an item of a list is `[]`. */
export function shapeOf(path: Path): string {
  const own = path[0] === 'roles' && path.length > 2 ? path.slice(2) : path;
  return own.map((step) => (typeof step === 'number' ? '[]' : step)).join('.');
}

/** JSON Pointer (RFC 6901). */
export function pointerOf(path: Path): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** The path that a pointer into `root` means; a step into a list becomes a number. */
export function pathOf(pointer: string, root: SourceNode): Path {
  const path: (string | number)[] = [];
  let node: SourceNode | undefined = root;
  for (const escaped of pointer.split('/').slice(1)) {
    const step = escaped.replaceAll('~1', '/').replaceAll('~0', '~');
    path.push(node?.kind === 'list' ? Number(step) : step);
    node = node && childOf(node, step);
  }
  return path;
}
