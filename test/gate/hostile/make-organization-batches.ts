/** Has the real Terraform plan the rows of an organization: of its StackSets, its service control policies and its assignments. */
import {
  account,
  assignedRoles,
  mappingText,
  seedAccounts,
  seedOrganization,
  seedPeople,
} from '../../e2e/organisation.js';
import type { Stage } from '../../e2e/stage.js';
import type { Module } from '../../e2e/workspace.js';
import type { Batch } from './batches.js';
import { type OrganizationBase, organizationRows } from './organization-rows.js';

/** Of an organization whose StackSet is applied. */
export async function makeStackSetBatch(stage: Stage, made: (batch: Batch) => void): Promise<void> {
  const { workspace, moto } = stage;
  const { unit, accounts } = await seedAccounts(moto);
  const mapping = mappingText({
    instanceArn: moto.instanceArn,
    rollout: 'enforce',
    configuration: 'elsewhere',
    more: `documents: { deploy: stackset, stackSet: { organizationalUnits: [${unit}] } }\n`,
  }).replace(/^accounts: .*$/m, `accounts: ${JSON.stringify(accounts)}`);
  const module = 'session-documents-stackset';
  await workspace.generate(mapping);
  await workspace.plan(module);
  await workspace.apply(module);
  await workspace.plan(module, '-refresh-only');
  await workspace.apply(module);
  await plan(stage, 'stack-sets', module, mapping, made);
}

/** Of an organization whose policies are applied, and whose people are assigned for the first time. */
export async function makeOrganizationBatches(stage: Stage, made: (batch: Batch) => void): Promise<void> {
  const { workspace, moto } = stage;
  const unit = await seedOrganization(moto);
  const { group, user } = await seedPeople(moto);
  const mapping = mappingText({
    instanceArn: moto.instanceArn,
    rollout: 'prepare',
    more: `serviceControlPolicies: { targets: [${unit}, "${account}"] }\n`,
    roles: assignedRoles(group),
  });
  await workspace.generate(mapping);
  await workspace.plan('service-control-policies');
  await workspace.apply('service-control-policies');
  await plan(stage, 'service-control', 'service-control-policies', mapping, made);
  await plan(stage, 'assignments', 'identity-center', mapping, made, user);
}

async function plan(
  { workspace, moto, permissionSets }: Stage,
  base: OrganizationBase,
  module: Module,
  mapping: string,
  made: (batch: Batch) => void,
  user = '',
): Promise<void> {
  const permissionSet = permissionSets.LinuxAdmin ?? '';
  const rows = organizationRows({ instanceArn: moto.instanceArn, permissionSet, user })[base];
  await workspace.addFile(module, 'hostile.tf', rows.map(({ terraform }) => terraform).join(''));
  const text = await workspace.planAnew(module);
  await workspace.addFile(module, 'hostile.tf');
  const named = rows.map(({ terraform: _text, modules: _modules, ...row }) => row);
  made({ name: base, mapping, documents: [], plan: text, rows: named });
}
