/**
 * From bytes to text: size, encoding and characters that no text file has.
 * Knows nothing of YAML, JSON or the mapping.
 */
import type { Report } from '../diagnostics/report.js';
import { textPositions } from './text-positions.js';

/** Far more than a mapping of thousands of roles; keeps a wrong file from costing seconds. */
export const maximumBytes = 1024 * 1024;

/** The text without a byte order mark, or undefined after a report. */
export function decodeSource(bytes: Uint8Array, file: string, report: Report): string | undefined {
  if (bytes.length > maximumBytes) {
    report('source-too-large', { file }, { bytes: bytes.length, limit: maximumBytes });
    return undefined;
  }
  const text = decodeUtf8(bytes);
  if (text === undefined) {
    report('source-not-utf8', { file }, {});
    return undefined;
  }
  const nul = text.indexOf('\0');
  if (nul !== -1) {
    report('source-nul', { file, range: textPositions(text).rangeOf(nul, nul + 1) }, {});
    return undefined;
  }
  return text;
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
