/**
 * Tunnels, applied by the real Terraform with the real AWS provider: what AWS holds of their documents and of the policies, that a
 * second plan is empty, and what the gate says when a tunnel leads elsewhere.
 */
import { expect } from 'vitest';
import { jsonencode } from '../../src/aws/json-text.js';
import { gate } from '../../src/gate/gate.js';
import type { Syntax } from '../../src/terraform/render.js';
import { policiesAsAttached } from '../gate/policies-as-attached.js';
import { mappingText, others } from './organisation.js';
import { onStage, type Stage } from './stage.js';
import type { Compiled, Module } from './workspace.js';

const roles = (host: string) => `  admin: { osUser: ops-admin, permissionSet: LinuxAdmin }
  developer:
    osUser: dev
    permissionSet: LinuxDeveloper
    tunnels:
      database: { host: ${host}, port: 5432, localPort: 15432 }
      metrics: { port: 9090 }
    awsDocuments: [AWS-StartPortForwardingSession]
`;

export const applyTunnels = (syntax: Syntax) =>
  onStage(syntax, others, async (stage) => {
    const { workspace, moto } = stage;
    const mapping = (host: string) =>
      mappingText({
        instanceArn: moto.instanceArn,
        rollout: 'enforce',
        configuration: 'elsewhere',
        roles: roles(host),
      });
    const first = await workspace.generate(mapping('db.internal'));
    expect(await applied(stage, first, 'session-documents')).toContain(
      'document SSMRunAs-developer-Tunnel-database: create (tunnel to db.internal:5432, no shell)',
    );
    await expectDocuments(stage, first, '1');

    const second = await workspace.generate(mapping('new.internal'));
    expect(await applied(stage, second, 'session-documents')).toEqual([
      'document SSMRunAs-developer-Tunnel-database: update (tunnel to new.internal:5432 (led to db.internal:5432), no shell)',
    ]);
    await expectDocuments(stage, second, '2');

    const outputs = await workspace.outputs('session-documents');
    expect(Object.keys(JSON.parse(outputs).documents.value)).toEqual([
      'admin',
      'developer',
      'developer/database',
      'developer/metrics',
    ]);
    await applied(stage, second, 'identity-center', [outputs]);
    for (const { role, policyText } of second.access.roles) {
      const { InlinePolicy } = await moto.identityCenter('GetInlinePolicyForPermissionSet', {
        InstanceArn: moto.instanceArn,
        PermissionSetArn: stage.permissionSets[role.permissionSet.name],
      });
      expect(InlinePolicy).toBe(policyText);
    }
  });

/** Applies what the gate accepts without a finding; answers what it says to people. */
async function applied(
  { workspace }: Stage,
  { mapping, access }: Compiled,
  module: Module,
  documents: readonly string[] = [],
): Promise<readonly string[]> {
  const { diagnostics, meaning } = gate({
    mapping,
    access,
    plan: { file: 'plan.json', text: await workspace.plan(module) },
    documents: documents.map((text) => ({ file: 'documents.json', text })),
    attachedPolicies: policiesAsAttached(access, { targets: [['r-ab12', 'ROOT']] }).map((text, at) => ({
      file: `attached-scp-${at}.json`,
      text,
    })),
  });
  expect(diagnostics).toEqual([]);
  await workspace.apply(module);
  expect(await workspace.isSettled(module)).toBe(true);
  return meaning;
}

/** `changed`: the version of the tunnel that leads to a host. */
async function expectDocuments({ moto }: Stage, { access }: Compiled, changed: string): Promise<void> {
  const documents = access.roles.flatMap(({ role, document, tunnels }) => [
    { name: role.document.name, content: document, version: '1' },
    ...tunnels.map(({ tunnel, document: content }) => ({
      name: tunnel.document.name,
      content,
      version: tunnel.host === undefined ? '1' : changed,
    })),
  ]);
  expect(documents).toHaveLength(4);
  for (const { name, content, version } of documents) {
    const answer = await moto.systemsManager('GetDocument', { Name: name });
    expect(answer).toMatchObject({ Content: jsonencode(content), DocumentType: 'Session' });
    const { Document } = await moto.systemsManager('DescribeDocument', { Name: name });
    expect(Document).toMatchObject({ DefaultVersion: version, LatestVersion: version });
  }
}
