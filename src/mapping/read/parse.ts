/**
 * The first phase: bytes of a mapping to a source tree with positions. YAML 1.2, or strict JSON when the file is named so.
 * Knows nothing of the mapping language.
 */
import type { Diagnostic, Path, Range } from '../../diagnostics/diagnostic.js';
import { type Locate, reportInto } from '../../diagnostics/report.js';
import { decodeSource } from '../../source/decode-source.js';
import { parseJson } from '../../source/parse-json.js';
import { type SourceMap, type Span, spanAt } from '../../source/source-tree.js';
import { limitMistakes, type ReportProblem } from '../../source/syntax-problem.js';
import { textPositions } from '../../source/text-positions.js';
import { parseYaml } from './parse-yaml.js';

/** A mapping as it was read; nothing about it is trusted yet. */
export interface SourceText {
  /** The path as the user named it; `<stdin>` for standard input. */
  readonly file: string;
  /** Without folders; generated files carry it. */
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

export interface ParsedSource {
  readonly diagnostics: readonly Diagnostic[];
  /** Absent when there is no map to go on with; what was refused inside it is left out of it. */
  readonly root?: SourceMap;
  readonly locate: Locate;
  /** What stands in the file at a path. */
  readonly writtenAt: (path: Path) => string;
  /** For spans of the tree's nodes. */
  readonly rangeOf: (span: Span) => Range;
  readonly textOf: (span: Span) => string;
}

export function parseSource({ file, fileName, bytes }: SourceText): ParsedSource {
  const diagnostics: Diagnostic[] = [];
  const report = limitMistakes(reportInto(diagnostics, file));
  const rangeOf = ({ start, end }: Span) => textPositions('').rangeOf(start, end);
  const nowhere = { locate: () => undefined, writtenAt: () => '', rangeOf, textOf: () => '' };
  const text = decodeSource(bytes, file, report);
  if (text === undefined) return { diagnostics, ...nowhere };

  const positions = textPositions(text);
  const reportProblem: ReportProblem = (code, start, end, args) =>
    report(code, { range: positions.rangeOf(start, end) }, args);
  const parseText = fileName.toLowerCase().endsWith('.json') ? parseJson : parseYaml;
  const root = parseText(text, reportProblem);
  if (root === undefined) return { diagnostics, ...nowhere };
  if (root.kind !== 'map') {
    reportProblem('source-not-a-map', root.start, root.end, {
      found: root.kind === 'list' ? 'a list' : 'a single value',
    });
    return { diagnostics, ...nowhere };
  }
  const rangeIn = ({ start, end }: Span) => positions.rangeOf(start, end);
  const textOf = ({ start, end }: Span) => text.slice(start, end);
  return {
    diagnostics,
    root,
    locate: (path, point) => ({ range: rangeIn(spanAt(root, path, point)) }),
    writtenAt: (path) => textOf(spanAt(root, path, 'value')),
    rangeOf: rangeIn,
    textOf,
  };
}
