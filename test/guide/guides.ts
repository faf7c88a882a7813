/** The guides that the tests read: of every golden case, of its other steps, and of mappings that no golden case has. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Access } from '../../src/access/access.js';
import { rolloutGuide } from '../../src/guide/rollout-guide.js';
import type { RoleMapping } from '../../src/mapping/model.js';
import { mappingDigest } from '../../src/mapping/origin.js';
import type { StepName } from '../../src/mapping/step.js';
import { caseFolder, caseNames, compileMapping } from '../cases/case.js';

export interface Guide {
  readonly name: string;
  readonly mapping: RoleMapping;
  readonly access: Access;
  readonly text: string;
}

export const steps: readonly StepName[] = ['prepare', 'switch', 'enforce'];

export async function guideOf(name: string, source: string, from?: string): Promise<Guide> {
  const { mapping, access, diagnostics } = await compileMapping(source, 'hcl', from);
  if (!mapping || !access) throw new Error(`${name}: ${JSON.stringify(diagnostics, null, 2)}`);
  return { name, mapping, access, text: rolloutText(mapping, access) };
}

export function rolloutText(mapping: RoleMapping, access: Access): string {
  return rolloutGuide(mapping, access, mappingDigest(mapping)).text;
}

export function goldenGuides(): Promise<Guide[]> {
  return Promise.all(
    caseNames.map((name) => {
      const folder = caseFolder(name);
      return guideOf(name, readFileSync(join(folder, 'ssm-runas.yaml'), 'utf8'), folder);
    }),
  );
}

/** Every combination that the guide tells apart. */
export function combinedGuides(): Promise<Guide[]> {
  const attributes = [
    '',
    'accessControlAttributes: { configuration: disabled }',
    'accessControlAttributes: { configuration: elsewhere }',
    ...['unmanaged', 'managed'].flatMap((configuration) =>
      [
        'keep: { CostCenter: "${path:enterprise.costCenter}" }',
        'keep: {}, whenNoneRemain: disable',
        'keep: {}, whenNoneRemain: placeholder',
      ].map(
        (rest) =>
          `accessControlAttributes: { configuration: ${configuration}, removes: '\${path:name["x"]}', ${rest} }`,
      ),
    ),
  ];
  const layouts = [
    '',
    `output: { layout: module, moduleAddress: 'module.a.module.runas["e u"]', engine: opentofu }`,
  ];
  const byAccount = ['', 'layout: module, moduleAddress: module.runas, '].map(
    (layout) => `output: { ${layout}awsProvider: "6" }`,
  );
  return Promise.all(
    steps.flatMap((rollout) => [
      ...attributes.flatMap((attribute) =>
        layouts.map((layout) =>
          guideOf([rollout, attribute, layout].join(' '), combined(rollout, attribute, layout)),
        ),
      ),
      ...byAccount.flatMap((layout) => {
        const source = combined(rollout, attributes[2] ?? '', layout);
        return [
          guideOf([rollout, layout].join(' '), `${onNodes(source)}defaultDocument: lock\n`),
          guideOf([rollout, layout, 'stackset'].join(' '), byStackSet(source)),
        ];
      }),
    ]),
  );
}

const onNodes = (source: string) => source.replace('nodes: { tags', 'nodes: { users: association, tags');

const byStackSet = (source: string) =>
  source.replace(
    'documents: {',
    'documents: { deploy: stackset, stackSet: { organizationalUnits: [ou-ab12-cdefgh34], managementAccount: "222222222222" },',
  );

function combined(rollout: StepName, attribute: string, layout: string): string {
  return `version: 1
rollout: ${rollout}
${attribute}
identityCenter: { instanceArn: "arn:aws:sso:::instance/ssoins-722357a1b2c3d4e5" }
accounts: ["111111111111", "222222222222"]
regions: [eu-central-1]
nodes: { tags: { ssm-runas: linux } }
documents: { previous: [SSMRunAs-former-Session] }
session: { cloudWatch: { logGroup: "/ssm/#sessions" } }
roles:
  admin: { osUser: ops-admin, permissionSet: LinuxAdmin }
  auditor: { osUser: audit, permissionSet: "Linux=Auditor,x.y@z-1", inlinePolicy: export, nodes: { tags: { stage: [prod, test] } } }
${layout}
`;
}
