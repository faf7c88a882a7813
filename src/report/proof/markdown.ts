/** A proof for a pull request: the verdict and the roles first, violations next, every request tried behind a fold. */
import { outcomeWords } from '../../access/proof/outcome.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { visible } from '../../diagnostics/format/shown-text.js';
import { type ProofFormat, type ProofReport, proofHolds, type ReportedViolation } from './proof-report.js';
import { kindWords, resultLines, roleLines, summaryOf } from './words.js';

export const markdown: ProofFormat = (report, { strict }) => {
  const { verdict, scope } = summaryOf(report, strict);
  const mark = proofHolds(report, strict) ? '✅' : '❌';
  const sections = [
    '## Who becomes whom',
    `${mark} **${escaped(verdict)}**`,
    escaped(scope),
    roleTable(report),
    ...(report.refusals.length > 0 ? ['### Not understood', ...report.refusals.map(finding)] : []),
    ...(report.violations.length > 0 ? ['### Violations', ...report.violations.map(violation)] : []),
    requestTable(report),
    '### What this does not cover',
    report.proof.limits.map(({ text }) => `- ${escaped(text)}`).join('\n'),
  ];
  return `${sections.join('\n\n')}\n`;
};

function roleTable(report: ProofReport): string {
  const lines = roleLines(report).map(({ role, permissionSet, becomes, withTag, otherwise }) => [
    escaped(role),
    escaped(permissionSet),
    outcome(becomes),
    outcome(withTag),
    outcome(otherwise),
  ]);
  return rows(['Role', 'Permission set', 'becomes', 'with another tag', 'by other ways'], lines);
}

function requestTable({ mapping, proof }: ProofReport): string {
  const lines = proof.matrix.flatMap((row, at) => {
    const isFirst = proof.matrix[at - 1]?.kind !== row.kind;
    const heading = isFirst ? [[`**${kindWords[row.kind]}**`, '', '']] : [];
    const results = resultLines(row, mapping.roles)
      .map(({ beside, result }) => `${outcome(result)}${beside === undefined ? '' : ` ${escaped(beside)}`}`)
      .join('<br>');
    return [...heading, [escaped(row.name), results, escaped(row.reason)]];
  });
  const count = `${proof.matrix.length} kinds of requests`;
  return `<details>\n<summary>${count}, what each comes to, and why it is tried</summary>\n\n${rows(['Request', 'Result', 'Why'], lines)}\n\n</details>`;
}

function violation({ finding: found, statements, violation: one }: ReportedViolation): string {
  const { request, expected, actual } = one;
  const wanted = typeof expected === 'string' ? expected : expected.user;
  const got = actual.kind === 'user' ? `allowed, as ${code(actual.user)}` : escaped(outcomeWords(actual));
  const decided = statements.map(({ ref, file, range }) => {
    const place = file === undefined ? '' : ` (${code(range ? `${file}:${range.start.line}` : file)})`;
    return `${code(ref.sid ?? `statement ${ref.index + 1}`)} of ${escaped(ref.policy)}${place}`;
  });
  const resources = request.resources.map(({ arn }) => code(arn)).join(', ');
  return [
    finding(found),
    [
      `- Request: ${code(request.action)} on ${resources}`,
      `- Expected: ${escaped(wanted)}; got: ${got}`,
      `- Decided by ${decided.length === 0 ? 'no statement' : decided.join(', ')}`,
    ].join('\n'),
  ].join('\n\n');
}

function finding({ code: name, severity, summary, detail, remedy, file, range }: Diagnostic): string {
  const place = file === undefined ? '' : ` at ${code(range ? `${file}:${range.start.line}` : file)}`;
  return `**${severity} ${code(name)}**${place}: ${escaped(summary)}. ${escaped(detail)} *${escaped(remedy)}*`;
}

/** A Linux user is code, everything else words. */
function outcome(text: string): string {
  return /^[a-z0-9_@.-]+$/.test(text) && text !== 'denied' && text !== 'allowed' ? code(text) : escaped(text);
}

function rows(header: readonly string[], lines: readonly (readonly string[])[]): string {
  const all = [header, header.map(() => '---'), ...lines];
  return all.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** A code span that no backtick inside can end, safe in a table. */
function code(text: string): string {
  const inner = visible(text).replaceAll('\n', ' ').replaceAll('|', '\\|');
  const fence = inner.includes('`') ? '``' : '`';
  return `${fence}${inner}${fence}`;
}

/** Backticks of our own sentences stay code. */
function escaped(text: string): string {
  return visible(text)
    .replaceAll('\n', ' ')
    .replace(/[\\|*_<>[\]]/g, (character) => (character === '<' ? '&lt;' : `\\${character}`));
}
