/**
 * A service control policy as AWS Organizations has it: what it says, and what it is attached to. Knows the answers of the
 * AWS CLI and of Terraform that ROLLOUT.md puts into a file; nothing of mappings.
 */

import { textFlaws } from '../diagnostics/catalog/source.js';
import { effectOf } from '../iam/canonical.js';
import type { PolicyDocument } from '../iam/policy.js';
import type { NamedText } from '../source/foreign-text.js';
import { type JsonObject, jsonIn, listOf, objectOf, textOf, textsOf } from '../source/json-value.js';
import type { GateReport } from './gate-report.js';
import { policyIn, sidsOf } from './plan-reading.js';

export interface OrganizationsPolicy {
  readonly id: string | undefined;
  /** What each statement does, whatever it is called. */
  readonly effects: ReadonlySet<string>;
  readonly sids: ReadonlySet<string>;
  readonly targets: readonly Target[];
  /** Undefined if the policy's ARN tells nothing of it. */
  readonly organization: Organization | undefined;
  /** Ids from an account up to the root, each of which hands its policies down. */
  readonly ways: readonly Way[];
}

export interface Organization {
  readonly id: string;
  readonly managementAccount: string;
}

export type Way = readonly [account: string, ...above: string[]];

export interface Target {
  readonly id: string;
  readonly type: 'ROOT' | 'ORGANIZATIONAL_UNIT' | 'ACCOUNT';
}

/**
 * Takes `{ policy, targets, accounts }`: what `describe-policy` and `list-targets-for-policy` print, and, if wanted, the way
 * of each account. Or `{ outputs, accounts }`, or the outputs alone: what `terraform output -json` prints in
 * `service-control-policies/`. Reports and answers nothing when the text is something else.
 */
export function parseAttachedPolicies(
  { text, file, flaw }: NamedText,
  report: GateReport,
): readonly OrganizationsPolicy[] | undefined {
  const evidence = objectOf(jsonIn(text));
  const applied = appliedPolicies(evidence);
  const found = applied ?? [answeredPolicy(evidence)];
  const policies = found.filter((one): one is OrganizationsPolicy => typeof one === 'object');
  if (policies.length === found.length && policies.length > 0) return policies;
  const [problem = 'its output `service_control_policies` is empty'] = found.filter(
    (one) => typeof one === 'string',
  );
  report('gate-scp-unreadable', { problem: flaw ? textFlaws[flaw] : problem }, file);
  return undefined;
}

/** The policy, or why there is none. */
type Answer = OrganizationsPolicy | string;

function answeredPolicy(evidence: JsonObject | undefined): Answer {
  const policy = objectOf(objectOf(evidence?.policy)?.Policy);
  const summary = objectOf(policy?.PolicySummary);
  const document = policyIn(textOf(policy?.Content) ?? '');
  const targets = targetsOf(objectOf(evidence?.targets)?.Targets);
  const isServiceControl = summary?.Type === 'SERVICE_CONTROL_POLICY';
  if (!document || !isServiceControl || !targets) return problemOf(evidence, document, isServiceControl);
  return {
    id: textOf(summary?.Id),
    effects: effectsIn(document),
    sids: sidsOf(document.Statement),
    targets,
    organization: organizationIn(textOf(summary?.Arn)),
    ways: waysIn(evidence),
  };
}

/** Undefined unless the evidence is about the outputs of Terraform. */
function appliedPolicies(evidence: JsonObject | undefined): readonly Answer[] | undefined {
  const outputs = objectOf(evidence?.outputs) ?? evidence;
  if (objectOf(evidence?.outputs) === undefined && outputs?.[appliedOutput] === undefined) return undefined;
  const output = objectOf(outputs?.[appliedOutput]);
  const value = typeof output?.sensitive === 'boolean' ? objectOf(output.value) : output;
  return Object.values(value ?? {}).map((entry) => appliedPolicy(objectOf(entry), waysIn(evidence)));
}

const appliedOutput = 'service_control_policies';

