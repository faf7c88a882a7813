/**
 * What `terraform show -json` and `tofu show -json` say of a saved plan, as far as the gate asks
 * (https://developer.hashicorp.com/terraform/internals/json-format). Knows Terraform only, not what is ours in a plan.
 * Where the format leaves something open, the type says so; nothing is assumed.
 */
import type { Report } from '../diagnostics/report.js';
import type { ForeignText } from '../source/foreign-text.js';
import { type JsonObject, jsonIn, listOf, objectOf, textOf, textsOf } from '../source/json-value.js';
import { type ConfiguredOrder, configuredOrder } from './configured-order.js';
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
  /** Address without instance keys to what its `permission_set_arn` refers to, as an address in the same module. */
  readonly permissionSetReferences: ReadonlyMap<string, string>;
  readonly order: ConfiguredOrder;
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
  readonly isImport: boolean;
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
export function parsePlan({ text, flaw }: ForeignText, report: Report): TerraformPlan | undefined {
  const plan = flaw === undefined ? objectOf(jsonIn(text)) : undefined;
  if (!plan) {
    report('gate-plan-unreadable', {}, { problem: flaw ?? problemOfText(text) });
    return undefined;
  }
  const version = textOf(plan.format_version);
  if (version !== undefined && !/^1\.\d+$/.test(version)) {
    report('gate-plan-format', {}, { version });
    return undefined;
  }
  const problem = problemOfJson(plan);
  if (problem !== undefined) {
    report('gate-plan-unreadable', {}, { problem });
    return undefined;
  }
  if (plan.errored === true) {
    report('gate-plan-errored', {}, {});
    return undefined;
  }
  const configuration = objectOf(objectOf(plan.configuration)?.root_module);
  return {
    changes: changesOf(plan.resource_changes),
    drift: changesOf(plan.resource_drift),
    deferred: changesOf(listOf(plan.deferred_changes).map((entry) => objectOf(entry)?.resource_change)),
    priorResources: resourcesOf(objectOf(objectOf(objectOf(plan.prior_state)?.values)?.root_module)),
    permissionSetReferences: new Map(referencesOf(configuration, '')),
    order: configuredOrder(configuration),
  };
}

function changesOf(entries: unknown): ResourceChange[] {
  return listOf(entries).flatMap((entry) => {
    const resource = objectOf(entry);
    const change = objectOf(resource?.change);
    if (!resource || !change) return [];
    return [
      {
        address: textOf(resource.address) ?? '',
        moduleAddress: textOf(resource.module_address) ?? '',
        mode: resource.mode === 'data' ? 'data' : 'managed',
        type: textOf(resource.type) ?? '',
        // Terraform marks attributes one by one; a mark for the whole would hide all of them.
        action: change.after_unknown === true ? 'unknown' : actionOf(textsOf(change.actions)),
        isImport: objectOf(change.importing) !== undefined,
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

function actionOf(names: readonly string[]): Action {
  return actions.get(names.join(',')) ?? 'unknown';
}

function resourcesOf(module: JsonObject | undefined): PriorResource[] {
  if (!module) return [];
  const own = listOf(module.resources).flatMap((entry) => {
    const resource = objectOf(entry);
    const values = objectOf(resource?.values);
    if (!resource || !values) return [];
    return [{ address: textOf(resource.address) ?? '', type: textOf(resource.type) ?? '', values }];
  });
  return [...own, ...listOf(module.child_modules).flatMap((child) => resourcesOf(objectOf(child)))];
}

function referencesOf(module: JsonObject | undefined, prefix: string): [string, string][] {
  if (!module) return [];
  const own = listOf(module.resources).flatMap((entry): [string, string][] => {
    const resource = objectOf(entry);
    const expression = objectOf(objectOf(resource?.expressions)?.permission_set_arn);
    const reference = permissionSetReference(textsOf(expression?.references));
    return reference === undefined ? [] : [[`${prefix}${textOf(resource?.address) ?? ''}`, reference]];
  });
  const calls = Object.entries(objectOf(module.module_calls) ?? {}).flatMap(([name, call]) =>
    referencesOf(objectOf(objectOf(call)?.module), `${prefix}module.${name}.`),
  );
  return [...own, ...calls];
}

/** Terraform lists a reference from long to short: `data.TYPE.NAME.arn`, `data.TYPE.NAME`. */
function permissionSetReference(references: readonly string[]): string | undefined {
  const [only, ...others] = new Set(
    references.flatMap(
      (reference) => /^(?:data\.)?aws_ssoadmin_permission_set\.[\w-]+/.exec(reference) ?? [],
    ),
  );
  return others.length === 0 ? only : undefined;
}
