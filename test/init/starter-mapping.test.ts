/** The starter is a mapping without errors whatever AWS printed, and says what it was told. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasErrors } from '../../src/diagnostics/diagnostic.js';
import { check } from '../../src/generate.js';
import type { FoundAttributes } from '../../src/init/read-attributes.js';
import type { FoundPermissionSets } from '../../src/init/read-permission-sets.js';
import { roleStubs } from '../../src/init/role-stubs.js';
import { starterMapping } from '../../src/init/starter-mapping.js';
import { fillIn } from './fill-in.js';

function checked(text: string) {
  const source = {
    file: 'ssm-runas.yaml',
    fileName: 'ssm-runas.yaml',
    bytes: new TextEncoder().encode(text),
  };
  return check(source, { readRelated: async () => undefined });
}

/** The starter, what in it is left to fill in, and the mapping that it is then. */
async function made(attributes?: FoundAttributes, permissionSets?: FoundPermissionSets) {
  const text = starterMapping({ schemaPath: undefined, attributes, permissionSets });
  const { diagnostics } = await checked(text);
  const left = diagnostics.filter(({ code }) => code === 'placeholder-left');
  const toFill = left.map(({ path = [] }) => path.join('.'));
  return { text, toFill, ...(await checked(fillIn(text))) };
}

const sets = (...names: string[]): FoundPermissionSets => ({
  sets: names.map((name) => ({ name, arn: undefined })),
  instanceArn: 'arn:aws:sso:::instance/ssoins-722357a1b2c3d4e5',
  partition: 'aws',
});

const runAs = { key: 'ssmSessionRunas', source: '${path:userType}' };

describe('the starter', () => {
  it('begins with the schema for editors, where it is known', () => {
    const first = (schemaPath: string | undefined) =>
      starterMapping({ schemaPath, attributes: undefined, permissionSets: undefined }).split('\n')[0];
    expect(first('./node_modules/x.json')).toBe('# yaml-language-server: $schema=./node_modules/x.json');
    expect(first(undefined)).toContain('`ssm-runas-gen schema`');
  });

  it('has placeholders where nothing is known, and no finding once they are filled in', async () => {
    const { diagnostics, mapping, toFill } = await made();
    expect(diagnostics).toEqual([]);
    expect(mapping?.step.name).toBe('prepare');
    expect(toFill).toEqual([
      'identityCenter.instanceArn',
      'accessControlAttributes.configuration',
      'accounts.0',
      'session.kmsKey',
      'documents.deployedBy.0',
      'roles.example.osUser',
      'roles.example.permissionSet',
      'roles.example.sessionsBefore',
    ]);
  });

  it('has no other error than its placeholders', async () => {
    for (const text of [
      starterMapping({ schemaPath: undefined, attributes: undefined, permissionSets: undefined }),
      starterMapping({ schemaPath: undefined, attributes: { keep: [], runAs }, permissionSets: sets('A') }),
    ]) {
      const { diagnostics } = await checked(text);
      expect([...new Set(diagnostics.map(({ code }) => code))]).toEqual(['placeholder-left']);
    }
  });

  it('holds the list, and names where the tag comes from', async () => {
    const keep = [{ key: 'Email', source: '${path:emails[primary eq "true"].value}' }];
    const { text, mapping, toFill } = await made({ keep, runAs }, sets('LinuxAdmin'));
    expect(mapping?.attributes).toMatchObject({
      configuration: 'unmanaged',
      keep,
      removes: '${path:userType}',
    });
    expect(text).toContain('# The tag comes from "${path:userType}" today, as "ssmSessionRunas";');
    expect(toFill).toEqual([
      'accounts.0',
      'session.kmsKey',
      'documents.deployedBy.0',
      'roles.linux-admin.osUser',
      'roles.linux-admin.sessionsBefore',
    ]);
  });

  it('asks for the instance where it must be known', async () => {
    const { toFill, diagnostics } = await made({ keep: [], runAs });
    expect(hasErrors(diagnostics)).toBe(false);
    expect(toFill).toContain('identityCenter.instanceArn');
  });

  it('keeps a placeholder when nothing else remains', async () => {
    const { mapping } = await made({ keep: [], runAs }, sets('A'));
    expect(mapping?.attributes).toMatchObject({
      keep: [],
      whenNoneRemain: 'placeholder',
      removes: '${path:userType}',
    });
  });

  it('generates nothing for an empty list', async () => {
    const { mapping } = await made({ keep: [], runAs: undefined }, sets('A'));
    expect(mapping?.attributes).toEqual({ configuration: 'elsewhere' });
  });

  it('says that nobody maps the tag', async () => {
    const { text, mapping } = await made({ keep: [{ key: 'A', source: 'x' }], runAs: undefined }, sets('A'));
    expect(text).toContain('SSMSessionRunAs is not in the list');
    expect(mapping?.attributes).toMatchObject({ configuration: 'unmanaged', removes: undefined });
  });

  it('has the ARN of each permission set, so that Terraform need not look for it', async () => {
    const arn = 'arn:aws:sso:::permissionSet/ssoins-722357a1b2c3d4e5/ps-8a1b2c3d4e5f6071';
    const { mapping } = await made(undefined, { ...sets(), sets: [{ name: 'LinuxAdmin', arn }] });
    expect(mapping?.roles[0]?.permissionSet).toEqual({ kind: 'arn', name: 'LinuxAdmin', arn });
  });

  it('names a permission set by its ARN where that is all there is', async () => {
    const arn = 'arn:aws-us-gov:sso:::permissionSet/ssoins-722357a1b2c3d4e5/ps-8a1b2c3d4e5f6071';
    const { mapping, toFill } = await made(undefined, {
      sets: [{ name: undefined, arn }],
      instanceArn: 'arn:aws-us-gov:sso:::instance/ssoins-722357a1b2c3d4e5',
      partition: 'aws-us-gov',
    });
    expect(mapping?.partition).toBe('aws-us-gov');
    expect(mapping?.roles[0]?.permissionSet).toEqual({ kind: 'arn', name: 'Set1', arn });
    expect(toFill).toContain('roles.role-1.permissionSet.name');
  });
});

