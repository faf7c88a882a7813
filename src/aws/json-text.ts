/**
 * JSON text exactly as Terraform's `jsonencode` writes it, which is what reaches AWS and what its quotas count.
 * Keys in order of code points, no white space, `<`, `>`, `&`, U+2028 and U+2029 as six-byte escapes
 * (https://developer.hashicorp.com/terraform/language/functions/jsonencode).
 */

export type JsonTree =
  | string
  | number
  | boolean
  | readonly JsonTree[]
  | { readonly [key: string]: JsonTree | undefined };

/** JSON of unknown origin, which may also hold `null`. */
export type AnyJson =
  | string
  | number
  | boolean
  | null
  | readonly AnyJson[]
  | { readonly [key: string]: AnyJson | undefined };

/** Order of Go's strings: by code point, not by UTF-16 unit. */
export function compareCodePoints(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left === right) continue;
    const isSurrogate = (unit: number) => unit >= 0xd800 && unit <= 0xdfff;
    if (isSurrogate(left) !== isSurrogate(right)) return isSurrogate(left) ? 1 : -1;
    return left - right;
  }
  return a.length - b.length;
}

/** Most texts hold nothing but these, and are their own spelling. */
const plain = /^[ !#-%'-;=?-[\]-~]*$/;
const escaped = /[<>&\u2028\u2029]/;
const eachEscaped = new RegExp(escaped, 'g');

function encodeString(value: string): string {
  if (plain.test(value)) return `"${value}"`;
  const text = JSON.stringify(value);
  if (!escaped.test(text)) return text;
  return text.replace(
    eachEscaped,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Trees are immutable, and policies share most of their statements: each object is encoded once. */
const encoded = new WeakMap<object, string>();

/** `undefined` members are left out. Strings must be well-formed Unicode. */
export function jsonencode(value: AnyJson): string {
  if (typeof value === 'string') return encodeString(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (isList(value)) return `[${value.map(jsonencode).join(',')}]`;
  const known = encoded.get(value);
  if (known !== undefined) return known;
  const text = encodeObject(value);
  encoded.set(value, text);
  return text;
}

function encodeObject(value: { readonly [key: string]: AnyJson | undefined }): string {
  let members = '';
  sorted(Object.keys(value)).forEach((key) => {
    const member = value[key];
    if (member !== undefined) members += `${members && ','}${encodeString(key)}:${jsonencode(member)}`;
  });
  return `{${members}}`;
}

/** Only where there are surrogates do the engine's own order and that of code points differ. */
function sorted(keys: string[]): string[] {
  return /[\ud800-\udfff]/.test(keys.join('')) ? keys.sort(compareCodePoints) : keys.sort();
}

export function isList(value: AnyJson): value is readonly AnyJson[] {
  return Array.isArray(value);
}
