/** Whether one path lies below another, as the two are written: links are for the caller to follow. */
import { isAbsolute, relative, sep } from 'node:path';

/** Both are absolute. A folder is inside itself. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** Whether Git keeps its own there, credentials among it. */
export function isGits(root: string, path: string): boolean {
  return relative(root, path).toLowerCase().split(sep).includes('.git');
}
