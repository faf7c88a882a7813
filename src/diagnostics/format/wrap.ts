/** Breaks prose into lines of so many terminal columns; words longer than a line stay whole. */
import { visible, widthOf } from './shown-text.js';

/** `indent` goes before every line; line breaks in `text` stay. */
export function wrap(text: string, columns: number, indent: string): string[] {
  const room = columns - widthOf(indent);
  return visible(text)
    .split('\n')
    .flatMap((paragraph) => wrapParagraph(paragraph, room))
    .map((line) => `${indent}${line}`.trimEnd());
}

function wrapParagraph(paragraph: string, room: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line === '' || widthOf(longer) <= room) {
      line = longer;
    } else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}
