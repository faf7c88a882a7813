/** Has the real Terraform plan the rows of the table, many in one run. */
import type { StepName } from '../../../src/mapping/step.js';
import { mappingText, saidRoles, seedOrganization } from '../../e2e/organisation.js';
import { providerFile } from '../../e2e/provider.js';
import type { Stage } from '../../e2e/stage.js';
import { createWorkspace, type Module } from '../../e2e/workspace.js';
import type { Batch } from './batches.js';
import { type HostileBase, type HostileRow, hostileRows, unmapped } from './table.js';
import { wholePlans } from './whole-plans.js';

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
