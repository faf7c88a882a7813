/**
 * Text inside a Mermaid flowchart. What a mapping says becomes entity codes where Mermaid, the Markdown inside its labels
 * or HTML could read more than text into it (https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters).
 */
import { visible } from '../../diagnostics/format/shown-text.js';

/** Letters, digits and spaces, and the marks that mean nothing between two of those. */
const harmless = /[\p{L}\p{N} ]|(?<=[A-Za-z0-9])[-_](?=[A-Za-z0-9])/u;
const eachOther = new RegExp(`(?!${harmless.source}).`, 'gsu');

/** For between double quotes. */
export function label(text: string): string {
  if (text === '') return '(empty)';
  return visible(text).replace(eachOther, (character) => `#${character.codePointAt(0)};`);
}

/** A name for a box; `-` could be read as the beginning of an arrow. Different names stay different. */
export function boxName(role: string): string {
  return role.replace(/[-_]/g, (mark) => (mark === '_' ? '__' : '_h'));
}