/** https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_AccessControlAttribute.html and API_PermissionSet.html */
const keys = fc.stringMatching(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,20}$/u);
const sources = fc.stringMatching(/^[\p{L}\p{Z}\p{N}_.:/=+\-@[\]{}$\\"]{1,40}$/u);
const names = fc.stringMatching(/^[\w+=,.@-]{1,32}$/);

describe('whatever AWS allows', () => {
  it('arrives in the mapping as it was', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.record({ key: keys, source: sources }), {
          selector: ({ key }) => key.toLowerCase(),
          maxLength: 4,
        }),
        sources,
        fc.uniqueArray(names, { minLength: 1, maxLength: 4 }),
        async (keep, source, permissionSets) => {
          const { mapping, diagnostics } = await made(
            { keep, runAs: { key: 'SSMSessionRunAs', source } },
            sets(...permissionSets),
          );
          // The rules of the language are stricter than AWS's characters; they are findings, never broken YAML.
          const rules = [
            'text-',
            'keep-',
            'protected-role',
            'permission-set-name',
            'label-',
            'value-malformed',
          ];
          for (const { code, severity } of diagnostics) {
            if (severity === 'error') expect(rules.some((rule) => code.startsWith(rule))).toBe(true);
          }
          if (!mapping) return;
          expect(mapping.attributes).toMatchObject({
            removes: source,
            keep: [...keep].sort((a, b) => (a.key < b.key ? -1 : 1)),
          });
          expect(mapping.roles.map((role) => role.permissionSet.name).sort()).toEqual(
            [...permissionSets].sort(),
          );
        },
      ),
      { numRuns: 200 },
    );
  });

  it('never ends a comment', async () => {
    const evil = { key: 'SSMSessionRunAs', source: 'x\nroles: {}\n# "' };
    const { text } = await made({ keep: [], runAs: evil }, sets('A'));
    expect(text).toContain('# The tag comes from "x\\nroles: {}\\n# \\"" today');
    expect(text).toContain('  removes: "x\\nroles: {}\\n# \\""');
  });
});

describe('role stubs', () => {
  it('get distinct names that a mapping takes, and a user that no node has', () => {
    const stubs = roleStubs(
      ['LinuxAdmin', 'linux_admin', 'linux-admin', '007', 'Ä', 'A'.repeat(40)].map((name) => ({
        name,
        arn: undefined,
      })),
    );
    expect(stubs.map(({ name }) => name)).toEqual([
      'linux-admin',
      'linux-admin-2',
      'linux-admin-3',
      'role-4',
      'role-5',
      'a'.repeat(32),
    ]);
    expect(stubs.map(({ osUser }) => osUser)).toEqual([
      'fill-in-linux-admin',
      'fill-in-linux-admin-2',
      'fill-in-linux-admin-3',
      'fill-in-role-4',
      'fill-in-role-5',
      `fill-in-${'a'.repeat(24)}`,
    ]);
  });
});
