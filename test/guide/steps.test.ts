/**
 * What changes from step to step, in what is planned: the statements of the policies, and what becomes of the attribute,
 * for every way in which the attribute can be held. The tables are the expectation.
 */
import { describe, expect, it } from 'vitest';
import type { Access } from '../../src/access/access.js';
import { guideFacts } from '../../src/guide/facts.js';
import type { PolicyDocument } from '../../src/iam/policy.js';
import type { RoleMapping } from '../../src/mapping/model.js';
import { mappingDigest } from '../../src/mapping/origin.js';
import type { StepName } from '../../src/mapping/step.js';
import type { Block } from '../../src/terraform/plan/block.js';
import type { PlannedFile } from '../../src/terraform/plan/file.js';
import { plan } from '../../src/terraform/plan/plan.js';
import { compileMapping } from '../cases/case.js';
import { steps } from './guides.js';

const configurations: Readonly<Record<string, string>> = {
  'not stated': '',
  disabled: '{ configuration: disabled }',
  elsewhere: '{ configuration: elsewhere }',
  unmanaged: '{ configuration: unmanaged, removes: x, keep: { Team: y } }',
  'unmanaged, placeholder': '{ configuration: unmanaged, removes: x, keep: {}, whenNoneRemain: placeholder }',
  'unmanaged, disable': '{ configuration: unmanaged, removes: x, keep: {}, whenNoneRemain: disable }',
  managed: '{ configuration: managed, removes: x, keep: { Team: y } }',
  'managed, moved':
    '{ configuration: managed, removes: x, keep: { Team: y }, address: aws_ssoadmin_instance_access_control_attributes.old }',
  'managed, placeholder': '{ configuration: managed, removes: x, keep: {}, whenNoneRemain: placeholder }',
  'managed, disable': '{ configuration: managed, removes: x, keep: {}, whenNoneRemain: disable }',
};

const layouts = ['root', 'module'] as const;
type Layout = (typeof layouts)[number];

interface Step {
  readonly mapping: RoleMapping;
  readonly access: Access;
  readonly files: ReadonlyMap<string, PlannedFile>;
}

async function stepOf(rollout: StepName, configuration: string, layout: Layout): Promise<Step> {
  const attributes = configurations[configuration] ?? '';
  const { mapping, access, diagnostics } = await compileMapping(
    `version: 1
rollout: ${rollout}
${attributes && `accessControlAttributes: ${attributes}`}
identityCenter: { instanceArn: "arn:aws:sso:::instance/ssoins-722357a1b2c3d4e5" }
accounts: ["111111111111"]
regions: [eu-central-1]
nodes: { tags: { ssm-runas: linux } }
roles:
  admin: { osUser: ops-admin, permissionSet: LinuxAdmin }
  auditor: { osUser: audit, permissionSet: LinuxAuditor, inlinePolicy: export }
${layout === 'module' ? 'output: { layout: module, moduleAddress: module.runas }' : ''}
`,
    'hcl',
  );
  if (!mapping || !access) throw new Error(JSON.stringify(diagnostics, null, 2));
  const terraform = plan(mapping, access).filter(({ path }) =>
    /^(?:identity-center|session-documents|root-blocks)\//.test(path),
  );
  return { mapping, access, files: new Map(terraform.map((file) => [file.path, file])) };
}

const blocksOf = ({ files }: Step): readonly Block[] =>
  [...files.values()].flatMap((file) => (file.kind === 'terraform' ? file.blocks : []));

/** The attribute at a step, in a few words: which keys the resource holds, and what stands beside it. */
function attributeWords(step: Step): string {
  const words = blocksOf(step).flatMap((block) => {
    if (block.kind === 'resource' && block.type === 'aws_ssoadmin_instance_access_control_attributes') {
      const keys = block.blocks.map(({ arguments: [key] }) =>
        key?.value.kind === 'text' ? key.value.text : '?',
      );
      expect(block.lifecycle?.preventDestroy).toBe(true);
      expect(block.dependsOn).toHaveLength(1);
      return [keys.join('+')];
    }
    if (block.kind === 'import') return [`import ${block.to.replace(/aws_\w+/, 'it')}`];
    if (block.kind === 'moved') return [`moved to ${block.to.replace(/aws_\w+/, 'it')}`];
    return block.kind === 'removed' ? ['forget'] : [];
  });
  return words.sort().join(', ') || 'nothing';
}

function tableOf(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return `\n${rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join(' | ')
        .trimEnd(),
    )
    .join('\n')}\n`;
}

describe.each(layouts)('the attribute, layout %s', (layout) => {
  it('is what the table says', async () => {
    const rows = await Promise.all(
      Object.keys(configurations).map(async (configuration) => [
        configuration,
        ...(await Promise.all(
          steps.map(async (step) => attributeWords(await stepOf(step, configuration, layout))),
        )),
      ]),
    );
    expect(tableOf([['configuration', ...steps], ...rows])).toBe(expectedAttributes[layout]);
  });
});

