/**
 * Text that is SQL already, as a type of its own. Only this file makes it, so that a name from a mapping can enter a
 * query as a quoted literal and in no other way. Knows tokens, not tables.
 */

class Text {
  /** Private, so that neither a string nor an object literal passes for this type. */
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

export type SqlText = Text;

/** Template literal tag: what stands in the source of this program is SQL, what is put in must be. */
export function sql(strings: TemplateStringsArray, ...parts: readonly SqlText[]): SqlText {
  return new Text(strings.map((text, at) => text + (parts[at]?.toString() ?? '')).join(''));
}

export function joined(parts: readonly SqlText[], separator: SqlText): SqlText {
  return new Text(parts.join(separator.toString()));
}

export const sqlList = (parts: readonly SqlText[]): SqlText => joined(parts, sql`, `);

/** A literal whose value is exactly `value`: in Trino only the quote itself needs a second one. */
export function sqlLiteral(value: string): SqlText {
  return new Text(`'${value.replaceAll("'", "''")}'`);
}

/** `LIKE` a pattern in which `*` and `?` are the wildcards, as in ARNs; everything else stands for itself. */
export function like(pattern: string): SqlText {
  const escaped = pattern.replaceAll(/[!%_]/g, '!$&');
  const translated = sqlLiteral(escaped.replaceAll('*', '%').replaceAll('?', '_'));
  return escaped === pattern ? sql`LIKE ${translated}` : sql`LIKE ${translated} ESCAPE '!'`;
}
