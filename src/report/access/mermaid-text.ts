/**
 * Text inside a Mermaid flowchart. What a mapping says becomes entity codes where Mermaid, the Markdown inside its labels
 * or HTML could read more than text into it (https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters).
 */
import { visible } from '../../diagnostics/format/shown-text.js';

const ascii = /^[ -~]*$/;

/** For between double quotes. */
export function label(text: string): string {
  if (text === '') return '(empty)';
  // What is known of every letter there is takes a while to load.
  return ascii.test(text)
    ? text.replace(/[^A-Za-z0-9 ]/g, encoded)
    : visible(text).replace(/[^\p{L}\p{N} ]/gu, encoded);
}

function encoded(mark: string, at: number, whole: string): string {
  return isInsideWord(mark, at, whole) ? mark : `#${mark.codePointAt(0)};`;
}

/** There a hyphen is no bullet and an underscore no emphasis. */
function isInsideWord(mark: string, at: number, whole: string): boolean {
  return (
    /[-_]/.test(mark) && /[A-Za-z0-9]/.test(whole.charAt(at - 1)) && /[A-Za-z0-9]/.test(whole.charAt(at + 1))
  );
}

/**
 * Any text as a part of a box's name, where `-` could begin an arrow. Different texts stay different; none has `_` before
 * a letter but `h` and those of hexadecimal numbers.
 */
export function boxName(text: string): string {
  return text.replace(/[^A-Za-z0-9]/gu, (mark) => {
    if (mark === '_') return '__';
    return mark === '-' ? '_h' : `_${mark.codePointAt(0)?.toString(16)}_`;
  });
}
