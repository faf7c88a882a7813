/**
 * How the compiled schema matches its patterns: each is compiled on first use, and plain ASCII is accepted without the tables of Unicode.
 * Decides nothing that the pattern itself would not. `scripts/compile-schema.mjs` puts it in the place of `RegExp`.
 */

/** Letters, separators and digits, inside brackets; and what ASCII has of them. */
const unicodeClasses = '\\p{L}\\p{Z}\\p{N}';
const asciiClasses = 'A-Za-z 0-9';

export interface SchemaPattern {
  readonly test: (text: string) => boolean;
}

export function schemaPattern(pattern: string, flags: string): SchemaPattern {
  const whole = onFirstUse(pattern, flags);
  if (!pattern.includes(unicodeClasses)) return { test: (text) => whole().test(text) };
  const ascii = onFirstUse(pattern.replaceAll(unicodeClasses, asciiClasses), flags);
  return { test: (text) => ascii().test(text) || whole().test(text) };
}

function onFirstUse(pattern: string, flags: string): () => RegExp {
  let compiled: RegExp | undefined;
  return () => {
    compiled ??= new RegExp(pattern, flags);
    return compiled;
  };
}
