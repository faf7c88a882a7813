/**
 * Plans that hold many rows of the table each, made by the real Terraform in few runs, and divided into one plan a row: what the
 * generated configuration plans, and what the row adds. They lie in `batches/`, cut down to what a plan means.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Json } from '../edit-plan.js';
import { essence, type PlanCase } from '../plan-case.js';
import type { HostileRow } from './table.js';

export interface Batch {
  readonly name: string;
  readonly mapping: string;
  readonly documents: readonly string[];
  readonly plan: string;
  /** Without their Terraform text; none for a plan that is hostile as a whole. */
  readonly rows: readonly Pick<HostileRow, 'id' | 'writes' | 'hidden' | 'type' | 'structure'>[];
}

const folder = fileURLToPath(new URL('batches/', import.meta.url));

export function committedBatches(): readonly Batch[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .map((file) => JSON.parse(readFileSync(`${folder}${file}`, 'utf8')))
    .map((batch) => ({ ...batch, mapping: batch.mapping.join('\n'), plan: JSON.stringify(batch.plan) }));
}

export function writeBatch({ mapping, plan, ...batch }: Batch): void {
  mkdirSync(folder, { recursive: true });
  const content = { ...batch, mapping: mapping.split('\n'), plan: essence(JSON.parse(plan)) };
  writeFileSync(`${folder}${batch.name}.json`, `${JSON.stringify(content)}\n`);
}

/** The plan with one row, or with none: then it is the plan of somebody who means no harm. */
export function divided(batch: Batch, id?: string): PlanCase {
  const plan: Json = JSON.parse(batch.plan);
  const isOthers = (text: string) => [...text.matchAll(/\bv\d{3}(?=_)/g)].some(([found]) => found !== id);
  const keep = (entries: Json) => entries?.filter(({ address }: Json) => !isOthers(address));
  const withoutOthers = (module: Json): Json =>
    module && {
      ...module,
      resources: keep(module.resources),
      child_modules: keep(module.child_modules)?.map(withoutOthers),
      module_calls:
        module.module_calls &&
        Object.fromEntries(Object.entries(module.module_calls).filter(([name]) => !isOthers(name))),
    };
  const { values } = plan.prior_state ?? {};
  return {
    mapping: batch.mapping,
    documents: batch.documents,
    plan: JSON.stringify({
      ...plan,
      resource_changes: keep(plan.resource_changes),
      resource_drift: keep(plan.resource_drift),
      prior_state: values && { values: { root_module: withoutOthers(values.root_module) } },
      configuration: { root_module: withoutOthers(plan.configuration?.root_module) },
    }),
  };
}
