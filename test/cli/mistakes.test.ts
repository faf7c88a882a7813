/**
 * Mistakes that newcomers make: the message names the mistake and its place, and the mapping is accepted after its remedy was followed
 * to the letter. Where a remedy leaves a choice, the row has the choice.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repository, run } from './world.js';

const right = `version: 1
rollout: prepare
accounts: ["111122223333"]
regions: [eu-central-1]
documents: { deployedBy: ["arn:aws:iam::*:role/terraform"] }
accessControlAttributes:
  configuration: unmanaged
  removes: "\${path:userType}"
  keep: { CostCenter: "\${path:enterprise.costCenter}" }
identityCenter:
  instanceArn: arn:aws:sso:::instance/ssoins-722357a1b2c3d4e5
nodes: { tags: { ssm-runas: linux } }
session: { kmsKey: alias/session-manager, idleTimeoutMinutes: 20 }
roles:
  admin: { osUser: ops-admin, permissionSet: LinuxAdmin }
  developer: { osUser: dev, permissionSet: LinuxDeveloper }
`;

interface Mistake {
  readonly code: string;
  /** A part of the right mapping, and the mistake that replaces it. */
  readonly from: string;
  readonly to: string;
  /** What the remedy must say. */
  readonly remedy: string;
  /** What replaces the mistake after the remedy; if absent, the part of the right mapping. */
  readonly after?: string;
}

