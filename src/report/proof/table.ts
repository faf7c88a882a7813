/** A proof for a terminal: never wider than its columns, roles and requests one a line, violations as findings. */
import picocolors from 'picocolors';
import { prettyFormat } from '../../diagnostics/format/pretty.js';
import { visible, widthOf } from '../../diagnostics/format/shown-text.js';
import { wrap } from '../../diagnostics/format/wrap.js';
import { type ProofFormat, type ProofReport, proofHolds } from '../report-input.js';
import { claimLines, decidedWords, matrixKinds, roleHeader, roleLines, summaryOf } from './words.js';

/** Wider tables are harder to read along. */
const widest = 110;

export const proofTable: ProofFormat = (report, { colour, columns, strict, bytesOf, origin }) => {
  const { bold, dim, green, red } = picocolors.createColors(colour);
  const width = Math.min(columns, widest);
  const { verdict, scope } = summaryOf(report, strict);
  const tint = proofHolds(report, strict) ? green : red;
  const sections = [
    [...wrap(verdict, width, '').map((line) => bold(tint(line))), ...wrap(scope, width, '')],
    withHeader(roleTable(report, width), dim),
    withHeader(claimTable(report, width), dim),
    ...requestTables(report, width).map((lines) => withHeader(lines, dim)),
  ];
  const findings = [...report.unsupported, ...report.violations.map(({ finding }) => finding)];
  if (findings.length > 0)
    sections.push([prettyFormat({ diagnostics: findings, bytesOf }, { colour, columns }).trimEnd()]);
  const limits = report.proof.limits.flatMap(({ text }) => hanging(text, width));
  sections.push([dim('What this does not cover'), ...limits]);
  const madeBy = `Made by ssm-runas-gen ${origin.version} from the mapping with the digest sha256:${origin.digest}`;
  sections.push(broken(madeBy, width).map(dim));
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
};

function withHeader([header = '', ...lines]: readonly string[], dim: (text: string) => string): string[] {
  return [dim(header), ...lines];
}

function roleTable(report: ProofReport, width: number): string[] {
  const rows = [roleHeader, ...roleLines(report)];
  return layOut(
    rows.map(({ role, permissionSet, becomes, withTag, otherwise }) =>
      [role, permissionSet, becomes, withTag, otherwise].map(visible),
    ),
    width,
  );
}

function claimTable(report: ProofReport, width: number): string[] {
  const rows = claimLines(report).map(({ claim, result }) => [claim, result].map(visible));
  return layOut([[`For all requests (${decidedWords(report)})`, ''], ...rows], width, requestShare);
}

function requestTables(report: ProofReport, width: number): string[][] {
  return matrixKinds(report).map(({ title, rows }) => {
    const lines = rows.flatMap(({ name, results }) => {
      const [first] = results;
      if (first && first.beside === undefined) return [[name, first.result]];
      return [[name, ''], ...results.map(({ beside, result }) => [`  ${beside ?? ''}`, result])];
    });
    return layOut(
      [[title, ''], ...lines].map((row) => row.map(visible)),
      width,
      requestShare,
    );
  });
}

/** Rows of all tables line up; results are short. */
const requestShare = 0.66;

function hanging(text: string, width: number): string[] {
  return wrap(text, width - 2, '').map((line, at) => `${at === 0 ? '- ' : '  '}${line}`);
}

/* Rows of cells as lines of columns that fit a width: cells that are too long continue on the next line. */

const gap = 2;
const narrowest = 6;

/** `share` fixes the first of two columns at that part of the width; otherwise columns are as wide as what they hold. */
export function layOut(rows: readonly (readonly string[])[], width: number, share?: number): string[] {
  const widths = share === undefined ? fittedWidths(rows, width) : sharedWidths(width, share);
  return rows.flatMap((row) => {
    const cells = row.map((text, at) => broken(text, widths[at] ?? narrowest));
    const height = Math.max(...cells.map(({ length }) => length));
    return Array.from({ length: height }, (_, line) =>
      cells
        .map((cell, at) => padded(cell[line] ?? '', widths[at] ?? narrowest))
        .join(' '.repeat(gap))
        .trimEnd(),
    );
  });
}

function sharedWidths(width: number, share: number): number[] {
  const first = Math.floor((width - gap) * share);
  return [first, width - gap - first];
}

/** Takes from the widest column until all fit. */
function fittedWidths(rows: readonly (readonly string[])[], width: number): number[] {
  const count = Math.max(...rows.map(({ length }) => length));
  const widths = Array.from({ length: count }, (_, at) =>
    Math.max(...rows.map((row) => widthOf(row[at] ?? ''))),
  );
  const room = width - gap * (count - 1);
  while (widths.reduce((sum, each) => sum + each, 0) > room) {
    const most = Math.max(...widths);
    if (most <= narrowest) break;
    widths[widths.indexOf(most)] = most - 1;
  }
  return widths;
}

/** Breaks between words, and within a word that is longer than the column. */
function broken(text: string, width: number): string[] {
  const indent = /^ */.exec(text)?.[0] ?? '';
  const lines: string[] = [];
  let line = indent;
  for (const word of text.trim().split(' ')) {
    let rest = word;
    const glue = line.trim() === '' ? '' : ' ';
    if (widthOf(line + glue + rest) <= width) {
      line += glue + rest;
      continue;
    }
    if (line.trim() !== '') lines.push(line);
    line = indent;
    while (widthOf(line + rest) > width) {
      const room = lengthThatFits(rest, width - widthOf(line));
      lines.push(line + rest.slice(0, room));
      rest = rest.slice(room);
    }
    line += rest;
  }
  return [...lines, line];
}

/** At least one character, so that breaking ends. */
function lengthThatFits(text: string, width: number): number {
  let length = 0;
  for (const character of text) {
    if (length > 0 && widthOf(text.slice(0, length) + character) > width) break;
    length += character.length;
  }
  return Math.max(length, 1);
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}
