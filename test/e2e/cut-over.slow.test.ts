/**
 * The whole cut-over, applied by the real Terraform with the real AWS provider: what AWS holds after each step, that a
 * second plan is empty, and that the gate accepts each plan and refuses a list that forgets an attribute.
 */
import { describe, expect, it } from 'vitest';
import { jsonencode } from '../../src/aws/json-text.js';
import { type GateResult, gate } from '../../src/gate/gate.js';
import type { StepName } from '../../src/mapping/step.js';
import { documentsAsApplied } from '../gate/documents-as-applied.js';
import { policiesAsAttached } from '../gate/policies-as-attached.js';
import { hasTerraform } from '../terraform/terraform.js';
import { hasMoto } from './moto.js';
import { attributesNow, mappingText, others, runAs, saidRoles } from './organisation.js';
import { onStage, type Stage } from './stage.js';
import type { Compiled, Module } from './workspace.js';

describe.skipIf(!hasTerraform || !hasMoto)('the cut-over', () => {
  // One syntax each: `terraform/cases.slow` shows that both mean the same once applied.
  it.concurrent('goes from prepare to enforce and one step back', () =>
    onStage('hcl', { ...runAs, ...others }, async (stage) => {
      const { workspace, moto } = stage;
      const mapping = (rollout: StepName, keep = others) =>
        mappingText({ instanceArn: moto.instanceArn, rollout, keep, roles: saidRoles });

      const prepared = await workspace.generate(mapping('prepare'));
      const first = judge(prepared, await workspace.plan('session-documents'), []);
      expect(first).toMatchObject({ accepted: true, diagnostics: [] });
      await workspace.apply('session-documents');
      await expectDocuments(stage, prepared);
      expect(await workspace.isSettled('session-documents')).toBe(true);
      const documents = [await workspace.outputs('session-documents')];

      const preparing = await step(stage, prepared, []);
      expect(preparing.meaning).toContain(
        "developer: may start as dev with the role's document; the tag still decides; nobody loses access",
      );
      expect(await attributesNow(moto)).toEqual({ ...runAs, ...others });

      const { Department: _forgotten, ...incomplete } = others;
      const careless = await workspace.generate(mapping('switch', incomplete));
      const refused = judge(careless, await workspace.plan('identity-center'), documents);
      expect(codes(refused)).toEqual(['gate-attribute-lost']);

      const switched = await workspace.generate(mapping('switch'));
      const switching = await step(stage, switched, documents);
      expect(switching.meaning).toContain('developer: becomes dev (was: decided by tag)');
      expect(await attributesNow(moto)).toEqual(others);

      const enforced = await workspace.generate(mapping('enforce'));
      const enforcing = await step(stage, enforced, documents);
      expect(enforcing.meaning).toContain('developer: stays dev; sessions with a tag are denied from now on');
      expect(await attributesNow(moto)).toEqual(others);
      expect(await workspace.isSettled('session-documents')).toBe(true);

      await step(stage, await workspace.generate(mapping('switch')), documents);
      expect(await attributesNow(moto)).toEqual(others);
    }));

  it.concurrent("goes the same way in modules of a team's own root", () =>
    onStage('json', { ...runAs, ...others }, async (stage) => {
      const { workspace, moto } = stage;
      for (const rollout of ['prepare', 'switch', 'enforce'] as const) {
        const compiled = await workspace.generate(
          mappingText({
            instanceArn: moto.instanceArn,
            rollout,
            roles: saidRoles,
            more: 'output: { layout: module, moduleAddress: module.runas }\n',
          }),
        );
        const root = compiled.files.find(({ path }) => path === 'root-blocks/identity-center.tf.json');
        await workspace.addFile('.', 'main.tf', modules);
        await workspace.addFile('.', 'import.tf.json', root?.text);
        const documents = rollout === 'prepare' ? [] : [documentsAsApplied(compiled.access)];
        await step(stage, compiled, documents, [], '.');
      }
      expect(await attributesNow(moto)).toEqual(others);
    }));

  it.concurrent('switches attributes off when none remain, policies first', () =>
    onStage('hcl', runAs, async (stage) => {
      const { workspace, moto } = stage;
      const mapping = (rollout: StepName) =>
        mappingText({
          instanceArn: moto.instanceArn,
          rollout,
          configuration: 'managed',
          keep: {},
          whenNoneRemain: 'disable',
          roles: saidRoles,
        });
      const prepared = await workspace.generate(mapping('prepare'));
      const documents = [documentsAsApplied(prepared.access)];
      await workspace.addFile('identity-center', 'adopted.tf', importOf(moto.instanceArn));
      await step(stage, prepared, []);
      await workspace.addFile('identity-center', 'adopted.tf');
      expect(await attributesNow(moto)).toEqual(runAs);

      const switched = await workspace.generate(mapping('switch'));
      const atOnce = judge(switched, await workspace.plan('identity-center'), documents);
      expect(codes(atOnce)).toEqual(['gate-attributes-first']);

      const targets = ['admin', 'developer'].map(
        (label) => `-target=aws_ssoadmin_permission_set_inline_policy.${label}`,
      );
      const policiesFirst = judge(switched, await workspace.plan('identity-center', ...targets), documents);
      expect(policiesFirst.diagnostics).toEqual([]);
      await workspace.apply('identity-center');
      expect(await attributesNow(moto)).toEqual(runAs);
      await step(stage, switched, documents);
      expect(await attributesNow(moto)).toBeUndefined();

      const back = await step(stage, await workspace.generate(mapping('prepare')), documents, reopened);
      expect(back.meaning).toContain(
        'developer: the tag decides the Linux user again, from the next sign-in (was: dev)',
      );
      expect(await attributesNow(moto)).toEqual(runAs);
    }));

  it.concurrent('keeps a placeholder when none remain', () =>
    onStage('json', runAs, async (stage) => {
      const { workspace, moto } = stage;
      const mapping = (configuration: 'managed' | 'unmanaged', rollout: StepName) =>
        mappingText({
          instanceArn: moto.instanceArn,
          rollout,
          configuration,
          keep: {},
          whenNoneRemain: 'placeholder',
          roles: saidRoles,
        });
      const switched = await workspace.generate(mapping('unmanaged', 'switch'));
      const documents = [documentsAsApplied(switched.access)];
      await step(stage, switched, documents);
      expect(await attributesNow(moto)).toEqual({ SsmRunAsGenPlaceholder: '${path:userName}' });

      await step(stage, await workspace.generate(mapping('managed', 'prepare')), documents, reopened);
      expect(await attributesNow(moto)).toEqual(runAs);
    }));
});

