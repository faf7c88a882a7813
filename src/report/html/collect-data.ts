/** From mapping, policies and proof to what the page carries as data. Knows no markup and, but for nodes, no words. */
import type { RoleAccess } from '../../access/access.js';
import type { AttachedPolicy } from '../../iam/evaluate/policy.js';
import type { Statement } from '../../iam/policy.js';
import { administrator, administratorDocument } from '../../verify/proof/policy-sets.js';
import { type AccessRow, accessMap } from '../access-map.js';
import { nodeWords } from '../node-words.js';
import { type ProofReport, proofHolds, type ReportedViolation } from '../proof/proof-report.js';
import type { ReportInput } from '../report-input.js';
import { createdSettings, instanceSettings } from '../settings.js';
import { CellCollector } from './collect-cells.js';
import { Interned } from './interned.js';
import {
  type PageData,
  type PagePolicy,
  type PageRole,
  type PageScenario,
  type PageViolation,
  pageDataFormat,
  pageDataVersion,
} from './page-data.js';

export function collectData({ mapping, access, proof: report, strict = false }: ReportInput): PageData {
  const { proof } = report;
  const statements = new Interned<Statement>();
  const policies = policiesOf(report, statements);
  const scenarios = proof.matrix.map(({ kind, id, name, reason }) => ({ kind, id, name, reason }));
  const collector = new CellCollector(policies, scenarios, proof.besides);
  const { rows } = accessMap(mapping, access);
  const roles = access.roles.flatMap((roleAccess, at) => {
    const row = rows[at];
    if (!row) return [];
    const profile = collector.profileOf(roleAccess.role, proof.results.get(row.role));
    return [roleOf(roleAccess, row, statements, profile)];
  });
  const roleIndexes = new Map(roles.map(({ name }, index) => [name, index]));
  return {
    format: pageDataFormat,
    version: pageDataVersion,
    mapping: mapping.fileName,
    rollout: mapping.step.name,
    accounts: mapping.accounts,
    regions: mapping.regions,
    settings: instanceSettings(mapping),
    holds: proofHolds(report, strict),
    statements: statements.values,
    policies,
    roles,
    scenarios,
    besides: proof.besides,
    outcomes: collector.outcomes.values,
    cells: collector.cells.values,
    profiles: collector.profiles.values,
    violations: report.violations.map((violation) =>
      violationOf(violation, roleIndexes, proof.besides, scenarios),
    ),
  };
}

function policiesOf({ attached }: ProofReport, statements: Interned<Statement>): PagePolicy[] {
  const policyOf = (
    { name, document }: Omit<AttachedPolicy, 'kind'>,
    owner: PagePolicy['owner'],
  ): PagePolicy => ({ name, owner, statements: document.Statement.map((one) => statements.indexOf(one)) });
  return [
    policyOf({ name: administrator, document: administratorDocument }, 'administrator'),
    ...attached.map((policy) =>
      policyOf(policy, policy.kind === 'identity' ? 'attached' : 'service-control'),
    ),
  ];
}

function roleOf(
  { role, document, policy }: RoleAccess,
  row: AccessRow,
  statements: Interned<Statement>,
  profile: number,
): PageRole {
  const { inlinePolicy } = role;
  return {
    name: row.role,
    permissionSet: row.permissionSet,
    permissionSetOrigin: row.permissionSetOrigin,
    ...(row.permissionSetArn !== undefined && { permissionSetArn: row.permissionSetArn }),
    created: createdSettings(role.permissionSet),
    inlinePolicy: row.inlinePolicy,
    ...(row.mergeFile !== undefined && { mergeFile: row.mergeFile }),
    osUser: row.osUser,
    document: row.document,
    nodes: nodeWords(row.nodes),
    principalTag: row.principalTag,
    content: document,
    policy: policy.Statement.map((statement) => statements.indexOf(statement)),
    merged: inlinePolicy.kind === 'merge' ? inlinePolicy.policy.Statement.length : 0,
    policyBytes: row.policyBytes,
    profile,
  };
}

/** What a plain session has; a violation of it shows there. */
const plainScenarios: readonly string[] = ['document-own', 'node-in-scope', 'tag-absent'];

function violationOf(
  { violation, finding }: ReportedViolation,
  roles: ReadonlyMap<string, number>,
  besides: readonly string[],
  scenarios: readonly PageScenario[],
): PageViolation {
  const { code, severity, summary, detail, remedy } = finding;
  const { request } = violation;
  const ids = request.scenarios.length === 0 ? plainScenarios : request.scenarios;
  const indexOfScenario = (id: string) => scenarios.findIndex((scenario) => scenario.id === id);
  return {
    code,
    severity,
    summary,
    detail,
    remedy,
    roles: violation.roles.flatMap((name) => roles.get(name) ?? []),
    beside: besides.indexOf(violation.beside),
    scenarios: ids.map(indexOfScenario).filter((index) => index >= 0),
  };
}
