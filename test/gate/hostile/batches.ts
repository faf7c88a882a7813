/**
 * Plans that hold many rows of the table each, made by the real Terraform in few runs, and divided into one plan a row: what the
 * generated configuration plans, and what the row adds. They lie in `batches/`, cut down to what a plan means.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { StepName } from '../../../src/mapping/step.js';
import { mappingText, saidRoles, seedOrganization } from '../../e2e/organisation.js';
import { providerFile } from '../../e2e/provider.js';
import type { Stage } from '../../e2e/stage.js';
import { createWorkspace, type Module } from '../../e2e/workspace.js';
import type { Json } from '../edit-plan.js';
import { essence, type PlanCase } from '../plan-case.js';
import { type HostileBase, type HostileRow, hostileRows, unmapped } from './table.js';
import { wholePlans } from './whole-plans.js';

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

/** Applies a cut-over up to `enforce`, and plans every batch on the way. */
export async function makeBatches(stage: Stage, made: (batch: Batch) => void): Promise<void> {
  const { workspace, moto, permissionSets } = stage;
  await moto.identityCenter('CreatePermissionSet', {
    Name: unmapped,
    InstanceArn: moto.instanceArn,
    SessionDuration: 'PT1H',
  });
  await seedOrganization(moto);
  const { instanceArn } = moto;
  const rowsOf = hostileRows({ arn: permissionSets.LinuxAdmin ?? '', instanceArn });
  const mapping = (rollout: StepName) => mappingText({ instanceArn, rollout, roles: saidRoles });
  let documents: readonly string[] = [];

  const plan = async (
    base: HostileBase,
    module: Module,
    rollout: StepName,
    by = workspace,
    provider = '',
  ) => {
    const rows = rowsOf[base];
    await workspace.addFile(module, 'hostile.tf', provider + rows.map(({ terraform }) => terraform).join(''));
    for (const { modules = {} } of rows) {
      for (const [path, text] of Object.entries(modules)) await workspace.addFile(module, path, text);
    }
    const text = await by.planAnew(module);
    await workspace.addFile(module, 'hostile.tf');
    made({ name: base, mapping: mapping(rollout), documents, plan: text, rows: rows.map(named) });
  };

  await workspace.generate(mapping('prepare'));
  await workspace.plan('session-documents');
  await workspace.apply('session-documents');
  documents = [documentsOnly(await workspace.outputs('session-documents'))];
  await plan('prepare', 'session-documents', 'prepare');
  await workspace.plan('identity-center');
  await workspace.apply('identity-center');
  for (const rollout of ['switch', 'enforce'] as const) {
    await workspace.generate(mapping(rollout));
    await workspace.plan('identity-center');
    await workspace.apply('identity-center');
  }
  await plan('policies', 'identity-center', 'enforce');
  // A provider that was started before is configured once, so that a second configuration of it waits for ever.
  const env = { AWS_ENDPOINT_URL: moto.endpoint, AWS_EC2_METADATA_DISABLED: 'true' };
  const unattached = await createWorkspace(stage.folder, 'hcl', { env, stop: async () => {} });
  await plan('providers', 'identity-center', 'enforce', unattached, secondProvider);
  await plan('unseen', 'session-documents', 'enforce');
  await plan('documents', 'session-documents', 'enforce');
  await workspace.addFile('.', 'main.tf', rowsOf.organization.map(({ id }) => attached(id)).join(''));
  await workspace.plan('.');
  await workspace.apply('.');
  await workspace.addFile('.', 'main.tf');
  await plan('organization', '.', 'enforce');
  await wholePlans(stage, { mapping, documents, made });
}

const secondProvider = providerFile.replace('{\n', '{\n  alias = "other"\n');

const attached = (id: string) =>
  `resource "aws_organizations_policy" "${id}_x" {\n  name    = "${id}"\n  content = jsonencode(jsondecode(file("identity-center/scp.json")))\n}\n`;

const named = ({ id, writes, hidden, type, structure }: HostileRow) => ({
  id,
  writes,
  hidden,
  type,
  structure,
});

const documentsOnly = (outputs: string) => JSON.stringify({ documents: JSON.parse(outputs).documents });
