/**
 * The StackSets of the documents, applied by the real AWS provider in both syntaxes: what moto has afterwards in each account and
 * Region, that a second plan is empty, and what the gate says in between. moto deploys to units, and does not filter accounts
 * or update instances.
 */
import { describe, expect, it } from 'vitest';
import { documentAt } from '../../src/access/document-by-place.js';
import { gate } from '../../src/gate/gate.js';
import type { AwsPlace } from '../../src/mapping/place-values.js';
import { syntaxes } from '../cases/case.js';
import { hasTerraform } from '../terraform/terraform.js';
import { hasMoto, type Moto, region } from './moto.js';
import { type OrganizationOfNodes, seedAccounts } from './organisation.js';
import { onStage } from './stage.js';
import type { Compiled, Workspace } from './workspace.js';

const regions = [region, 'eu-west-1'];
const module = 'session-documents-stackset';

const mappingOf = (
  { unit, accounts }: OrganizationOfNodes,
  idle: number,
  previous: readonly string[] = [],
  stackSet = '',
) => `
version: 1
accessControlAttributes: { configuration: disabled }
accounts: ${JSON.stringify(accounts)}
regions: ${JSON.stringify(regions)}
nodes: { tags: { ssm-runas: linux } }
session:
  kmsKey: alias/session-manager
  idleTimeoutMinutes: ${idle}
  s3: { bucket: "logs-{account}", prefix: "{region}/{role}" }
guardrails: none
documents:
  deploy: stackset
  previous: ${JSON.stringify(previous)}
  tags: { Team: platform }
  stackSet: { organizationalUnits: [${unit}], callAs: delegated-admin, failureToleranceCount: 1${stackSet} }
roles:
  admin: { osUser: ops-admin, permissionSet: LinuxAdmin, tunnels: { db: { port: 5432, host: db.internal } } }
  developer: { osUser: dev, permissionSet: LinuxDeveloper }
`;

const named = (text: string, file: string) => ({ text, file });

function judged({ mapping, access }: Compiled, plan: string, outputs: readonly string[] = []) {
  const documents = outputs.map((text, at) => named(text, `documents-${at}.json`));
  const result = gate({ mapping, access, plan: named(plan, 'plan.json'), documents, attachedPolicies: [] });
  return { ...result, codes: result.diagnostics.map(({ code }) => code) };
}

/** The documents that an account has in a Region, by name. */
async function documentsIn(moto: Moto, account: string, place: string) {
  const role = `arn:aws:iam::${account}:role/reader`;
  const form = new URLSearchParams({
    Action: 'AssumeRole',
    RoleArn: role,
    RoleSessionName: 'r',
    Version: '2011-06-15',
  });
  const call = (service: string, accessKey: string, headers: Record<string, string>, body: string) =>
    fetch(moto.endpoint, {
      method: 'POST',
      headers: {
        authorization: `AWS4-HMAC-SHA256 Credential=${accessKey}/20250101/${place}/${service}/aws4_request, SignedHeaders=host, Signature=0`,
        ...headers,
      },
      body,
    }).then((response) => response.text());
  const answer = await call(
    'sts',
    'test',
    { 'content-type': 'application/x-www-form-urlencoded' },
    `${form}`,
  );
  const [, accessKey = ''] = /<AccessKeyId>([^<]+)/.exec(answer) ?? [];
  const systemsManager = async (operation: string, request: object) => {
    const headers = {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `AmazonSSM.${operation}`,
    };
    return JSON.parse(await call('ssm', accessKey, headers, JSON.stringify(request)));
  };
  const { DocumentIdentifiers } = await systemsManager('ListDocuments', {
    Filters: [{ Key: 'Owner', Values: ['Self'] }],
  });
  const found: Record<string, unknown> = {};
  for (const { Name } of DocumentIdentifiers) {
    const { Content, DocumentType, DocumentFormat } = await systemsManager('GetDocument', { Name });
    found[Name] = { DocumentType, DocumentFormat, Content: contentOf(Content) };
  }
  return found;
}

/** moto answers the object of the template, AWS its text. */
const contentOf = (content: unknown) => (typeof content === 'string' ? JSON.parse(content) : content);

const wanted = ({ access }: Compiled, place: AwsPlace) =>
  Object.fromEntries(
    access.roles.flatMap(({ role, document, tunnels }) =>
      [
        [role.document.name, document] as const,
        ...tunnels.map((one) => [one.tunnel.document.name, one.document] as const),
      ].map(([name, content]) => [
        name,
        {
          DocumentType: 'Session',
          DocumentFormat: 'JSON',
          Content: JSON.parse(JSON.stringify(documentAt(content, place))),
        },
      ]),
    ),
  );