const mistakes: Readonly<Record<string, Mistake>> = {
  'a key in another spelling': {
    code: 'key-unknown',
    from: 'osUser: dev,',
    to: 'os_user: dev,',
    remedy: 'Write `osUser`',
  },
  'root as a Linux user': {
    code: 'os-user-forbidden',
    from: 'osUser: dev,',
    to: 'osUser: root,',
    remedy: 'Write the name of an ordinary Linux user',
  },
  'the administrator of an image': {
    code: 'os-user-privileged',
    from: 'roles:\n  admin: { osUser: ops-admin,',
    to: 'roles:\n  admin: { osUser: ec2-user,',
    remedy: 'accept: [{ code: os-user-privileged, reason: "…" }]',
    after: 'accept: [{ code: os-user-privileged, reason: "…" }]\nroles:\n  admin: { osUser: ec2-user,',
  },
  'an account without quotes': {
    code: 'value-unquoted',
    from: '["111122223333"]',
    to: '[011122223333]',
    remedy: 'Quote it: "011122223333"',
    after: '["011122223333"]',
  },
  'a permission set by its ARN': {
    code: 'permission-set-name',
    from: 'permissionSet: LinuxDeveloper',
    to: 'permissionSet: "arn:aws:sso:::permissionSet/ssoins-722357a1b2c3d4e5/ps-1234567890abcdef"',
    remedy: 'Write `{ name: NAME, arn: ARN }`',
    after:
      'permissionSet: { name: LinuxDeveloper, arn: "arn:aws:sso:::permissionSet/ssoins-722357a1b2c3d4e5/ps-1234567890abcdef" }',
  },
  'a permission set by its role': {
    code: 'protected-role',
    from: 'permissionSet: LinuxDeveloper',
    to: 'permissionSet: AWSReservedSSO_LinuxDeveloper_0123456789abcdef',
    remedy: 'Write "LinuxDeveloper"',
    after: 'permissionSet: "LinuxDeveloper"',
  },
  'a Region without a hyphen': {
    code: 'value-malformed',
    from: '[eu-central-1]',
    to: '[eu-central1]',
    remedy: 'Write "eu-central-1"',
    after: '["eu-central-1"]',
  },
  'no step of the rollout': {
    code: 'rollout-unstated',
    from: 'rollout: prepare\n',
    to: '',
    remedy: 'Add `rollout: prepare`',
  },
  'no list of attributes to keep': {
    code: 'keep-unstated',
    from: '  keep: { CostCenter: "${path:enterprise.costCenter}" }\n',
    to: '',
    remedy: '`ssm-runas-gen init --stdout --attributes FILE` prints this list',
  },
  'the attribute that must be removed among those to keep': {
    code: 'keep-run-as',
    from: 'keep: { CostCenter',
    to: 'keep: { SSMSessionRunAs: "${path:userType}", CostCenter',
    remedy: 'Remove it from `keep`, and write its source under `removes`',
  },
  'no ARN of the instance': {
    code: 'instance-arn-unstated',
    from: 'identityCenter:\n  instanceArn: arn:aws:sso:::instance/ssoins-722357a1b2c3d4e5\n',
    to: '',
    remedy: '`identityCenter: { instanceArn: arn:aws:sso:::instance/ssoins-722357a1b2c3d4e5 }`',
    after: 'identityCenter: { instanceArn: arn:aws:sso:::instance/ssoins-722357a1b2c3d4e5 }\n',
  },
  'a source of an attribute without quotes': {
    code: 'source-syntax',
    from: '"${path:enterprise.costCenter}"',
    to: '${path:enterprise.costCenter}',
    remedy: 'Quote it: "${path:enterprise.costCenter}"',
  },
  'a placeholder without quotes': {
    code: 'source-syntax',
    from: 'documents: { ',
    to: 'documents: { name: ConnectAs-{role}, ',
    remedy: 'Quote it: "ConnectAs-{role}"',
    after: 'documents: { name: "ConnectAs-{role}", ',
  },
  'one permission set for two roles': {
    code: 'permission-set-shared',
    from: 'permissionSet: LinuxDeveloper',
    to: 'permissionSet: LinuxAdmin',
    remedy: 'Use a different permission set for each role',
  },
  'a key alias without alias/': {
    code: 'kms-key-invalid',
    from: 'alias/session-manager',
    to: 'session-manager',
    remedy: 'alias',
  },
  'a step of the rollout in another spelling': {
    code: 'value-not-listed',
    from: 'rollout: prepare',
    to: 'rollout: prepared',
    remedy: 'Write "prepare"',
    after: 'rollout: "prepare"',
  },
  'a tab': {
    code: 'source-syntax',
    from: '  admin:',
    to: '\tadmin:',
    remedy: 'Correct the syntax here',
  },
  'minutes as text': {
    code: 'value-type',
    from: 'idleTimeoutMinutes: 20',
    to: 'idleTimeoutMinutes: "20m"',
    remedy: 'Write a whole number, without quotes',
  },
  'tags as a list': {
    code: 'value-type',
    from: '{ ssm-runas: linux }',
    to: '["ssm-runas=linux"]',
    remedy: 'Write keys and values: { key: value }',
  },
  'an Active Directory user with the domain in front': {
    code: 'os-user-invalid',
    from: 'osUser: dev,',
    to: 'osUser: CORP\\dev,',
    remedy: '"dev@corp.example.com"',
    after: 'osUser: "dev@corp.example.com",',
  },
  'another version': {
    code: 'value-not-listed',
    from: 'version: 1',
    to: 'version: 2',
    remedy: 'Write 1.',
  },
  'a name of a role with a space': {
    code: 'key-malformed',
    from: '  developer:',
    to: '  "web server":',
    remedy: 'Write another key',
  },
  'AWS provider 6 without Regions': {
    code: 'regions-unstated',
    from: 'regions: [eu-central-1]',
    to: 'output: { awsProvider: 6 }',
    remedy: '`regions: [eu-central-1]`',
    after: 'output: { awsProvider: 6 }\nregions: [eu-central-1]',
  },
  'the folder of the mapping as output folder': {
    code: 'directory-unusable',
    from: 'rollout: prepare',
    to: 'rollout: prepare\noutput: { directory: . }',
    remedy: '`generated`',
    after: 'rollout: prepare\noutput: { directory: generated }',
  },
  'a module without its address': {
    code: 'module-address-unstated',
    from: 'rollout: prepare',
    to: 'rollout: switch\noutput: { layout: module }',
    remedy: '`moduleAddress: module.runas`',
    after: 'rollout: switch\noutput: { layout: module, moduleAddress: module.runas }',
  },
  'a merge file that does not exist': {
    code: 'merge-file-missing',
    from: 'permissionSet: LinuxDeveloper',
    to: 'permissionSet: LinuxDeveloper, inlinePolicy: { merge: gone.json }',
    remedy: 'Correct the path',
    after: 'permissionSet: LinuxDeveloper, inlinePolicy: { merge: developer.json }',
  },
};

