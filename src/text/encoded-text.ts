/**
 * Text that is already written in a language (HCL, HTML, Markdown, SQL), as a type of its own: neither a plain string nor the
 * text of another language passes for it. Knows no language; the file of a language makes its type here and says how plain text is escaped.
 */

export abstract class EncodedText<Language extends string> {
  /** Only for the type checker, which takes texts of two languages for different types because of it. */
  declare protected readonly language: Language;
  /** Private, so that no object literal has this type. Declared only, because there are many texts and a `#text` costs time. */
  declare private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

/** The text of a template literal, with `encode` applied to what is put in. */
export function spliced<Part>(
  strings: TemplateStringsArray,
  parts: readonly Part[],
  encode: (part: Part) => string,
): string {
  let text = strings[0] ?? '';
  let at = 0;
  for (const part of parts) {
    at += 1;
    text += encode(part) + (strings[at] ?? '');
  }
  return text;
}

/** What every language has. `escapePlain` gets whatever is put into a template and is not text of the language. */
export function languageOf<Text extends EncodedText<string>, Plain = never>(
  Type: new (text: string) => Text,
  escapePlain: (plain: Plain) => string,
) {
  const encode = (part: Text | Plain): string =>
    part instanceof Type ? part.toString() : escapePlain(part as Plain);
  return {
    /** Template literal tag: the literal is written in the source of this program, what is put in is encoded. */
    tag: (strings: TemplateStringsArray, ...parts: readonly (Text | Plain)[]): Text =>
      new Type(spliced(strings, parts, encode)),
    join: (parts: readonly (Text | Plain)[], separator: Text): Text =>
      new Type(parts.map(encode).join(separator.toString())),
    /** What a template gets from a helper, which must be given something and must return text of the language. */
    helped: (name: string, helper: (...values: never[]) => Text, values: readonly unknown[]): Text => {
      if (values.some((value) => value === undefined || value === null))
        throw new Error(`template helper "${name}" was given nothing`);
      const text = (helper as (...values: readonly unknown[]) => unknown)(...values);
      if (text instanceof Type) return text;
      throw new Error(`template helper "${name}" was given plain text`);
    },
  };
}

/** A call of a helper in a compiled template of a language; `inTable`: its value is in a row of a table in Markdown. */
export type CallHelper<Name extends string> = (
  name: Name,
  values: readonly unknown[],
  inTable: boolean,
) => string;

/** The `escapePlain` of a language into which no plain text may be put. */
export function refusePlain(part: never): string {
  throw new Error(`not an encoded text: ${String(part)}`);
}
