/**
 * Findings as `terraform validate -json` prints them, plus our `code`, `remedy` and `path`
 * (https://developer.hashicorp.com/terraform/cli/commands/validate#json-output-format).
 */
import type { Diagnostic, Position, Range } from '../diagnostic.js';
import type { Format } from './format.js';
import { printableJson } from './shown-text.js';
import { afterPair, type SourceLines, sourceCache } from './source-lines.js';

const startOfFile: Position = { line: 1, column: 1, offset: 0 };
/** A snippet is for showing; a mapping may be one line of a megabyte. */
const snippetReach = 200;

export const jsonFormat: Format = ({ diagnostics, bytesOf }) => {
  const sourceOf = sourceCache(bytesOf);
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const suppressed = diagnostics.filter(({ accepted }) => accepted).length;
  const document = {
    format_version: '1.0',
    valid: errors === 0,
    error_count: errors,
    warning_count: diagnostics.length - errors - suppressed,
    diagnostics: diagnostics.map((found) => toJson(found, sourceOf(found.file))),
  };
  return `${printableJson(document)}\n`;
};

function toJson(found: Diagnostic, source: SourceLines | undefined) {
  const { severity, code, summary, detail, remedy, file, path } = found;
  const range = found.range ?? { start: startOfFile, end: startOfFile };
  return {
    severity,
    code,
    summary,
    detail,
    remedy,
    ...(path && { path }),
    ...(found.accepted && { suppressed: true, reason: found.accepted.reason ?? null }),
    // Findings about a whole file point at its beginning, as Terraform's do.
    ...(file !== undefined && { range: rangeToJson(file, range, source) }),
    ...(source && found.range && { snippet: snippetOf(source, found.range, path) }),
  };
}

function rangeToJson(filename: string, { start, end }: Range, source: SourceLines | undefined) {
  const position = ({ line, column, offset }: Position) => {
    if (!source) return { line, column, byte: offset };
    const { bytes, characters } = source.before(offset);
    // Terraform counts characters in a line, not UTF-16 units.
    return { line, column: characters - source.before(offset - column + 1).characters + 1, byte: bytes };
  };
  return { filename, start: position(start), end: position(end) };
}

function snippetOf(source: SourceLines, { start, end }: Range, path: Diagnostic['path']) {
  const line = source.line(start.line);
  const from = start.column - 1;
  const to = end.line === start.line ? end.column - 1 : line.length;
  const left = afterPair(line, Math.max(0, from - snippetReach));
  const code = line.slice(left, afterPair(line, from + snippetReach));
  const offsetOf = (at: number) => Buffer.byteLength(code.slice(0, Math.max(0, at - left)));
  return {
    context: path && path.length > 0 ? path.join('.') : null,
    code,
    start_line: start.line,
    highlight_start_offset: offsetOf(from),
    highlight_end_offset: offsetOf(to),
    values: [],
  };
}
