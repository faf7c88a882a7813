/**
 * Values that differ by place, applied by the real Terraform: the document in AWS, its hash in the outputs, and what the gate says.
 */
import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import { documentAt } from '../../src/access/document-by-place.js';
import { jsonencode } from '../../src/aws/json-text.js';
import { gate } from '../../src/gate/gate.js';
import type { Syntax } from '../../src/terraform/render.js';
import { region } from './moto.js';
import { others } from './organisation.js';
import { onStage } from './stage.js';

/** The account that moto says it is. */
const account = '123456789012';
const key = 'mrk-1234abcd12ab34cd56ef1234567890ab';

const mapping = (prefix: string) => `version: 1
accounts: ["${account}", "999988887777"]
regions: [${region}, eu-west-1]
accessControlAttributes: { configuration: elsewhere }
nodes: { tags: { ssm-runas: linux } }
session:
  kmsKey: "arn:aws:kms:eu-west-1:999988887777:key/${key}"
  s3: { bucket: "logs-{account}-{region}", prefix: "${prefix}" }
  cloudWatch: { logGroup: "/ssm/{role}/{region}" }
roles:
  admin: { osUser: svc.Admin, permissionSet: LinuxAdmin }
`;

export const applyValuesByPlace = (syntax: Syntax) =>
  onStage(syntax, others, async ({ workspace, moto }) => {
    const compiled = await workspace.generate(mapping('$ %% a/{account}/{osUser}'));
    const plan = await workspace.plan('session-documents');
    const judged = gate({
      ...compiled,
      plan: { file: 'plan.json', text: plan },
      documents: [],
      attachedPolicies: [],
    });
    expect(judged.diagnostics.filter(({ code }) => code.startsWith('gate-document'))).toEqual([]);
    await workspace.apply('session-documents');
    const { Content } = await moto.systemsManager('GetDocument', { Name: 'SSMRunAs-admin-Session' });
    expect(JSON.parse(Content).inputs).toMatchObject({
      runAsDefaultUser: 'svc.Admin',
      kmsKeyId: `arn:aws:kms:${region}:999988887777:key/${key}`,
      s3BucketName: `logs-${account}-${region}`,
      s3KeyPrefix: `$ %% a/${account}/svc.Admin`,
      cloudWatchLogGroupName: `/ssm/admin/${region}`,
    });
    const outputs = JSON.parse(await workspace.outputs('session-documents'));
    const document = compiled.access.roles[0]?.document;
    const expected = document && jsonencode(documentAt(document, { account, region }));
    expect(outputs.documents.value.admin.content_sha256).toBe(
      createHash('sha256')
        .update(expected ?? '')
        .digest('hex'),
    );
    expect(await workspace.isSettled('session-documents')).toBe(true);
  });