/** `it` is the resource of the module. Keys joined by + are what the resource holds. */
const expectedAttributes: Readonly<Record<Layout, string>> = {
  root: `
configuration          | prepare                                | switch                                 | enforce
not stated             | forget                                 | forget                                 | forget
disabled               | forget                                 | forget                                 | forget
elsewhere              | forget                                 | forget                                 | forget
unmanaged              | forget                                 | Team, import it.this                   | Team, import it.this
unmanaged, placeholder | forget                                 | SsmRunAsGenPlaceholder, import it.this | SsmRunAsGenPlaceholder, import it.this
unmanaged, disable     | forget                                 | nothing                                | nothing
managed                | Team+SSMSessionRunAs                   | Team                                   | Team
managed, moved         | Team+SSMSessionRunAs, moved to it.this | Team, moved to it.this                 | Team, moved to it.this
managed, placeholder   | SSMSessionRunAs                        | SsmRunAsGenPlaceholder                 | SsmRunAsGenPlaceholder
managed, disable       | SSMSessionRunAs                        | nothing                                | nothing
`,
  module: `
configuration          | prepare                                             | switch                                              | enforce
not stated             | forget                                              | forget                                              | forget
disabled               | forget                                              | forget                                              | forget
elsewhere              | forget                                              | forget                                              | forget
unmanaged              | forget                                              | Team, import module.runas.it.this                   | Team, import module.runas.it.this
unmanaged, placeholder | forget                                              | SsmRunAsGenPlaceholder, import module.runas.it.this | SsmRunAsGenPlaceholder, import module.runas.it.this
unmanaged, disable     | forget                                              | nothing                                             | nothing
managed                | Team+SSMSessionRunAs                                | Team                                                | Team
managed, moved         | Team+SSMSessionRunAs, moved to module.runas.it.this | Team, moved to module.runas.it.this                 | Team, moved to module.runas.it.this
managed, placeholder   | SSMSessionRunAs                                     | SsmRunAsGenPlaceholder                              | SsmRunAsGenPlaceholder
managed, disable       | SSMSessionRunAs                                     | nothing                                             | nothing
`,
};

const sids = ({ Statement }: PolicyDocument) => Statement.map(({ Sid = '' }) => Sid);

/** Sids that come, go, or say something else. */
function statementChanges(from: PolicyDocument, to: PolicyDocument) {
  const text = ({ Statement }: PolicyDocument) =>
    new Map(Statement.map((statement) => [statement.Sid ?? '', JSON.stringify(statement)]));
  const [old, now] = [text(from), text(to)];
  return {
    come: sids(to).filter((sid) => !old.has(sid)),
    go: sids(from).filter((sid) => !now.has(sid)),
    differ: sids(to).filter((sid) => old.has(sid) && old.get(sid) !== now.get(sid)),
  };
}

const switchDenies = [
  'DenyOtherDocuments',
  'DenyNoDocument',
  'DenyForeignDocument',
  'DenyUntaggedNodes',
  'DenyOtherRegions',
  'DenyOthersSessions',
  'DenyWaysAround',
  'DenyDocumentChanges',
  'DenyScopeTags',
];
/** They get the condition on the document check; the default document goes. */
const tightened = ['StartOnNodes', 'StartWithRoleDocument'];

const policyTable = [
  ['prepare', 'switch', { come: switchDenies, go: [], differ: tightened }],
  ['switch', 'enforce', { come: ['DenyRunAsTag'], go: [], differ: [] }],
  ['enforce', 'switch', { come: [], go: ['DenyRunAsTag'], differ: [] }],
  ['switch', 'prepare', { come: [], go: switchDenies, differ: tightened }],
] as const;

const combinations = Object.keys(configurations).flatMap((configuration) =>
  layouts.map((layout) => [configuration, layout] as const),
);

describe.each(policyTable)('from %s to %s', (from, to, expected) => {
  it.each(combinations)(
    'the policies change as the table says: %s, layout %s',
    async (configuration, layout) => {
      const [old, now] = await Promise.all([
        stepOf(from, configuration, layout),
        stepOf(to, configuration, layout),
      ]);
      const policies = old.access.roles.map(
        ({ policy }, at) => [policy, now.access.roles[at]?.policy] as const,
      );
      expect(policies).toHaveLength(2);
      for (const [before, after] of policies)
        expect(after && statementChanges(before, after)).toEqual(expected);
    },
  );

  it.each(combinations)(
    'no document changes, and no file without need: %s, layout %s',
    async (configuration, layout) => {
      const [old, now] = await Promise.all([
        stepOf(from, configuration, layout),
        stepOf(to, configuration, layout),
      ]);
      const paths = [...new Set([...old.files.keys(), ...now.files.keys()])].sort();
      const changed = paths.filter(
        (path) => JSON.stringify(old.files.get(path)) !== JSON.stringify(now.files.get(path)),
      );
      const attributeChanges =
        attributeWords(old) !== attributeWords(now) || /unmanaged|disable$/.test(configuration);
      const isFirst = from === 'prepare' || to === 'prepare';
      const allowed = [
        'identity-center/permission-sets',
        // The Deny on setting the tag comes with `enforce`.
        ...(isFirst ? [] : ['identity-center/scp.json']),
        // The exported policy is an output.
        'identity-center/outputs',
        ...(attributeChanges && isFirst
          ? ['identity-center/access-control-attributes', 'root-blocks/identity-center']
          : []),
      ];
      expect(changed.filter((path) => !allowed.includes(path))).toEqual([]);
      expect(changed).toContain('identity-center/permission-sets');
      expect(changed.includes('identity-center/scp.json')).toBe(!isFirst);
    },
  );
});

describe('the guide', () => {
  it.each(Object.keys(configurations))('counts on the list that is planned: %s', async (configuration) => {
    const step = await stepOf('switch', configuration, 'root');
    const { attributes } = guideFacts(step.mapping, step.access, mappingDigest(step.mapping));
    if (!attributes.isKept) {
      expect(
        blocksOf(step).some((block) => block.kind === 'resource' && /access_control/.test(block.type)),
      ).toBe(false);
      return;
    }
    expect(attributeWords(step).split(', ')).toContain(attributes.remaining.map(({ key }) => key).join('+'));
    const preparing = await stepOf('prepare', configuration, 'root');
    if (attributes.isManaged) {
      expect(attributeWords(preparing).split(', ')).toContain(
        attributes.today.map(({ key }) => key).join('+'),
      );
    }
  });
});
