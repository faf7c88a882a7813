/** The gate's verdict for programs: the findings as `--format json` prints them, plus verdict and meaning. */
import { jsonFormat } from '../diagnostics/format/json.js';
import { printableJson } from '../diagnostics/format/shown-text.js';
import { type Origin, originProperties } from '../mapping/origin.js';
import type { GateResult } from './gate.js';

export function renderGateJson(
  { accepted, diagnostics, meaning }: GateResult,
  origin: Origin,
  bytesOf: (file: string) => Uint8Array | undefined,
): string {
  const findings = JSON.parse(jsonFormat({ diagnostics, bytesOf }, { colour: false, columns: 80 }));
  return `${printableJson({ ...findings, ...originProperties(origin), accepted, meaning })}\n`;
}
