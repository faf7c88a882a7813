/**
 * What the gate says with `--strict` to each row of the batches, to each batch without a row, and to the edited rows; and the table of
 * it for readers.
 */
import type { Json } from '../edit-plan.js';
import { judge, type PlanCase } from '../plan-case.js';
import { type Batch, divided } from './batches.js';
import { type EditedRow, editedRows } from './edited-rows.js';

export interface Verdict {
  readonly batch: string;
  /** What is written, how it is hidden, by which type, in which structure; empty for the plan of somebody who means no harm. */
  readonly row: readonly string[];
  readonly codes: readonly string[];
}

export async function verdicts(batches: readonly Batch[]): Promise<readonly Verdict[]> {
  const found: Verdict[] = [];
  const add = async (batch: string, row: readonly string[], plan: PlanCase) => {
    const { diagnostics } = await judge(plan);
    found.push({ batch, row, codes: [...new Set(diagnostics.map(({ code }) => code))] });
  };
  for (const batch of batches) {
    const whole = divided(batch);
    if (batch.rows.length === 0)
      await add(batch.name, [batch.name.replace(/^whole-/, ''), '', '', 'whole plan'], whole);
    // Where every resource is a row's own, nothing is left to be accepted.
    else if (JSON.parse(whole.plan).resource_changes.length > 0) await add(batch.name, [], whole);
    for (const row of batch.rows) await add(batch.name, partsOf(row), divided(batch, row.id));
  }
  for (const row of editedRows) {
    const base = batches.find(({ name }) => name === (row.on ?? 'policies'));
    if (base) await add(row.on ?? 'edited', partsOf(row), edited(divided(base), row));
  }
  return found;
}

function edited(base: PlanCase, { edit }: EditedRow): PlanCase {
  const plan: Json = JSON.parse(base.plan);
  edit(plan);
  return { ...base, plan: JSON.stringify(plan) };
}

const partsOf = ({ writes, hidden, type, structure }: Omit<EditedRow, 'edit' | 'on'>) => [
  writes,
  hidden,
  type,
  structure,
];

export function tableOf(judged: readonly Verdict[]): string {
  const hostile = judged.filter(({ row }) => row.length > 0);
  const cells = hostile.map(({ batch, row, codes }) =>
    [batch, ...row, codes.map((code) => `\`${code}\``).join(' ')].join(' | '),
  );
  return `# Hostile plans

Plans of somebody who wants to get past the gate. ${hostile.length} of them, each refused by \`gate --strict\`; the plan that each begins with is accepted. Real Terraform
made all but those that say "edited". To make the plans again: \`CAPTURE_PLANS=1 npx vitest run --project long test/gate/hostile\`; this table:
\`UPDATE_GOLDEN=1 npx vitest run --project fast test/gate/hostile\`.

| plan | what is written | how it is hidden | type of resource | structure | what the gate says |
| --- | --- | --- | --- | --- | --- |
${cells.map((line) => `| ${line} |`).join('\n')}
`;
}
