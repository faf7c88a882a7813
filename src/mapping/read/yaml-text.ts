/**
 * What the text of a YAML file says beyond the parser's events: what a scalar stands for in the core schema of YAML 1.2, in which
 * `no` and `on` are text, and where brackets, headers of blocks and markers stand between two values. Knows nothing of the
 * mapping language; right only for texts that the parser has accepted.
 */
import {
  boolCoreTag,
  floatCoreTag,
  getScalarValue,
  intCoreTag,
  NOT_RESOLVED,
  nullCoreTag,
  SCALAR_STYLE,
  type ScalarEvent,
} from 'js-yaml';

const tags = [nullCoreTag, boolCoreTag, intCoreTag, floatCoreTag];

export function scalarValue(text: string, event: ScalarEvent): string | number | boolean | null {
  const source = event.fast ? text.slice(event.valueStart, event.valueEnd) : getScalarValue(text, event);
  if (event.style !== SCALAR_STYLE.PLAIN || isSurelyText(source)) return source;
  for (const { resolve } of tags) {
    const value = resolve(source, false, '');
    if (value !== NOT_RESOLVED) return value as number | boolean | null;
  }
  return source;
}

/** Cheap, and never wrong when it says yes. */
function isSurelyText(source: string): boolean {
  return source !== '' && !'+-.~0123456789nNtTfF'.includes(source.charAt(0));
}

/** Where a text in double quotes has an escape of no character, such as `\UFFFFFFFF`, which the parser accepts; -1 if it has none. */
export function escapeOfNoCharacter(text: string, start: number, end: number): number {
  for (let at = text.indexOf('\\', start); at !== -1 && at < end; at = text.indexOf('\\', at + 2)) {
    if (text[at + 1] === 'U' && Number.parseInt(text.slice(at + 2, at + 10), 16) > 0x10ffff) return at;
  }
  return -1;
}

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