function appliedPolicy(entry: JsonObject | undefined, ways: readonly Way[]): Answer {
  const document = policyIn(textOf(entry?.content) ?? '');
  const targets = listOf(entry?.targets).map(appliedTarget);
  const known = targets.filter((target) => target !== undefined);
  if (!document) return 'the `content` of an output is no policy';
  if (entry?.type !== 'SERVICE_CONTROL_POLICY') return 'its policy is not a service control policy';
  if (!Array.isArray(entry.targets) || known.length < targets.length)
    return 'the `targets` of an output are no ids of roots, organizational units or accounts';
  return {
    id: textOf(entry.id),
    effects: effectsIn(document),
    sids: sidsOf(document.Statement),
    targets: known,
    organization: organizationIn(textOf(entry.arn)),
    ways,
  };
}

/** Terraform knows no type of a target; its id tells. */
function appliedTarget(value: unknown): Target | undefined {
  const id = textOf(value) ?? '';
  if (/^r-[0-9a-z]{4,32}$/.test(id)) return { id, type: 'ROOT' };
  if (/^ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}$/.test(id)) return { id, type: 'ORGANIZATIONAL_UNIT' };
  return /^\d{12}$/.test(id) ? { id, type: 'ACCOUNT' } : undefined;
}

const waysIn = (evidence: JsonObject | undefined): readonly Way[] =>
  listOf(evidence?.accounts).flatMap(wayOf);

/** In the older version of the language variables mean nothing, so that a statement there is another one. */
function effectsIn({ Version, Statement }: PolicyDocument): ReadonlySet<string> {
  return new Set(Version === '2012-10-17' ? Statement.map(effectOf) : []);
}

/** What a resource `aws_organizations_policy` says. */
export type PlannedStatements = Pick<OrganizationsPolicy, 'sids' | 'effects'>;

/** Nothing for a policy of another kind, and for a content that is no policy. */
export function statementsIn(values: JsonObject | undefined): PlannedStatements {
  const isServiceControl = (textOf(values?.type) ?? 'SERVICE_CONTROL_POLICY') === 'SERVICE_CONTROL_POLICY';
  const policy = isServiceControl ? policyIn(textOf(values?.content) ?? '') : undefined;
  return policy
    ? { sids: sidsOf(policy.Statement), effects: effectsIn(policy) }
    : { sids: new Set(), effects: new Set() };
}

/** `arn:aws:organizations::111122223333:policy/o-…/service_control_policy/p-…` */
function organizationIn(arn: string | undefined): Organization | undefined {
  const [, managementAccount, id = ''] =
    /^arn:[^:]+:organizations::(\d{12}):policy\/([^/]+)\//.exec(arn ?? '') ?? [];
  return managementAccount === undefined ? undefined : { id, managementAccount };
}

function problemOf(
  evidence: JsonObject | undefined,
  document: PolicyDocument | undefined,
  isServiceControl: boolean,
): string {
  if (!evidence) return 'it is not a JSON object';
  if (!document) return 'its `policy` is not the output of `describe-policy`';
  return isServiceControl
    ? 'its `targets` is not the output of `list-targets-for-policy`'
    : 'its policy is not a service control policy';
}

const targetTypes: readonly Target['type'][] = ['ROOT', 'ORGANIZATIONAL_UNIT', 'ACCOUNT'];

/** Undefined unless every entry is a target. */
function targetsOf(value: unknown): readonly Target[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const targets = value.map((entry): Target | undefined => {
    const target = objectOf(entry);
    const id = textOf(target?.TargetId);
    const type = targetTypes.find((known) => known === target?.Type);
    return id === undefined || type === undefined ? undefined : { id, type };
  });
  const known = targets.filter((target) => target !== undefined);
  return known.length === targets.length ? known : undefined;
}

/** A way that does not end at the root may lack what matters. */
function wayOf(entry: unknown): readonly Way[] {
  const [account, ...above] = textsOf(entry);
  return account !== undefined && above.at(-1)?.startsWith('r-') === true ? [[account, ...above]] : [];
}
