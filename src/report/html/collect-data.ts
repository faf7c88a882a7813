/**
 * From mapping, policies and proof to what the page carries as data. In the matrix each cell has the statements that decided it, and
 * roles with equal cells share them. Knows no markup and, but for nodes, no words.
 */
import type { RoleAccess } from '../../access/access.js';
import { openText } from '../../diagnostics/catalog/proof-texts.js';
import { type AccessRow, forwardingWords, nodeWords } from '../../facts/access-map.js';
import { createdSettings, instanceSettings } from '../../facts/settings.js';
import type { AttachedPolicy } from '../../iam/evaluate/policy.js';
import type { StatementRef } from '../../iam/evaluate/statement.js';
import type { Statement } from '../../iam/policy.js';
import type { Role } from '../../mapping/model.js';
import { ruling } from '../../verify/proof/outcome.js';
import { administrator, administratorDocument } from '../../verify/proof/policy-sets.js';
import type { Results, TriedOutcome } from '../../verify/proof/trial.js';
import { plainScenarios } from '../../verify/scenarios/scenario.js';
import { type ProofReport, proofHolds, type ReportedViolation, type ReportInput } from '../report-input.js';
import {
  mergedPolicy,
  ownPolicy,
  type PageData,
  type PageOutcome,
  type PagePolicy,
  type PageRole,
  type PageScenario,
  type PageViolation,
  pageDataFormat,
  pageDataVersion,
} from './page-data.js';

/** A list that has each value once, named by its index. Values are equal when their JSON is. */
class Interned<T> {
  readonly values: T[] = [];
  readonly #indexes = new Map<string, number>();

  indexOf(value: T): number {
    const key = JSON.stringify(value);
    const known = this.#indexes.get(key);
    if (known !== undefined) return known;
    const index = this.values.push(value) - 1;
    this.#indexes.set(key, index);
    return index;
  }
}

class CellCollector {
  readonly outcomes = new Interned<PageOutcome>();
  readonly cells = new Interned<readonly (readonly number[])[]>();
  readonly profiles = new Interned<readonly number[]>();
  readonly #policies: ReadonlyMap<string, number>;

  constructor(
    policies: readonly PagePolicy[],
    private readonly scenarios: readonly PageScenario[],
    private readonly besides: readonly string[],
  ) {
    this.#policies = new Map(policies.map(({ name }, index) => [name, index]));
  }

  /** The profile of a role; -1 where it was not tried. */
  profileOf(role: Role, results: Results | undefined): number {
    if (!results) return -1;
    return this.profiles.indexOf(this.scenarios.map(({ id }) => this.#cellOf(role, results.get(id))));
  }

  #cellOf(
    role: Role,
    ofScenario: ReadonlyMap<string, ReadonlyMap<string, TriedOutcome>> | undefined,
  ): number {
    if (!ofScenario) return -1;
    return this.cells.indexOf(
      this.besides.map((beside) =>
        [...(ofScenario.get(beside)?.values() ?? [])].map((tried) => this.#outcomeOf(role, tried)),
      ),
    );
  }

  #outcomeOf(role: Role, { outcome, decisions }: TriedOutcome): number {
    const { by, inDoubt } = ruling(decisions);
    const statements = new Map(
      by.map((ref) => [`${ref.policy}\n${ref.index}`, this.#statementOf(role, ref)]),
    );
    return this.outcomes.indexOf({
      ...(outcome.kind === 'user' && outcome.user === role.osUser
        ? { kind: 'own' }
        : outcome.kind === 'user'
          ? { kind: 'user', text: outcome.user }
          : outcome.kind === 'open'
            ? { kind: 'open', text: openText(outcome.because) }
            : { kind: outcome.kind }),
      ...(inDoubt && { inDoubt }),
      by: [...statements.values()],
    });
  }

  #statementOf({ inlinePolicy }: Role, { policy, index }: StatementRef): readonly [number, number] {
    const isMerged = inlinePolicy.kind === 'merge' && inlinePolicy.file === policy;
    return [isMerged ? mergedPolicy : (this.#policies.get(policy) ?? ownPolicy), index];
  }
}

export function collectData({ mapping, access, map, proof: report, strict = false }: ReportInput): PageData {
  const { proof } = report;
  const statements = new Interned<Statement>();
  const policies = policiesOf(report, statements);
  const scenarios = proof.matrix.map(({ kind, id, name, reason }) => ({ kind, id, name, reason }));
  const collector = new CellCollector(policies, scenarios, proof.besides);
  const roles = access.roles.flatMap((roleAccess, at) => {
    const row = map.rows[at];
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
    ...(forwardingWords(row) !== '' && { forwarding: forwardingWords(row) }),
    nodes: nodeWords(row.nodes),
    principalTag: row.principalTag,
    content: document,
    policy: policy.Statement.map((statement) => statements.indexOf(statement)),
    merged: inlinePolicy.kind === 'merge' ? inlinePolicy.policy.Statement.length : 0,
    policyBytes: row.policyBytes,
    profile,
  };
}

function violationOf(
  { violation, finding }: ReportedViolation,
  roles: ReadonlyMap<string, number>,
  besides: readonly string[],
  scenarios: readonly PageScenario[],
): PageViolation {
  const { code, severity, summary, detail, remedy } = finding;
  const { request } = violation;
  // A violation of a plain session shows in each of its scenarios.
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
