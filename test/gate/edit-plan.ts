/**
 * Small changes to a case of the corpus, each named after what somebody did wrong: a plan is data, and an edit says in one
 * line how it differs from a good one.
 */
import { type PlanCase, readCase } from './plan-case.js';

// biome-ignore lint/suspicious/noExplicitAny: a plan is Terraform's, and edits reach anywhere into it
export type Json = any;

export type Edit = (plan: Json) => void;

export function edited(base: string, ...edits: readonly Edit[]): PlanCase {
  const original = readCase(base);
  const plan = JSON.parse(original.plan);
  for (const edit of edits) edit(plan);
  return { ...original, plan: JSON.stringify(plan) };
}

/** What `terraform output` says, changed by hand. */
export function withDocuments(base: string, edit: (documents: Json) => Json): PlanCase {
  const original = readCase(base);
  return {
    ...original,
    documents: original.documents.flatMap((text) => {
      const documents = edit(JSON.parse(text));
      return documents === undefined ? [] : [JSON.stringify(documents)];
    }),
  };
}

export function withMapping(base: string, change: (mapping: string) => string): PlanCase {
  const original = readCase(base);
  const mapping = change(original.mapping);
  if (mapping === original.mapping) throw new Error(`${base}: the mapping did not change`);
  return { ...original, mapping };
}

/** The resource change at an address that ends so. */
export function at(plan: Json, ending: string): Json {
  const found = plan.resource_changes.find(({ address }: Json) => address.endsWith(ending));
  if (!found) throw new Error(`no ${ending} in the plan`);
  return found;
}

/** Changes the values after apply. */
export const after =
  (ending: string, change: (values: Json) => void): Edit =>
  (plan) =>
    change(at(plan, ending).change.after);

export const unknown =
  (ending: string, attribute: string): Edit =>
  (plan) => {
    const { change } = at(plan, ending);
    delete change.after[attribute];
    change.after_unknown[attribute] = true;
  };

export const actions =
  (ending: string, ...names: readonly string[]): Edit =>
  (plan) => {
    at(plan, ending).change.actions = names;
  };

export const deleted =
  (ending: string): Edit =>
  (plan) => {
    const { change } = at(plan, ending);
    Object.assign(change, { actions: ['delete'], after: null, after_unknown: {} });
  };

/** As by a block `removed` with `destroy = false`. */
export const forgotten =
  (ending: string): Edit =>
  (plan) => {
    const { change } = at(plan, ending);
    Object.assign(change, { actions: ['forget'], after: null, after_unknown: {} });
  };

export const without =
  (ending: string): Edit =>
  (plan) => {
    const gone = at(plan, ending);
    plan.resource_changes = plan.resource_changes.filter((change: Json) => change !== gone);
  };

/** A resource beside the generated ones. */
export const added =
  (address: string, change: Json): Edit =>
  (plan) => {
    const [type = '', name = ''] = address.split('.');
    plan.resource_changes.push({
      address,
      mode: 'managed',
      type,
      name,
      change: { after_unknown: {}, ...change },
    });
  };

/** Policies are text within the plan. */
export function editPolicy(values: Json, change: (policy: Json) => void): void {
  const policy = JSON.parse(values.inline_policy);
  change(policy);
  values.inline_policy = JSON.stringify(policy);
}

/** As when the generated folders are called from another root. */
export const inModule =
  (module: string): Edit =>
  (plan) => {
    for (const resource of [...plan.resource_changes, ...(plan.resource_drift ?? [])]) {
      resource.address = `${module}.${resource.address}`;
      resource.module_address = module;
    }
    const prior = plan.prior_state?.values;
    const resources = prior?.root_module.resources?.map((resource: Json) => ({
      ...resource,
      address: `${module}.${resource.address}`,
    }));
    if (prior) prior.root_module = { child_modules: [{ address: module, resources }] };
    const name = module.replace(/^module\.|\[.*$/g, '');
    plan.configuration.root_module = { module_calls: { [name]: { module: plan.configuration.root_module } } };
  };
