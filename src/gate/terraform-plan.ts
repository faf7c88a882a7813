/**
 * What `terraform show -json` and `tofu show -json` say of a saved plan, as far as the gate asks
 * (https://developer.hashicorp.com/terraform/internals/json-format). Knows Terraform only, not which resources are generated.
 * Where the format leaves something open, the type says so; nothing is assumed.
 */

import type { ForeignText } from '../source/foreign-text.js';
import { type JsonObject, jsonIn, listOf, objectOf, textOf, textsOf } from '../source/json-value.js';
import { configurationIn, type PlanConfiguration } from './configuration.js';
import type { GateReport } from './gate-report.js';
import { problemOfJson, problemOfText } from './plan-text.js';

export interface TerraformPlan {
  /** In the order of the plan; resources only, data sources that are read included. */
  readonly changes: readonly ResourceChange[];
  /** What happened outside Terraform since its last apply: `before` is the state, `after` what was found. */
  readonly drift: readonly ResourceChange[];
  /** Changes that Terraform put off to a later plan. */
  readonly deferred: readonly ResourceChange[];
  /** Data sources and resources as they were read while planning. */
  readonly priorResources: readonly PriorResource[];
  readonly configuration: PlanConfiguration;
  /** Checks and other conditions that did not hold while planning. */
  readonly failedChecks: readonly FailedCheck[];
  /** Terraform actions that the apply would run (Terraform 1.14 and newer), those that are put off included. */
  readonly invocations: readonly ActionInvocation[];
}

export interface FailedCheck {
  readonly address: string;
  readonly problems: readonly string[];
}

export interface ActionInvocation {
  readonly address: string;
  /** What is handed to the action, as JSON. */
  readonly text: string;
}

/** `replace` in either order. `unknown` is an action that this program has not heard of. */
export type Action = 'no-op' | 'create' | 'read' | 'update' | 'delete' | 'replace' | 'forget' | 'unknown';

export interface ResourceChange {
  readonly address: string;
  /** Empty for the root module. */
  readonly moduleAddress: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly action: Action;
  readonly before: JsonObject | undefined;
  /** Attributes that are known only after apply are absent here and `true` in `unknown`. */
  readonly after: JsonObject | undefined;
  readonly unknown: JsonObject;
}

export interface PriorResource {
  readonly address: string;
  readonly type: string;
  readonly values: JsonObject;
}

/** Reports and answers nothing when the text is not a plan that can be judged. */
export function parsePlan({ text, flaw }: ForeignText, report: GateReport): TerraformPlan | undefined {
  const plan = objectOf(jsonIn(text));
  if (!plan) {
    report('gate-plan-unreadable', { problem: flaw ?? problemOfText(text) });
    return undefined;
  }
  const version = textOf(plan.format_version);
  if (version !== undefined && !/^1\.\d+$/.test(version)) {
    report('gate-plan-format', { version });
    return undefined;
  }
  const problem = problemOfJson(plan);
  if (problem !== undefined) {
    report('gate-plan-unreadable', { problem });
    return undefined;
  }
  if (plan.errored === true) {
    report('gate-plan-errored', {});
    return undefined;
  }
  return {
    changes: changesOf(plan.resource_changes),
    drift: changesOf(plan.resource_drift),
    deferred: changesOf(listOf(plan.deferred_changes).map((entry) => objectOf(entry)?.resource_change)),
    priorResources: resourcesOf(objectOf(objectOf(objectOf(plan.prior_state)?.values)?.root_module)),
    configuration: configurationIn(objectOf(plan.configuration)),
    failedChecks: listOf(plan.checks).flatMap(failedCheckOf),
    invocations: [
      ...listOf(plan.action_invocations),
      ...listOf(plan.deferred_action_invocations).map((entry) => objectOf(entry)?.action_invocation ?? entry),
    ].map(invocationOf),
  };
}

function changesOf(entries: unknown): ResourceChange[] {
  return listOf(entries).flatMap((entry) => {
    const resource = objectOf(entry);
    const change = objectOf(resource?.change);
    if (!change) return [];
    return [
      {
        address: textOf(resource?.address) ?? '',
        moduleAddress: textOf(resource?.module_address) ?? '',
        mode: resource?.mode === 'data' ? 'data' : 'managed',
        type: textOf(resource?.type) ?? '',
        // Terraform marks attributes one by one; a mark for the whole would hide all of them.
        action:
          change.after_unknown === true
            ? 'unknown'
            : (actions.get(textsOf(change.actions).join(',')) ?? 'unknown'),
        before: objectOf(change.before),
        after: objectOf(change.after),
        unknown: objectOf(change.after_unknown) ?? {},
      } as const,
    ];
  });
}

/** A `Map`, which knows no `constructor` and no `toString`. */
const actions: ReadonlyMap<string, Action> = new Map([
  ['no-op', 'no-op'],
  ['create', 'create'],
  ['read', 'read'],
  ['update', 'update'],
  ['delete', 'delete'],
  ['delete,create', 'replace'],
  ['create,delete', 'replace'],
  ['forget', 'forget'],
]);

function resourcesOf(module: JsonObject | undefined): PriorResource[] {
  if (!module) return [];
  const own = listOf(module.resources).flatMap((entry) => {
    const resource = objectOf(entry);
    const values = objectOf(resource?.values);
    if (!values) return [];
    return [{ address: textOf(resource?.address) ?? '', type: textOf(resource?.type) ?? '', values }];
  });
  return [...own, ...listOf(module.child_modules).flatMap((child) => resourcesOf(objectOf(child)))];
}

function failedCheckOf(entry: unknown): readonly FailedCheck[] {
  const check = objectOf(entry);
  if (check?.status !== 'fail' && check?.status !== 'error') return [];
  const problems = listOf(check.instances).flatMap((instance) =>
    listOf(objectOf(instance)?.problems).flatMap((problem) => textOf(objectOf(problem)?.message) ?? []),
  );
  return [{ address: textOf(objectOf(check.address)?.to_display) ?? 'a check', problems }];
}

function invocationOf(entry: unknown): ActionInvocation {
  return {
    address: textOf(objectOf(entry)?.address) ?? 'an action',
    text: JSON.stringify(entry) ?? '',
  };
}
