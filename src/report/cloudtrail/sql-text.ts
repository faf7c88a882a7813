/**
 * Text that is SQL already, as a type of its own. Only this file makes it, so that a name from a mapping can enter a
 * query as a quoted literal and in no other way. Knows tokens, not tables.
 */
import { EncodedText, languageOf, refusePlain } from '../../text/encoded-text.js';

class Text extends EncodedText<'sql'> {}

export type SqlText = Text;

/** `sql` is the template literal tag: the literal is SQL, what is put in must be. */
export const { tag: sql, join: joined } = languageOf(Text, refusePlain);

export const sqlList = (parts: readonly SqlText[]): SqlText => joined(parts, sql`, `);

/** A literal whose value is exactly `value`: in Trino only the quote itself needs a second one. */
export function sqlLiteral(value: string): SqlText {
  return new Text(`'${value.replaceAll("'", "''")}'`);
}

export function sqlNumber(value: number): SqlText {
  return new Text(String(value));
}

/** `LIKE` a pattern in which `*` and `?` are the wildcards, as in ARNs; everything else stands for itself. */
export function like(pattern: string): SqlText {
  const escaped = pattern.replaceAll(/[!%_]/g, '!$&');
  const translated = sqlLiteral(escaped.replaceAll('*', '%').replaceAll('?', '_'));
  return escaped === pattern ? sql`LIKE ${translated}` : sql`LIKE ${translated} ESCAPE '!'`;
}
