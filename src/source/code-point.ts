/** How findings name a character that cannot be shown. */

/** The first character as `U+001B`. */
export function codePoint(character: string): string {
  return `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}
