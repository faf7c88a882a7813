/** A proof for programs; the shape is documented in `docs/proof.md` and only ever gains properties. */

import { openText, tunnelText } from '../../diagnostics/catalog/proof-texts.js';
import type { Diagnostic, Range } from '../../diagnostics/diagnostic.js';
import { printableJson } from '../../diagnostics/format/shown-text.js';
import { originProperties } from '../../mapping/origin.js';
import type { Row } from '../../verify/proof/matrix.js';
import type { Outcome } from '../../verify/proof/outcome.js';
import { type ProofFormat, proofHolds, type ReportedViolation } from '../report-input.js';
import { claimWords, verdictWords } from './words.js';

export const proofJson: ProofFormat = (report, { strict, origin }) => {
  const { mapping, proof, unsupported, violations, accepted } = report;
  const document = {
    format_version: '1.0',
    ...originProperties(origin),
    holds: proofHolds(report, strict),
    rollout: mapping.step.name,
    requests: proof.requests,
    beside: proof.besides,
    boundaries: proof.boundaries,
    service_control_policies: proof.serviceControlPolicies,
    roles: mapping.roles.map((role) => ({
      name: role.name,
      permission_set: role.permissionSet.name,
      os_user: role.osUser,
      document: role.document.name,
      inline_policy: role.inlinePolicy.kind,
      principal_tag: role.principalTag,
    })),
    claims: proof.claims.map(({ claim, results, questions, branches }) => ({
      claim,
      statement: claimWords[claim],
      results: results.map(({ verdict, roles, on }) => ({
        result: verdict === 'exempt' ? 'exempt' : verdictWords[verdict],
        roles,
        ...(verdict === 'depends' && { depends_on: on }),
        ...(verdict === 'exempt' && { exempt: on }),
      })),
      questions,
      branches,
    })),
    matrix: proof.matrix.map(rowToJson),
    violations: violations.map(violationToJson),
    suppressed: accepted.map(violationToJson),
    refusals: unsupported.map(findingToJson),
    limits: proof.limits,
  };
  return `${printableJson(document)}\n`;
};

function rowToJson({ kind, id, name, reason, results }: Row) {
  return {
    kind,
    scenario: id,
    name,
    reason,
    results: results.map(({ beside, outcomes, roles }) => ({
      beside,
      outcomes: outcomes.map(outcomeToJson),
      roles,
    })),
  };
}

function outcomeToJson(outcome: Outcome) {
  switch (outcome.kind) {
    case 'denied':
    case 'allowed':
      return { result: outcome.kind };
    case 'user':
      return { result: 'allowed', user: outcome.user, decided_by: outcome.source };
    case 'tunnel':
      return { result: 'allowed', user: null, because: tunnelText };
    case 'open':
      return { result: 'allowed', user: null, because: openText(outcome.because) };
  }
}

function violationToJson({ violation, finding, statements }: ReportedViolation) {
  const { roles, beside, request, expected, actual, alike } = violation;
  return {
    ...findingToJson(finding),
    roles,
    beside,
    request: {
      words: request.words,
      scenarios: request.scenarios,
      action: request.action,
      resources: request.resources,
      context: request.context,
    },
    expected:
      typeof expected === 'string' ? { result: expected } : { result: 'allowed', user: expected.user },
    actual: outcomeToJson(actual),
    statements: statements.map(({ ref, file, range }) => ({
      policy: ref.policy,
      sid: ref.sid ?? null,
      index: ref.index,
      ...(file !== undefined && { file, ...placeToJson(range) }),
    })),
    requests: alike,
  };
}

function findingToJson({ severity, code, summary, detail, remedy, file, range }: Diagnostic) {
  return {
    severity,
    code,
    summary,
    detail,
    remedy,
    ...(file !== undefined && { file, ...placeToJson(range) }),
  };
}

function placeToJson(range: Range | undefined) {
  return range ? { line: range.start.line, column: range.start.column } : {};
}
