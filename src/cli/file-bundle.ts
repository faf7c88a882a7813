/**
 * All files as one text, for `generate --stdout`: before each a line with its path and length, so that a program can
 * take it apart without guessing.
 */
import type { RenderedFile } from '../terraform/plan/file.js';

/** `# file: PATH (N bytes)`, then exactly N bytes of UTF-8, then the next. */
export function bundleOf(files: readonly RenderedFile[]): string {
  return files
    .map(({ path, text }) => `# file: ${path} (${Buffer.byteLength(text)} bytes)\n${text}`)
    .join('');
}
