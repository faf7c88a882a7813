/**
 * The text of a file that another program wrote, with what keeps it from being read: its size or its encoding. Nothing is cut
 * off and no character is replaced without being told. Knows nothing of what the text means.
 */
import { isUtf8 } from 'node:buffer';
import type { TextFlaw } from '../diagnostics/catalog/source.js';

export interface ForeignText {
  /** Empty where there is a flaw. */
  readonly text: string;
  readonly flaw?: TextFlaw;
}

/** A text and the name by which findings call it. */
export interface NamedText extends ForeignText {
  readonly file: string;
}

/** Bytes. A plan grows with the state that it was made for; the outputs of 3,000 policies take 90 MB. */
export const largestForeignText = 256 * 1024 * 1024;

/** Read one byte more than is allowed, so that a larger file is not taken for a whole one. */
export const foreignTextReadLimit = largestForeignText + 1;

export function foreignText(bytes: Uint8Array): ForeignText {
  const flaw = flawOf(bytes);
  return flaw === undefined ? { text: new TextDecoder().decode(bytes) } : { text: '', flaw };
}

function flawOf(bytes: Uint8Array): TextFlaw | undefined {
  if (bytes.length > largestForeignText) return 'too-large';
  const [first, second, third, fourth] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16';
  if (first === 0xfe && second === 0xff) return 'utf-16';
  // Without a byte order mark: one of the first two bytes of a brace is zero.
  if (first === 0 || (second === 0 && fourth === 0)) return 'utf-16';
  // A saved plan is an archive: `PK` and the signature of its first entry.
  if (first === 0x50 && second === 0x4b && third === 3 && fourth === 4) return 'archive';
  return isUtf8(bytes) ? undefined : 'not-utf8';
}
