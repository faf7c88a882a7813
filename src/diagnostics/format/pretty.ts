/**
 * Findings for people: what is wrong, the place with carets, why, and what to do. Nothing from a mapping reaches the
 * terminal uncleaned.
 */
import picocolors from 'picocolors';
import { type Diagnostic, withoutAccepted } from '../diagnostic.js';
import { codeFrame } from './code-frame.js';
import type { Format } from './format.js';
import { visibleInLine, withoutCommands } from './shown-text.js';
import { type SourceLines, sourceCache } from './source-lines.js';
import { wrap } from './wrap.js';

type Palette = ReturnType<typeof picocolors.createColors>;

/** Wider text is harder to read, however wide the terminal. */
const widestProse = 100;
/** Beyond this nobody reads on; the other formats have them all. */
const mostShown = 200;

export const prettyFormat: Format = ({ diagnostics: found, bytesOf }, { colour, columns }) => {
  const diagnostics = withoutAccepted(found);
  if (diagnostics.length === 0) return '';
  const palette = picocolors.createColors(colour);
  const width = Math.min(columns, widestProse);
  const sourceOf = sourceCache(bytesOf);
  const blocks = diagnostics
    .slice(0, mostShown)
    .map((found) => describe(found, sourceOf(found.file), width, palette));
  const left = diagnostics.length - blocks.length;
  if (left > 0) blocks.push([`${left} more are not shown; \`--format json\` has them all.`]);
  const text = [...blocks, [countLine(diagnostics, palette)]].map((lines) => lines.join('\n')).join('\n\n');
  return `${withoutCommands(text)}\n`;
};

function describe(
  found: Diagnostic,
  source: SourceLines | undefined,
  width: number,
  palette: Palette,
): string[] {
  const tint = found.severity === 'error' ? palette.red : palette.yellow;
  const [head = '', ...rest] = wrap(`${found.severity}[${found.code}]: ${found.summary}`, width, '');
  const label = `${found.severity}[${found.code}]`;
  const lines = [palette.bold(head.startsWith(label) ? tint(label) + head.slice(label.length) : head)];
  lines.push(...rest.map((line) => palette.bold(line)));
  if (found.file !== undefined) lines.push(placeLine(found, found.file, palette));
  if (source && found.range && !isAboutMissingKey(found, source)) {
    const style = { gutter: palette.dim, caret: tint };
    lines.push(...codeFrame(source, found.range, width, style), '');
  }
  lines.push(...wrap(found.detail, width, '  '));
  const [first = '', ...others] = wrap(`Remedy: ${found.remedy}`, width, '  ');
  return [...lines, first.replace('Remedy:', palette.cyan('Remedy:')), ...others];
}

/** A key that is not stated has no line; the mapping as a whole is its place, at a point before its first key. */
function isAboutMissingKey({ range, path = [] }: Diagnostic, source: SourceLines): boolean {
  if (path.length === 0 || range?.start.column !== 1 || range.start.offset !== range.end.offset) return false;
  return source.line(range.start.line) !== '';
}

function placeLine({ range, path }: Diagnostic, file: string, palette: Palette): string {
  const position = range ? `:${range.start.line}:${range.start.column}` : '';
  const steps = path && path.length > 0 ? ` (${visibleInLine(path.join('.'))})` : '';
  return `${palette.dim(' -->')} ${visibleInLine(file)}${position}${palette.dim(steps)}`;
}

function countLine(diagnostics: readonly Diagnostic[], palette: Palette): string {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const warnings = diagnostics.length - errors;
  const counts = [counted(errors, 'error', palette.red), counted(warnings, 'warning', palette.yellow)];
  return `${counts.filter((text) => text !== '').join(', ')}. More about a code: ssm-runas-gen explain CODE`;
}

function counted(count: number, noun: string, tint: (text: string) => string): string {
  return count === 0 ? '' : tint(`${count} ${noun}${count === 1 ? '' : 's'}`);
}
