/** Names as data inside generated programs: nothing that is quoted here can be read as code. Knows no AWS. */

/** A word for a POSIX shell; nothing is special between single quotes but their end. */
export function quotedForSh(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A string for PowerShell, which takes the typographic single quotes for the plain one. */
export function quotedForPowerShell(text: string): string {
  return `'${text.replaceAll(/['\u2018-\u201b]/g, (quote) => quote + quote)}'`;
}

/**
 * A word of a command line for a POSIX shell, quoted only where the shell would see more than text. `name=value` can be an assignment,
 * an option cannot.
 */
export function shellWord(text: string): string {
  return /^(?:[\w./:@%+,-]+|-[\w./:@%+,=-]+)$/.test(text) ? text : quotedForSh(text);
}
