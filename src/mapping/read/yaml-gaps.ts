/**
 * What the events of the parser leave out: where brackets, headers of blocks and markers stand between two values.
 * Right only for texts that the parser has accepted, and from the end of one value to the next.
 */

/** The first offset from `at` on that holds one of `characters`, comments aside; the end of the text without one. */
export function findBetweenValues(text: string, at: number, characters: string): number {
  let found = at;
  while (found < text.length && !characters.includes(text.charAt(found)))
    found = text.charAt(found) === '#' ? lineEnd(text, found) : found + 1;
  return found;
}

/** Where the next document begins, with its marker or its first value; `at` is the end of the last value before it. */
export function startOfNextDocument(text: string, at: number): number {
  let found = at;
  while (found < text.length) {
    const character = text.charAt(found);
    if (character === '#') found = lineEnd(text, found);
    else if (character === '.' || character.trim() === '') found += 1;
    else break;
  }
  return found;
}

export function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}
