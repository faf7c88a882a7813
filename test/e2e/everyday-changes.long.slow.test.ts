/**
 * What docs/changes.md says to do after the rollout, done with the real Terraform and the real AWS provider: a role with a tunnel is
 * removed, renamed and gets another Linux user, with documents of Terraform and of StackSets. The command and the block are those of the
 * page.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gate } from '../../src/gate/gate.js';
import { documentsOfRole } from '../../src/mapping/role-documents.js';
import { policiesAsAttached } from '../gate/policies-as-attached.js';
import { hasTerraform, terraformOk } from '../terraform/terraform.js';
import { hasMoto } from './moto.js';
import { mappingText, others, seedAccounts, seedOrganization } from './organisation.js';
import { onStage, type Stage } from './stage.js';
import type { Compiled, Module } from './workspace.js';

const page = readFileSync(new URL('../../docs/changes.md', import.meta.url), 'utf8');
const [, removal = ''] = /^ *terraform -chdir=generated\/identity-center (state rm \S+)$/m.exec(page) ?? [];
const [, moved = ''] = /```hcl\n( *moved \{[^`]*?) *```/.exec(page) ?? [];

const admin = `  admin: { osUser: ops-admin, permissionSet: LinuxAdmin, tunnels: { db: { port: 5432, host: db.internal } } }\n`;
const developer =
  '  developer: { osUser: dev, permissionSet: LinuxDeveloper, tunnels: { web: { port: 8080 } } }\n';
const platform = admin.replace('admin:', 'platform:');
const otherUser = admin.replace('ops-admin', 'ops');

const documentNames = ({ mapping }: Compiled, ...roles: readonly string[]) =>
  mapping.roles
    .filter(({ name }) => roles.includes(name))
    .flatMap((role) => documentsOfRole(role).map(({ name }) => name));

interface Walk extends Stage {
  readonly documents: Module;
  readonly mappingOf: (roles: string, settings?: Settings) => string;
}

interface Settings {
  readonly previous?: readonly string[];
  readonly name?: string;
}

const lines = ({ previous = [], name }: Settings = {}) =>
  `  previous: ${JSON.stringify(previous)}\n${name === undefined ? '' : `  name: "${name}"\n`}`;

/** Applies a plan; answers what it changes and what the gate finds in it. */
async function applied(
  { workspace }: Stage,
  { mapping, access }: Compiled,
  module: Module,
  documents: readonly string[] = [],
) {
  const plan = await workspace.plan(module);
  const { accepted, diagnostics, meaning } = gate({
    mapping,
    access,
    plan: { file: 'plan.json', text: plan },
    documents: documents.map((text) => ({ file: 'documents.json', text })),
    attachedPolicies: policiesAsAttached(access, { targets: [['r-ab12', 'ROOT']] }).map((text) => ({
      file: 'attached-scp.json',
      text,
    })),
  });
  expect(accepted, JSON.stringify(diagnostics)).toBe(true);
  await workspace.apply(module);
  const actions: readonly string[] = JSON.parse(plan).resource_changes.flatMap(
    ({ change, mode }: { change: { actions: string[] }; mode: string }) =>
      mode === 'managed' && change.actions[0] !== 'no-op' ? change.actions : [],
  );
  return {
    actions: [...new Set(actions)],
    codes: [...new Set(diagnostics.map(({ code }) => code))],
    meaning,
  };
}

/** The documents, and then the policies with the outputs of the documents. */
async function appliedBoth(walk: Walk, roles: string, settings?: Settings) {
  const { workspace, documents: module } = walk;
  const made = await workspace.generate(walk.mappingOf(roles, settings));
  const documents = await applied(walk, made, module);
  if (module === 'session-documents-stackset') {
    await workspace.plan(module, '-refresh-only');
    await workspace.apply(module);
  }
  const policies = await applied(walk, made, 'identity-center', [await workspace.outputs(module)]);
  return { made, documents, policies };
}

const nothing = { actions: [], codes: [] };

const withTerraform = (play: (walk: Walk) => Promise<void>) =>
  onStage('hcl', others, (stage) =>
    play({
      ...stage,
      documents: 'session-documents',
      mappingOf: (roles, settings) =>
        mappingText({
          instanceArn: stage.moto.instanceArn,
          rollout: 'enforce',
          configuration: 'elsewhere',
          roles,
          more: `documents:\n${lines(settings)}`,
        }),
    }),
  );

