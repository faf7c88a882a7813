/** `init`: where the starter goes, what it never does, and how it ends. */
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fillIn } from '../init/fill-in.js';
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
  const argv = ['init', '--attributes', 'a.json', '--permission-sets', 'p.json'];

  it('writes a mapping whose placeholders every command refuses until they are filled in', async () => {
    const cwd = repository({ 'a.json': attributes, 'p.json': permissionSet });
    const { code, stdout, stderr } = await run(cwd, argv);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toMatch(/^wrote ssm-runas\.yaml\nleft to fill in:\n {2}line +\d+ {2}accounts\.0\n/);
    expect(stderr).toContain('  roles.linux-admin.osUser\n');
    expect(stderr).toMatch(/\nnext: fill in these values .*: ssm-runas-gen validate\n$/);
    for (const command of ['validate', 'generate', 'prove', 'report', 'client']) {
      const refused = await run(cwd, [command]);
      expect(refused.code).toBe(1);
      expect(refused.stdout + refused.stderr).toContain(
        'error[placeholder-left]: "fill-in-linux-admin" is a',
      );
    }
    expect(existsSync(join(cwd, 'generated'))).toBe(false);

    const file = join(cwd, 'ssm-runas.yaml');
    writeFileSync(file, fillIn(readFileSync(file, 'utf8')));
    expect(await run(cwd, ['validate', '--strict'])).toMatchObject({
      code: 0,
      stderr: 'ssm-runas.yaml is valid: 1 role\nnext: ssm-runas-gen generate\n',
    });
    expect((await run(cwd, ['generate', '--strict'])).stderr).toContain('next: follow generated/ROLLOUT.md');
  });

  it('names the schema of the package in the repository, which works without a network', async () => {
    const schema = 'node_modules/ssm-runas-gen/schema/role-mapping.schema.json';
    const cwd = repository({ [schema]: '{}', 'infra/x': '' });
    await run(cwd, ['init']);
    expect(readFileSync(join(cwd, 'ssm-runas.yaml'), 'utf8')).toMatch(
      `# yaml-language-server: $schema=./${schema}\n`,
    );
    await run(join(cwd, 'infra'), ['init']);
    expect(readFileSync(join(cwd, 'infra/ssm-runas.yaml'), 'utf8')).toMatch(`$schema=../${schema}\n`);
  });

  it('takes the permission sets that --only names', async () => {
    const examples = join(import.meta.dirname, '../../examples');
    const inputs = [
      '--attributes',
      join(examples, 'attributes.json'),
      '--permission-sets',
      join(examples, 'permission-sets.json'),
      '--stdout',
    ];
    const cwd = repository({});
    const { stdout } = await run(cwd, ['init', ...inputs, '--only', 'LinuxDeveloper,LinuxAdmin']);
    expect(stdout.match(/^ {6}name: .*$/gm)).toEqual([
      '      name: "LinuxDeveloper"',
      '      name: "LinuxAdmin"',
    ]);
    const wrong = await run(cwd, ['init', ...inputs, '--only', 'LinuxAdmn']);
    expect(wrong.code).toBe(1);
    expect(wrong.stderr.replaceAll(/\s+/g, ' ')).toMatch(/init-only-unknown.*Did you mean "LinuxAdmin"\?/);
    expect((await run(cwd, ['init', '--only', 'LinuxAdmin'])).code).toBe(2);
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
    expect(stderr).toContain(`error[init-mapping-exists]: ${name} exists already`);
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