const policy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' }],
});

interface Found {
  readonly code: string;
  readonly remedy: string;
  readonly suppressed?: true;
}

async function findings(mapping: string): Promise<readonly Found[]> {
  const cwd = repository({ 'ssm-runas.yaml': mapping, 'developer.json': policy });
  const { stdout } = await run(cwd, ['validate', '--strict', '--format', 'json', 'ssm-runas.yaml']);
  const { diagnostics }: { readonly diagnostics: readonly Found[] } = JSON.parse(stdout);
  return diagnostics.filter(({ suppressed }) => suppressed !== true);
}

describe('one mistake in a mapping is one finding, and its remedy works:', () => {
  it('the mapping without a mistake has no finding', async () => {
    expect(await findings(right)).toEqual([]);
  });

  it.each(Object.entries(mistakes))('%s', async (_, { code, from, to, remedy, after = from }) => {
    expect(right).toContain(from);
    const found = await findings(right.replace(from, () => to));
    expect(found.map((each) => each.code)).toEqual([code]);
    expect(found[0]?.remedy).toContain(remedy);
    expect(await findings(right.replace(from, () => after))).toEqual([]);
  });
});

it('an empty mapping: its remedy is to delete it and run init', async () => {
  const cwd = repository({ 'ssm-runas.yaml': '' });
  const { stdout } = await run(cwd, ['validate']);
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain('delete the file and run `ssm-runas-gen init`');
  rmSync(join(cwd, 'ssm-runas.yaml'));
  expect((await run(cwd, ['init'])).code).toBe(0);
});

it('no mapping: the remedy is to run init', async () => {
  const cwd = repository({});
  const { stderr, code } = await run(cwd, ['generate']);
  expect([code, stderr]).toEqual([4, expect.stringContaining('Run `ssm-runas-gen init`')]);
  expect((await run(cwd, ['init'])).code).toBe(0);
  expect((await run(cwd, ['generate'])).stderr).not.toContain('mapping-not-found');
});

it('a mapping in UTF-16 has the command that converts it', async () => {
  const cwd = repository({});
  writeFileSync(join(cwd, 'ssm-runas.yaml'), `\ufeff${right}`, 'utf16le');
  const { stdout } = await run(cwd, ['validate']);
  expect(stdout).toContain('error[source-not-utf8]');
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
    '(Get-Content -Raw FILE) | Set-Content -Encoding utf8 FILE',
  );
  // Windows PowerShell writes the byte order mark.
  writeFileSync(join(cwd, 'ssm-runas.yaml'), `\ufeff${right}`);
  expect(await run(cwd, ['validate', '--strict'])).toMatchObject({ code: 0, stdout: '' });
});

describe('init', () => {
  const attributes = {
    Status: 'ENABLED',
    InstanceAccessControlAttributeConfiguration: { AccessControlAttributes: [] },
  };

  it('says how many objects there are where one is expected', async () => {
    const cwd = repository({ 'a.json': JSON.stringify(attributes).repeat(2) });
    const { stderr } = await run(cwd, ['init', '--attributes', 'a.json']);
    expect(stderr).toContain('prints one JSON object, and the file contains 2');
  });

  it('refuses a list that is cut off', async () => {
    const PermissionSets = ['arn:aws:sso:::permissionSet/ssoins-722357a1b2c3d4e5/ps-1234567890abcdef'];
    const cwd = repository({ 's.json': JSON.stringify({ PermissionSets, NextToken: 'abc' }) });
    const { code, stderr } = await run(cwd, ['init', '--permission-sets', 's.json']);
    expect([code, stderr]).toEqual([1, expect.stringContaining('`NextToken`')]);
  });

  it('quotes an ARN of another form', async () => {
    const cwd = repository({
      's.json': JSON.stringify({ PermissionSets: ['arn:aws:sso:::permissionSet/x'] }),
    });
    const { stderr } = await run(cwd, ['init', '--permission-sets', 's.json']);
    expect(stderr).toContain('"arn:aws:sso:::permissionSet/x" is not the ARN of a permission set');
  });
});