const withStackSets = (play: (walk: Walk) => Promise<void>) =>
  onStage('hcl', others, async (stage) => {
    const { unit, accounts } = await seedAccounts(stage.moto);
    const deployed = `  deploy: stackset\n  deployedBy: ["arn:aws:iam::*:role/deployer"]\n  stackSet: { organizationalUnits: [${unit}] }\n`;
    await play({
      ...stage,
      documents: 'session-documents-stackset',
      mappingOf: (roles, settings) =>
        mappingText({
          instanceArn: stage.moto.instanceArn,
          rollout: 'enforce',
          configuration: 'elsewhere',
          roles,
          more: `documents:\n${deployed}${lines(settings)}`,
        }).replace(/^accounts: .*$/m, `accounts: ${JSON.stringify(accounts)}`),
    });
  });

describe.skipIf(!hasTerraform || !hasMoto)('everyday changes', () => {
  it.each([
    [
      'Terraform',
      withTerraform,
      { actions: [], codes: [] },
      { actions: ['delete'], codes: ['gate-document-deleted'] },
    ],
    ['StackSets', withStackSets, { actions: ['update'], codes: [] }, nothing],
  ] as const)('a role is removed (%s)', async (_way, play, leaving, gone) => {
    await play(async (walk) => {
      const { made } = await appliedBoth(walk, admin + developer);
      const identityCenter = join(walk.folder, 'identity-center');
      await terraformOk(identityCenter, removal.split(' '), { env: walk.provider.env });
      const removed = await appliedBoth(walk, developer, { previous: documentNames(made, 'admin') });
      expect(removed).toMatchObject({ documents: leaving, policies: nothing });
      expect(await appliedBoth(walk, developer)).toMatchObject({ documents: gone, policies: nothing });
    });
  });

  it.each([
    ['Terraform', withTerraform, 'create'],
    ['StackSets', withStackSets, 'update'],
  ] as const)('a role is renamed (%s)', async (_way, play, action) => {
    await play(async (walk) => {
      const { made } = await appliedBoth(walk, admin + developer);
      await walk.workspace.addFile('identity-center', 'moved.tf', moved);
      const renamed = await appliedBoth(walk, platform + developer, {
        previous: documentNames(made, 'admin'),
      });
      expect(renamed.documents).toMatchObject({ actions: [action], codes: [] });
      expect(renamed.policies).toMatchObject({ actions: ['update'], codes: [] });
      expect(renamed.policies.meaning.join('\n')).toContain('platform: gets another document, as ops-admin');
      expect((await appliedBoth(walk, platform + developer)).policies).toMatchObject(nothing);
    });
  });

  it('a role gets another Linux user (Terraform)', async () => {
    await withTerraform(async (walk) => {
      const { made } = await appliedBoth(walk, admin + developer);
      const name = 'SSMRunAs-{role}-{osUser}';
      const previous = documentNames(made, 'admin', 'developer');
      const changed = await appliedBoth(walk, otherUser + developer, { name, previous });
      expect(changed.documents).toMatchObject({ actions: ['create'], codes: [] });
      expect(changed.policies).toMatchObject({ actions: ['update'], codes: [] });
      expect(changed.policies.meaning.join('\n')).toContain('admin: gets another document, as ops;');
      expect(await appliedBoth(walk, otherUser + developer, { name })).toMatchObject({
        documents: { actions: ['delete'], codes: ['gate-document-deleted'] },
        policies: nothing,
      });
    });
  });

  it('a role gets another Linux user (StackSets)', async () => {
    await withStackSets(async (walk) => {
      await appliedBoth(walk, admin + developer);
      const changed = await appliedBoth(walk, otherUser + developer);
      expect(changed.documents).toMatchObject({ actions: ['update'], codes: [] });
      expect(changed.policies).toMatchObject({ actions: ['update'], codes: ['gate-document-swapped'] });
      expect(changed.policies.meaning.join('\n')).toContain('admin: gets another document, as ops;');
    });
  });

  it('a role leaves the service control policies of Terraform', async () => {
    await onStage('hcl', others, async (stage) => {
      const unit = await seedOrganization(stage.moto);
      const policies = (roles: string, previous: readonly string[]) =>
        stage.workspace.generate(
          mappingText({
            instanceArn: stage.moto.instanceArn,
            rollout: 'enforce',
            configuration: 'elsewhere',
            roles,
            more: `serviceControlPolicies: { targets: [${unit}] }\ndocuments:\n${lines({ previous })}`,
          }),
        );
      const module = 'service-control-policies';
      const first = await policies(admin + developer, []);
      expect(await applied(stage, first, module)).toMatchObject({ actions: ['create'], codes: [] });
      const removed = await policies(developer, documentNames(first, 'admin'));
      const leaving = { actions: ['update'], codes: ['gate-scp-foreign'] };
      expect(await applied(stage, removed, module)).toMatchObject(leaving);
      const settled = await policies(developer, []);
      expect(await applied(stage, settled, module)).toMatchObject({ actions: ['update'], codes: [] });
      expect(await stage.workspace.isSettled(module)).toBe(true);
    });
  });
});