/** What the gate says, once for each role, to a plan that goes back to `prepare`. */
const reopened = ['gate-reopened-early', 'gate-reopened-early'];

/** Plans, asks the gate, applies, and compares what AWS holds with what was generated. */
async function step(
  stage: Stage,
  compiled: Compiled,
  documents: readonly string[],
  warnings: readonly string[] = [],
  module: Module = 'identity-center',
): Promise<GateResult> {
  const result = judge(compiled, await stage.workspace.plan(module), documents);
  expect(result.accepted).toBe(true);
  expect(codes(result)).toEqual(warnings);
  await stage.workspace.apply(module);
  for (const { role, policyText } of compiled.access.roles) {
    const { InlinePolicy } = await stage.moto.identityCenter('GetInlinePolicyForPermissionSet', {
      InstanceArn: stage.moto.instanceArn,
      PermissionSetArn: stage.permissionSets[role.permissionSet.name],
    });
    expect(InlinePolicy).toBe(policyText);
  }
  expect(await stage.workspace.isSettled(module)).toBe(true);
  return result;
}

function judge({ mapping, access }: Compiled, plan: string, documents: readonly string[]): GateResult {
  return gate({
    mapping,
    access,
    plan: { file: 'plan.json', text: plan },
    documents: documents.map((text, at) => ({ file: `documents-${at}.json`, text })),
    attachedPolicies: policiesAsAttached(access, { targets: [['r-ab12', 'ROOT']] }).map((text, at) => ({
      file: `attached-scp-${at}.json`,
      text,
    })),
  });
}

const codes = ({ diagnostics }: GateResult) => diagnostics.map(({ code }) => code);

async function expectDocuments({ moto }: Stage, { access }: Compiled): Promise<void> {
  for (const { role, document } of access.roles) {
    const answer = await moto.systemsManager('GetDocument', { Name: role.document.name });
    expect(answer.Content).toBe(jsonencode(document));
    expect(answer.DocumentType).toBe('Session');
    const { Document } = await moto.systemsManager('DescribeDocument', { Name: role.document.name });
    expect(Document).toMatchObject({ DefaultVersion: '1', LatestVersion: '1' });
  }
}

const modules = `module "runas" {
  source = "./identity-center"
}

module "documents" {
  source = "./session-documents"
}
`;

/** For a team that has the configuration in its state already. */
const importOf = (instanceArn: string) =>
  `import {\n  to = aws_ssoadmin_instance_access_control_attributes.this\n  id = "${instanceArn}"\n}\n`;
