/**
 * `defaultDocument: lock`, by the real Terraform and provider against moto: where the document exists it is imported and locked, where
 * it does not it is created; a second plan changes nothing, and the gate accepts these plans and no unlocking.
 */
import { expect } from 'vitest';
import { lockedUser } from '../../src/access/default-document.js';
import { gate } from '../../src/gate/gate.js';
import type { Syntax } from '../../src/terraform/render.js';
import type { Moto } from './moto.js';
import { onStage } from './stage.js';
import type { Compiled } from './workspace.js';

const name = 'SSM-SessionManagerRunShell';
const mapping = `version: 1
accessControlAttributes: { configuration: disabled }
accounts: ["123456789012"]
regions: [eu-central-1]
nodes: { tags: { ssm-runas: linux } }
session: { kmsKey: alias/session-manager, cloudWatch: { logGroup: /ssm/sessions } }
documents: { deployedBy: ["arn:aws:iam::*:role/terraform"] }
defaultDocument: lock
roles:
  admin: { osUser: ops-admin, permissionSet: LinuxAdmin }
`;
const former = {
  schemaVersion: '1.0',
  description: 'Preferences of the account',
  sessionType: 'Standard_Stream',
  inputs: { runAsEnabled: false, runAsDefaultUser: '', idleSessionTimeout: '20' },
};

const contentIn = async (moto: Moto) =>
  JSON.parse((await moto.systemsManager('GetDocument', { Name: name })).Content);

const judged = ({ mapping: model, access }: Compiled, text: string) =>
  gate({ mapping: model, access, plan: { file: 'plan.json', text }, documents: [], attachedPolicies: [] });

const codes = (compiled: Compiled, plan: string) =>
  judged(compiled, plan).diagnostics.map(({ code }) => code);

// biome-ignore lint/suspicious/noExplicitAny: a plan is Terraform's
const changesIn = (plan: string): any[] => JSON.parse(plan).resource_changes;

/** It imports what exists, locks it and stays so. */
export const lockExisting = (syntax: Syntax) =>
  onStage(syntax, {}, async ({ moto, workspace }) => {
    await moto.systemsManager('CreateDocument', {
      Name: name,
      DocumentType: 'Session',
      DocumentFormat: 'JSON',
      Content: JSON.stringify(former),
    });
    const compiled = await workspace.generate(mapping);
    const plan = await workspace.plan('default-document');
    expect(changesIn(plan)).toMatchObject([
      { address: 'aws_ssm_document.default', change: { actions: ['update'], importing: { id: name } } },
    ]);
    expect(codes(compiled, plan)).toEqual([]);
    await workspace.apply('default-document');
    expect((await contentIn(moto)).inputs).toEqual({
      runAsEnabled: true,
      runAsDefaultUser: lockedUser,
      idleSessionTimeout: '20',
      kmsKeyId: 'alias/session-manager',
      cloudWatchLogGroupName: '/ssm/sessions',
      cloudWatchEncryptionEnabled: true,
      cloudWatchStreamingEnabled: true,
    });
    expect(await workspace.isSettled('default-document')).toBe(true);
    expect(JSON.parse(await workspace.outputs('default-document')).default_document.value).toMatchObject({
      name,
    });

    await workspace.addFile(
      'default-document',
      'unlocked_override.tf',
      `resource "aws_ssm_document" "default" {\n  content = ${JSON.stringify(JSON.stringify(former))}\n}\n`,
    );
    expect(codes(compiled, await workspace.plan('default-document'))).toEqual([
      'gate-check-failed',
      'gate-default-document-unlocked',
    ]);
    await workspace.addFile('default-document', 'unlocked_override.tf');
    await expect(workspace.plan('default-document', '-destroy')).rejects.toThrow(/prevent_destroy/);
  });

/** It is created where it does not exist, and Terraform fails if told otherwise. */
export const lockNew = (syntax: Syntax) =>
  onStage(syntax, {}, async ({ moto, workspace }) => {
    const compiled = await workspace.generate(mapping);
    await expect(workspace.plan('default-document')).rejects.toThrow(/import/i);
    const plan = await workspace.plan('default-document', '-var=default_document_exists=false');
    expect(changesIn(plan)).toMatchObject([{ change: { actions: ['create'] } }]);
    expect(codes(compiled, plan)).toEqual([]);
    await workspace.apply('default-document');
    expect((await contentIn(moto)).inputs.runAsDefaultUser).toBe(lockedUser);
    expect(await workspace.isSettled('default-document')).toBe(true);
  });