async function applyAnew(workspace: Workspace): Promise<string> {
  await workspace.apply(module);
  await workspace.plan(module, '-refresh-only');
  await workspace.apply(module);
  return workspace.outputs(module);
}

describe.skipIf(!hasTerraform || !hasMoto)('StackSets of the documents', () => {
  it('lists accounts for the first time only with new names for all documents', async () => {
    await onStage('hcl', {}, async ({ moto, workspace }) => {
      const organization = await seedAccounts(moto);
      const before = await workspace.generate(mappingOf(organization, 20));
      await workspace.plan(module);
      await applyAnew(workspace);

      const accounts = `, accounts: ${JSON.stringify(organization.accounts.slice(0, 1))}`;
      const sameNames = await workspace.generate(mappingOf(organization, 20, [], accounts));
      expect(judged(sameNames, await workspace.plan(module)).codes).toEqual([
        'gate-stack-instances-replaced',
      ]);

      // Another description for each role, and another port on the computer for the tunnel.
      const renamed = mappingOf(organization, 20, [], accounts)
        .replace('port: 5432,', 'port: 5432, localPort: 15432,')
        .replaceAll('{ osUser', '{ description: "Second edition.", osUser');
      const judgement = judged(await workspace.generate(renamed), await workspace.plan(module));
      expect(judgement).toMatchObject({ accepted: true, codes: [] });
      for (const { document } of before.mapping.roles)
        expect(judgement.meaning.join('\n')).toContain(`document ${document.name}: leaves the StackSet`);

      // moto creates in listed accounts and in all of the unit, and so fails in the last of the three calls.
      await moto.writes();
      await workspace.apply(module).catch(() => {});
      expect(await moto.writes()).toEqual([
        'DeleteStackInstances DELEGATED_ADMIN',
        'UpdateStackSet DELEGATED_ADMIN',
        'CreateStackInstances DELEGATED_ADMIN',
      ]);
    });
  });

  it.each(syntaxes)('are applied, read back and settled (%s)', async (syntax) => {
    await onStage(syntax, {}, async ({ moto, workspace }) => {
      const organization = await seedAccounts(moto);
      const before = await workspace.generate(mappingOf(organization, 20));
      const created = await workspace.plan(module);
      expect(judged(before, created)).toMatchObject({ accepted: true, codes: [] });
      await moto.writes();
      const outputs = await applyAnew(workspace);
      expect(await moto.writes()).toEqual([
        'CreateStackSet DELEGATED_ADMIN',
        'CreateStackInstances DELEGATED_ADMIN',
      ]);
      expect(await workspace.isSettled(module)).toBe(true);
      for (const account of organization.accounts)
        for (const place of regions)
          expect(await documentsIn(moto, account, place)).toEqual(wanted(before, { account, region: place }));

      const policies = await workspace.plan('identity-center');
      expect(judged(before, policies).codes).toContain('gate-documents-unstated');
      expect(judged(before, policies, [outputs])).toMatchObject({ accepted: true, codes: [] });
      await workspace.apply('identity-center');

      // A document changes: first the documents, then the policies with both names, then those with the new one.
      const old = before.mapping.roles.map(({ document }) => document.name);
      const changed = await workspace.generate(mappingOf(organization, 15));
      const update = judged(changed, await workspace.plan(module));
      expect(update).toMatchObject({ accepted: true, codes: [] });
      expect(update.meaning.join('\n')).toContain(
        `documents: { previous: ${JSON.stringify([...old].sort())} }`,
      );
      const early = await workspace.plan('identity-center');
      expect(judged(changed, early, [outputs]).codes).toContain('gate-documents-incomplete');
      expect(judged(changed, early, [outputs]).codes).toContain('gate-document-swapped');

      const both = await workspace.generate(mappingOf(organization, 15, old));
      await workspace.plan(module);
      const later = await applyAnew(workspace);
      expect(await workspace.isSettled(module)).toBe(true);
      const withBoth = await workspace.plan('identity-center');
      expect(judged(both, withBoth, [later])).toMatchObject({ accepted: true, codes: [] });
      await workspace.apply('identity-center');
      const last = await workspace.generate(mappingOf(organization, 15));
      expect(judged(last, await workspace.plan('identity-center'), [later])).toMatchObject({
        accepted: true,
        codes: [],
      });
    });
  });
});
