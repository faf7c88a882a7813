/**
 * From bytes to text: size, encoding and characters that no text file has.
 * Knows nothing of YAML, JSON or the mapping.
 */
import type { Report } from '../diagnostics/report.js';
import { foreignText } from './foreign-text.js';
import { textPositions } from './text-positions.js';

/** Far more than a mapping of thousands of roles; keeps a wrong file from costing seconds. */
export const maximumBytes = 1024 * 1024;

/** The text without a byte order mark, or undefined after a report. */
export function decodeSource(bytes: Uint8Array, file: string, report: Report): string | undefined {
  if (bytes.length > maximumBytes) {
    report('source-too-large', { file, range: textPositions('').rangeOf(0, 0) }, { limit: maximumBytes });
    return undefined;
  }
  const text = decodeUtf8(bytes);
  if (text === undefined) {
    const before = textBeforeBadByte(bytes);
    const range = textPositions(before.text).rangeOf(before.text.length, before.text.length + 1);
    report(
      'source-not-utf8',
      { file, range },
      {
        byte: bytes[before.length] ?? 0,
        isUtf16: foreignText(bytes).flaw === 'utf-16',
      },
    );
    return undefined;
  }
  const nul = text.indexOf('\0');
  if (nul !== -1) {
    report('source-nul', { file, range: textPositions(text).rangeOf(nul, nul + 1) }, {});
    return undefined;
  }
  return text;
}

/** `isWhole`: nothing follows, so that a character begun at the end is a mistake. */
function decodeUtf8(bytes: Uint8Array, isWhole = true): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !isWhole });
  } catch {
    return undefined;
  }
}

/** The characters before the first that is not UTF-8, and how many bytes they take, a byte order mark included. */
function textBeforeBadByte(bytes: Uint8Array): { readonly text: string; readonly length: number } {
  let good = 0;
  let bad = bytes.length + 1;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (decodeUtf8(bytes.subarray(0, middle), false) === undefined) bad = middle;
    else good = middle;
  }
  const text = decodeUtf8(bytes.subarray(0, good), false) ?? '';
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return { text, length: Buffer.byteLength(text) + (hasMark ? 3 : 0) };
}
