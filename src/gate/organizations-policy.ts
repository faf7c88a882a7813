/**
 * A service control policy as AWS Organizations has it: what it says, and what it is attached to. Knows the answers of the
 * AWS CLI that ROLLOUT.md puts into a file; nothing of mappings.
 */
import { textFlaws } from '../diagnostics/catalog/source.js';
import type { Report } from '../diagnostics/report.js';
import { effectOf } from '../iam/canonical.js';
import type { PolicyDocument } from '../iam/policy.js';
import type { NamedText } from '../source/foreign-text.js';
import { type JsonObject, jsonIn, listOf, objectOf, textOf, textsOf } from '../source/json-value.js';
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
 * of each account. Reports and answers nothing when the text is something else.
 */
export function parseAttachedPolicy(
  { text, file, flaw }: NamedText,
  report: Report,
): OrganizationsPolicy | undefined {
  const evidence = objectOf(jsonIn(text));
  const policy = objectOf(objectOf(evidence?.policy)?.Policy);
  const summary = objectOf(policy?.PolicySummary);
  const document = policyIn(textOf(policy?.Content) ?? '');
  const targets = targetsOf(objectOf(evidence?.targets)?.Targets);
  const isServiceControl = summary?.Type === 'SERVICE_CONTROL_POLICY';
  if (!document || !isServiceControl || !targets) {
    const problem = flaw ? textFlaws[flaw] : problemOf(evidence, document, isServiceControl);
    report('gate-scp-unreadable', { file }, { problem });
    return undefined;
  }
  return {
    id: textOf(summary?.Id),
    effects: effectsIn(document),
    sids: sidsOf(document.Statement),
    targets,
    organization: organizationIn(textOf(summary?.Arn)),
    ways: listOf(evidence?.accounts).flatMap(wayOf),
  };
}

/** In the older version of the language variables mean nothing, so that a statement there is another one. */
export function effectsIn({ Version, Statement }: PolicyDocument): ReadonlySet<string> {
  return new Set(Version === '2012-10-17' ? Statement.map(effectOf) : []);
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
