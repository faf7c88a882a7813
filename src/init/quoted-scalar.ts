/** Texts as double-quoted YAML scalars. Pure. */

/** What a YAML 1.2 stream may not hold unescaped, or older parsers take for a line break or a byte order mark, beyond what JSON escapes. */
const unprintable = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** On one line, also in a comment and, up to 1,024 characters, as a key. A JSON string is a YAML scalar too. */
export function quotedScalar(text: string): string {
  return JSON.stringify(text).replace(
    unprintable,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
