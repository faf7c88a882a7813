/** Lines for people, on standard output or standard error: names in them are data, whatever characters they have. */
import { visibleInLine, withoutCommands } from '../diagnostics/format/shown-text.js';
import type { Output } from './io.js';

export async function say(stream: Output, lines: readonly string[]): Promise<void> {
  await stream.write(withoutCommands(lines.map((line) => `${visibleInLine(line)}\n`).join('')));
}
