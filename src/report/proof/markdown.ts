/**
 * A proof in Markdown, by itself for a pull request (`prove --format md`) and at the end of the page about access (`report --format md`):
 * what their templates in `templates/access` are told. Knows no sentence.
 */
import { type Facts, templates } from '../../compiled/access-templates.js';
import { outcomeText } from '../../diagnostics/catalog/proof-texts.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { code, type Markdown, words } from '../../markdown/markdown.js';
import { renderTemplate } from '../../markdown/templates.js';
import { accessPage } from '../access/access-page.js';
import {
  type ProofFormat,
  type ProofReport,
  proofHolds,
  type ReportedViolation,
  type ReportFormat,
} from '../report-input.js';
import {
  claimLines,
  decidedWords,
  matrixKinds,
  placeText,
  roleLines,
  statementName,
  summaryOf,
} from './words.js';

export const accessReport: ReportFormat = (input) =>
  accessPage(input, {
    header: undefined,
    proof: summaryFacts(input.proof, input.strict === true),
    toolVersion: input.origin.version,
    digest: input.origin.digest,
  });

export const proofMarkdown: ProofFormat = (report, { strict, origin }) => {
  const { proof } = report;
  const page = renderTemplate(templates.proof, {
    summary: summaryFacts(report, strict),
    count: proof.matrix.length,
    kinds: matrixKinds(report).map(({ title, rows }) => ({
      title,
      rows: rows.map(({ name, reason, results }) => ({
        name,
        reason,
        results: results.map(({ beside, result }) => ({ beside, result: outcome(result) })),
      })),
    })),
    limits: proof.limits.map(({ text }) => text),
    origin,
  });
  return `${page.toString()}\n`;
};

function summaryFacts(report: ProofReport, strict: boolean): Facts['proof-summary'] {
  return {
    holds: proofHolds(report, strict),
    ...summaryOf(report, strict),
    roles: roleLines(report).map(({ role, permissionSet, becomes, withTag, otherwise }) => ({
      role,
      permissionSet,
      becomes: outcome(becomes),
      withTag: outcome(withTag),
      otherwise: outcome(otherwise),
    })),
    decided: decidedWords(report),
    claims: claimLines(report),
    unsupported: report.unsupported.map(findingFacts),
    violations: report.violations.map(violationFacts),
  };
}

function violationFacts({ finding, statements, violation }: ReportedViolation) {
  const { request, expected, actual } = violation;
  return {
    finding: findingFacts(finding),
    action: request.action,
    resources: request.resources.map(({ arn }) => arn),
    expected: typeof expected === 'string' ? expected : expected.user,
    user: actual.kind === 'user' ? actual.user : undefined,
    result: outcomeText(actual),
    statements: statements.map(({ ref, ...where }) => ({
      name: statementName(ref),
      policy: ref.policy,
      place: placeText(where),
    })),
  };
}

function findingFacts({ code, severity, summary, detail, remedy, ...where }: Diagnostic) {
  return { code, severity, summary, detail, remedy, place: placeText(where) };
}

/** A Linux user is code, everything else words. */
function outcome(text: string): Markdown {
  return /^[a-z0-9_@.-]+$/.test(text) && text !== 'denied' && text !== 'allowed' ? code(text) : words(text);
}
