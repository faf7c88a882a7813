/** `init`: where the starter goes, what it never does, and how it ends. */
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repository, run } from './world.js';

const attributes = JSON.stringify({
  Status: 'ENABLED',
  InstanceAccessControlAttributeConfiguration: {
    AccessControlAttributes: [
      { Key: 'CostCenter', Value: { Source: ['${path:enterprise.costCenter}'] } },
      { Key: 'ssmsessionrunas', Value: { Source: ['${path:userType}'] } },
    ],
  },
});
const arn = 'arn:aws:sso:::permissionSet/ssoins-722357a1b2c3d4e5/ps-8a1b2c3d4e5f6071';
const permissionSet = JSON.stringify({ PermissionSet: { Name: 'LinuxAdmin', PermissionSetArn: arn } });

describe('init', () => {
  it('writes a mapping that validates', async () => {
    const cwd = repository({ 'a.json': attributes, 'p.json': permissionSet });
    const { code, stdout, stderr } = await run(cwd, [
      'init',
      '--attributes',
      'a.json',
      '--permission-sets',
      'p.json',
    ]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toContain('wrote ssm-runas.yaml\nleft to fill in:\n');
    expect(stderr).toContain('roles.linux-admin.osUser');
    expect(await run(cwd, ['validate'])).toMatchObject({
      code: 0,
      stderr: 'ssm-runas.yaml is valid: 1 role\n',
    });
    expect(readFileSync(join(cwd, 'ssm-runas.yaml'), 'utf8')).toMatch(
      /^# yaml-language-server: \$schema=https:\/\/.*\.json\n/,
    );
  });

  it('prints only, when asked to', async () => {
    const cwd = repository({ 'ssm-runas.yaml': 'mine' });
    const { code, stdout } = await run(cwd, ['init', '--stdout', '--attributes', '-', '-q'], {
      stdin: attributes,
    });
    expect(code).toBe(0);
    expect(stdout).toContain('"CostCenter": "${path:enterprise.costCenter}"');
    expect(readFileSync(join(cwd, 'ssm-runas.yaml'), 'utf8')).toBe('mine');
  });

  it.each([
    'ssm-runas.yaml',
    'ssm-runas.yml',
    'ssm-runas.json',
    '.config/ssm-runas.yaml',
    '.config/ssm-runas.json',
  ])('never writes over or beside %s', async (name) => {
    const cwd = repository({ [name]: 'mine' });
    const { code, stderr } = await run(cwd, ['init']);
    expect(code).toBe(4);
    expect(stderr).toContain(`error[init-mapping-exists]: ${name} is there already`);
    expect(readFileSync(join(cwd, name), 'utf8')).toBe('mine');
    expect(name === 'ssm-runas.yaml' || !existsSync(join(cwd, 'ssm-runas.yaml'))).toBe(true);
  });

  it('follows no link, and fills no folder', async () => {
    const linked = repository({});
    symlinkSync(join(linked, 'elsewhere'), join(linked, 'ssm-runas.yaml'));
    expect(await run(linked, ['init'])).toMatchObject({ code: 4 });
    expect(existsSync(join(linked, 'elsewhere'))).toBe(false);
    const folder = repository({});
    mkdirSync(join(folder, 'ssm-runas.yaml'));
    expect(await run(folder, ['init'])).toMatchObject({ code: 4 });
  });

  it('prints every finding about its inputs, and writes nothing', async () => {
    const cwd = repository({ 'a.json': '', 'p.json': '{}' });
    const { code, stderr } = await run(cwd, [
      'init',
      '--attributes',
      'a.json',
      '--permission-sets',
      'p.json',
    ]);
    expect(code).toBe(1);
    expect(stderr).toContain('error[init-input-empty]');
    expect(stderr).toContain('a.json');
    expect(stderr).toContain('error[init-input-unexpected]');
    expect(existsSync(join(cwd, 'ssm-runas.yaml'))).toBe(false);
  });

  it('writes what AWS allows and a mapping does not, and says so', async () => {
    const cwd = repository({ 'a.json': attributes.replace('${path:enterprise.costCenter}', '') });
    const { code, stderr } = await run(cwd, ['init', '--attributes', 'a.json']);
    expect(code).toBe(1);
    expect(stderr).toContain('accessControlAttributes.keep.CostCenter');
    expect(existsSync(join(cwd, 'ssm-runas.yaml'))).toBe(true);
  });

  it('ends with 4 when an input cannot be read', async () => {
    const { code, stderr } = await run(repository({}), ['init', '--attributes', 'missing.json']);
    expect(code).toBe(4);
    expect(stderr).toContain('missing.json cannot be read');
  });

  it.each([[['--attributes', '']], [['--attributes', '-', '--permission-sets', '-']]])(
    'refuses %j',
    async (options) => {
      expect(await run(repository({}), ['init', ...options])).toMatchObject({ code: 2 });
    },
  );

  it('ends with 4 when the folder cannot be written', async () => {
    const { code, stderr } = await run(join(repository({}), 'gone'), ['init']);
    expect(code).toBe(4);
    expect(stderr).toContain('ssm-runas.yaml cannot be written');
  });
});
