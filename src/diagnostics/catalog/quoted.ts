/** How findings quote what a user wrote: in double quotes, on one line, never longer than a line. */

const longest = 80;

export function quoted(value: string | number | boolean): string {
  const text = String(value);
  const shown = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return JSON.stringify(shown);
}

/** The first character by its number, as `U+001B`. */
export function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** `a, b and c`, cut after a handful. */
export function listed(values: readonly (string | number)[]): string {
  const most = 8;
  const shown = values.slice(0, most).map(quoted);
  if (values.length > most) return `${shown.join(', ')} and ${values.length - most} more`;
  const last = shown.pop();
  return shown.length === 0 ? (last ?? 'none') : `${shown.join(', ')} and ${last}`;
}

/** As the beginning of a sentence. */
export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A sentence that proposes the nearest known word, if there is one near enough. */
export function didYouMean(suggestion: string | undefined): string {
  return suggestion === undefined ? '' : ` Did you mean ${quoted(suggestion)}?`;
}
