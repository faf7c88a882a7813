/** A proof for a pull request: the verdict and the roles first, violations next, every request tried behind a fold. */

import { outcomeText } from '../../diagnostics/catalog/proof-texts.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { bullets, code, table, words } from '../../markdown/strings.js';
import { type ProofFormat, type ProofReport, proofHolds, type ReportedViolation } from './proof-report.js';
import { kindWords, resultLines, roleLines, summaryOf } from './words.js';

export const proofMarkdown: ProofFormat = (report, { strict }) => {
  const sections = [
    '## Who becomes whom',
    ...proofSummary(report, strict),
    requestTable(report),
    '### What this does not cover',
    bullets(report.proof.limits.map(({ text }) => words(text))),
  ];
  return `${sections.join('\n\n')}\n`;
};

/** The verdict, the roles, and what speaks against it, with headings of the third level. */
export function proofSummary(report: ProofReport, strict: boolean): readonly string[] {
  const { verdict, scope } = summaryOf(report, strict);
  const mark = proofHolds(report, strict) ? '✅' : '❌';
  return [
    `${mark} **${words(verdict)}**`,
    words(scope),
    roleTable(report),
    ...(report.unsupported.length > 0 ? ['### Not understood', ...report.unsupported.map(finding)] : []),
    ...(report.violations.length > 0 ? ['### Violations', ...report.violations.map(violation)] : []),
  ];
}

function roleTable(report: ProofReport): string {
  const lines = roleLines(report).map(({ role, permissionSet, becomes, withTag, otherwise }) => [
    code(role),
    code(permissionSet),
    outcome(becomes),
    outcome(withTag),
    outcome(otherwise),
  ]);
  return table(['Role', 'Permission set', 'becomes', 'with another tag', 'by other ways'], lines);
}

function requestTable({ mapping, proof }: ProofReport): string {
  const lines = proof.matrix.flatMap((row, at) => {
    const isFirst = proof.matrix[at - 1]?.kind !== row.kind;
    const heading = isFirst ? [[`**${kindWords[row.kind]}**`, '', '']] : [];
    const results = resultLines(row, mapping.roles)
      .map(({ beside, result }) => `${outcome(result)}${beside === undefined ? '' : ` ${words(beside)}`}`)
      .join('<br>');
    return [...heading, [words(row.name), results, words(row.reason)]];
  });
  const count = `${proof.matrix.length} kinds of requests`;
  return `<details>\n<summary>${count}, what each comes to, and why it is tried</summary>\n\n${table(['Request', 'Result', 'Why'], lines)}\n\n</details>`;
}

function violation({ finding: found, statements, violation: one }: ReportedViolation): string {
  const { request, expected, actual } = one;
  const wanted = typeof expected === 'string' ? expected : expected.user;
  const got = actual.kind === 'user' ? `allowed, as ${code(actual.user)}` : words(outcomeText(actual));
  const decided = statements.map(({ ref, file, range }) => {
    const place = file === undefined ? '' : ` (${code(range ? `${file}:${range.start.line}` : file)})`;
    return `${code(ref.sid ?? `statement ${ref.index + 1}`)} of ${words(ref.policy)}${place}`;
  });
  const resources = request.resources.map(({ arn }) => code(arn)).join(', ');
  return [
    finding(found),
    [
      `- Request: ${code(request.action)} on ${resources}`,
      `- Expected: ${words(wanted)}; got: ${got}`,
      `- Decided by ${decided.length === 0 ? 'no statement' : decided.join(', ')}`,
    ].join('\n'),
  ].join('\n\n');
}

function finding({ code: name, severity, summary, detail, remedy, file, range }: Diagnostic): string {
  const place = file === undefined ? '' : ` at ${code(range ? `${file}:${range.start.line}` : file)}`;
  return `**${severity} ${code(name)}**${place}: ${words(summary)}. ${words(detail)} *${words(remedy)}*`;
}

/** A Linux user is code, everything else words. */
function outcome(text: string): string {
  return /^[a-z0-9_@.-]+$/.test(text) && text !== 'denied' && text !== 'allowed' ? code(text) : words(text);
}
