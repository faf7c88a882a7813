/** A proof for a terminal: never wider than its columns, roles and requests one a line, violations as findings. */
import picocolors from 'picocolors';
import { prettyFormat } from '../../diagnostics/format/pretty.js';
import { visible } from '../../diagnostics/format/shown-text.js';
import { wrap } from '../../diagnostics/format/wrap.js';
import { layOut } from './columns.js';
import { type ProofFormat, type ProofReport, proofHolds } from './proof-report.js';
import {
  claimLines,
  decidedWords,
  kindWords,
  resultLines,
  roleHeader,
  roleLines,
  summaryOf,
} from './words.js';

/** Wider tables are harder to read along. */
const widest = 110;

export const proofTable: ProofFormat = (report, { colour, columns, strict, bytesOf }) => {
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
  const rows = claimLines(report).map(({ claim, result }) => [claim, result]);
  return layOut([[`For all requests (${decidedWords(report)})`, ''], ...rows], width, requestShare);
}

function requestTables({ mapping, proof }: ProofReport, width: number): string[][] {
  const kinds = [...new Set(proof.matrix.map(({ kind }) => kind))];
  return kinds.map((kind) => {
    const rows = proof.matrix
      .filter((row) => row.kind === kind)
      .flatMap((row) => {
        const lines = resultLines(row, mapping.roles);
        const isOne = lines.length === 1 && lines[0]?.beside === undefined;
        const [first] = lines;
        if (isOne && first) return [[row.name, first.result]];
        return [[row.name, ''], ...lines.map(({ beside, result }) => [`  ${beside ?? ''}`, result])];
      });
    return layOut(
      [[kindWords[kind], ''], ...rows].map((row) => row.map(visible)),
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
