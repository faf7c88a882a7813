/** Several mappings: one call, one folder, one organization. None destroys what another wrote. */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { badMapping, goodMapping, repository, run } from './world.js';

const named = (name: string, rest = '') =>
  `${goodMapping}name: ${name}\noutput: { directory: generated/${name} }\n${rest}`;
const dev = named('dev');
/** For another organization. */
const prod = named('prod').replace('osUser: dev, ', 'osUser: app, ').replace('ssoins-7', 'ssoins-8');
const pair = (files: Readonly<Record<string, string>> = {}) =>
  repository({ 'dev.yaml': dev, 'prod.yaml': prod, ...files });

const manifest = (cwd: string, folder = 'generated') =>
  JSON.parse(readFileSync(join(cwd, folder, '.ssm-runas-gen.json'), 'utf8'));

describe('a folder belongs to one mapping', () => {
  it('the manifest says to which', async () => {
    const cwd = pair({ 'ssm-runas.yaml': goodMapping });
    await run(cwd, ['generate', 'dev.yaml']);
    expect(manifest(cwd, 'generated/dev')).toMatchObject({ source: '../../dev.yaml', name: 'dev' });
    await run(cwd, ['generate', '-', '--out', 'elsewhere'], { stdin: goodMapping });
    expect(manifest(cwd, 'elsewhere')).toMatchObject({ source: '-' });
    expect(manifest(cwd, 'elsewhere')).not.toHaveProperty('name');
  });

  it.each([
    ['generate', 'other.yaml'],
    ['generate', '--check', 'other.yaml'],
    ['generate', '--out', 'generated', '-'],
  ])('another mapping is refused while the first exists: %s %s %s', async (...argv) => {
    const cwd = repository({ 'ssm-runas.yaml': goodMapping, 'other.yaml': goodMapping });
    await run(cwd, ['generate']);
    const before = manifest(cwd);
    const { code, stderr } = await run(cwd, argv, { stdin: goodMapping });
    expect(code).toBe(4);
    expect(stderr).toContain('error[output-other-mapping]: generated belongs to another mapping');
    expect(stderr).toContain('ssm-runas.yaml, which still exists');
    expect(manifest(cwd)).toEqual(before);
    expect((await run(cwd, ['generate', '--check'])).code).toBe(0);
  });

  it('the remedy works', async () => {
    const cwd = repository({
      'ssm-runas.yaml': goodMapping,
      'other.yaml': `${goodMapping}output: { directory: other }\n`,
    });
    await run(cwd, ['generate']);
    expect((await run(cwd, ['generate', 'other.yaml'])).code).toBe(0);
  });

  it('a renamed mapping takes its folder over, and a message says so', async () => {
    const cwd = repository({ 'old.yaml': goodMapping });
    await run(cwd, ['generate', 'old.yaml']);
    renameSync(join(cwd, 'old.yaml'), join(cwd, 'new.yaml'));
    const { code, stderr } = await run(cwd, ['generate', 'new.yaml']);
    expect(code).toBe(0);
    expect(stderr).toContain('generated: belonged to the mapping ../old.yaml, which no longer exists');
    expect(manifest(cwd)).toMatchObject({ source: '../new.yaml' });
  });

  it('a mapping may get a name, but a folder with a name is not that of a mapping with another one', async () => {
    const cwd = repository({ 'ssm-runas.yaml': goodMapping });
    await run(cwd, ['generate']);
    writeFileSync(join(cwd, 'ssm-runas.yaml'), `${goodMapping}name: dev\n`);
    expect((await run(cwd, ['generate'])).code).toBe(0);
    for (const text of [goodMapping, `${goodMapping}name: prod\n`]) {
      writeFileSync(join(cwd, 'ssm-runas.yaml'), text);
      const { code, stderr } = await run(cwd, ['generate']);
      expect(code).toBe(4);
      expect(stderr).toContain('output-other-mapping');
    }
    rmSync(join(cwd, 'generated'), { recursive: true });
    expect((await run(cwd, ['generate'])).code).toBe(0);
  });

  it('a manifest of version 0.1.0 is known by the file name in its first line', async () => {
    const cwd = repository({ 'a.yaml': goodMapping, 'b.yaml': goodMapping });
    await run(cwd, ['generate', 'a.yaml']);
    const file = join(cwd, 'generated/.ssm-runas-gen.json');
    const old = readFileSync(file, 'utf8').replace(/ {2}"source".*\n/, '');
    writeFileSync(file, old);
    expect((await run(cwd, ['generate', 'b.yaml'])).code).toBe(4);
    expect((await run(cwd, ['generate', 'a.yaml'])).code).toBe(0);
    writeFileSync(file, old);
    rmSync(join(cwd, 'a.yaml'));
    expect((await run(cwd, ['generate', 'b.yaml'])).code).toBe(0);
  });
});

describe('a client belongs to one mapping', () => {
  const install = ['client', '--install', 'bin'];
  const merge = ['client', '--shell', 'aws-cli', '--merge-alias', 'alias'];

  it.each([
    ['installed', install, 'bin/ssm-runas'],
    ['merged', merge, 'alias'],
  ])('%s, it is replaced by that of another mapping only with --replace', async (_, argv, file) => {
    const cwd = pair();
    expect((await run(cwd, [...argv, 'dev.yaml'])).code).toBe(0);
    const before = readFileSync(join(cwd, file), 'utf8');
    expect(before).toContain('\n# Mapping: dev\n');
    const { code, stderr } = await run(cwd, [...argv, 'prod.yaml']);
    expect(code).toBe(4);
    expect(stderr).toContain('error[client-other-mapping]');
    expect(readFileSync(join(cwd, file), 'utf8')).toBe(before);
    expect((await run(cwd, [...argv, '--replace', 'prod.yaml'])).code).toBe(0);
    expect(readFileSync(join(cwd, file), 'utf8')).toContain('"app"'.replaceAll('"', "'"));
  });

  it('without a name, a mapping is known by its file name and its roles', async () => {
    const more = `${goodMapping}  auditor: { osUser: audit, permissionSet: LinuxAuditor }\n`;
    const cwd = repository({ 'ssm-runas.yaml': goodMapping });
    await run(cwd, install);
    writeFileSync(join(cwd, 'ssm-runas.yaml'), goodMapping.replace('osUser: dev, ', 'osUser: app, '));
    expect((await run(cwd, install)).code).toBe(0);
    writeFileSync(join(cwd, 'ssm-runas.yaml'), more);
    expect((await run(cwd, install)).code).toBe(4);
  });

  it('a client of version 0.1.0 is replaced by that of a mapping of the same file name', async () => {
    const cwd = repository({ 'ssm-runas.yaml': goodMapping, 'other.yaml': goodMapping });
    await run(cwd, install);
    const file = join(cwd, 'bin/ssm-runas');
    const old = readFileSync(file, 'utf8').replace(/# Mapping: .*\n/, '');
    writeFileSync(file, old);
    expect((await run(cwd, [...install, 'other.yaml'])).code).toBe(4);
    expect((await run(cwd, install)).code).toBe(0);
  });

  it('--replace alone is wrong usage', async () => {
    expect((await run(pair(), ['client', '--replace', 'dev.yaml'])).code).toBe(2);
  });
});

describe('several mappings in one call', () => {
  it('are validated together, with a line for each', async () => {
    const cwd = pair();
    const { code, stderr } = await run(cwd, ['validate', 'dev.yaml', 'prod.yaml']);
    expect(code).toBe(0);
    expect(stderr).toBe('dev.yaml: valid, 2 roles\nprod.yaml: valid, 2 roles\n');
  });

  it('are generated together; a mapping with errors is not written, the others are', async () => {
    const cwd = pair({ 'bad.yaml': badMapping });
    const { code, stderr } = await run(cwd, ['generate', 'dev.yaml', 'bad.yaml', 'prod.yaml']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/\ndev\.yaml: generated\/dev: \d+ written, 0 removed, 0 unchanged\n/);
    expect(stderr).toMatch(/\nbad\.yaml: nothing written, 1 error, \d warnings?\n/);
    expect(existsSync(join(cwd, 'generated/prod/ROLLOUT.md'))).toBe(true);
    expect((await run(cwd, ['generate', '--check', 'dev.yaml', 'prod.yaml'])).code).toBe(0);
  });

  it('have a line also for one that cannot be read', async () => {
    const cwd = repository({ 'a.yaml': goodMapping });
    const validated = await run(cwd, ['validate', 'a.yaml', 'b.yaml']);
    expect([validated.code, validated.stderr]).toEqual([4, 'b.yaml: 1 error\na.yaml: valid, 2 roles\n']);
    const generated = await run(cwd, ['generate', 'b.yaml', 'a.yaml']);
    expect([generated.code, generated.stderr]).toEqual([
      4,
      expect.stringMatching(/^b\.yaml: nothing written, 1 error\na\.yaml: generated: \d+ written/m),
    ]);
  });

  it('end with the first of 4, 1, 3 and 0 that occurs', async () => {
    const cwd = pair({ 'bad.yaml': badMapping });
    const codes = async (...argv: string[]) => (await run(cwd, ['generate', ...argv])).code;
    expect(await codes('--check', 'dev.yaml', 'prod.yaml')).toBe(3);
    expect(await codes('--check', 'dev.yaml', 'bad.yaml')).toBe(1);
    expect(await codes('--check', 'missing.yaml', 'dev.yaml', 'bad.yaml')).toBe(4);
    expect(await codes('--exit-code', 'dev.yaml', 'prod.yaml')).toBe(3);
    expect(await codes('--exit-code', 'dev.yaml', 'prod.yaml')).toBe(0);
  });

  it('have one document of findings, with the path at each', async () => {
    const cwd = pair({ 'bad.yaml': badMapping });
    const { stdout } = await run(cwd, ['validate', 'dev.yaml', 'bad.yaml', '--format', 'json']);
    const { diagnostics } = JSON.parse(stdout);
    const files = new Set(diagnostics.map((found: { range: { filename: string } }) => found.range.filename));
    expect([...files].sort()).toEqual(['bad.yaml', 'dev.yaml']);
  });

  it('are proven together; as JSON it is a list', async () => {
    const cwd = pair({ 'bad.yaml': badMapping });
    const table = await run(cwd, ['prove', 'dev.yaml', 'prod.yaml']);
    expect(table.code).toBe(0);
    expect(table.stdout).toMatch(/^dev\.yaml:\n[\s\S]*\nprod\.yaml:\n/);
    const { code, stdout } = await run(cwd, [
      'prove',
      '--format',
      'json',
      'dev.yaml',
      'bad.yaml',
      'prod.yaml',
    ]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject([
      { mapping: 'dev.yaml', holds: true },
      { mapping: 'bad.yaml', valid: false },
      { mapping: 'prod.yaml', holds: true },
    ]);
  });

  it.each([
    [['generate', 'dev.yaml', 'prod.yaml', '--out', 'x'], '--out'],
    [['generate', 'dev.yaml', 'prod.yaml', '--stdout'], '--stdout'],
    [['generate', '--all', '--out', 'x'], '--out'],
    [['validate', 'dev.yaml', '-'], 'standard input'],
    [['validate', 'dev.yaml', './dev.yaml'], 'the same mapping'],
    [['prove', '--all', 'dev.yaml'], '--all'],
    [['gate', 'dev.yaml', 'prod.yaml'], 'too many arguments'],
  ])('wrong usage: %j', async (argv, words) => {
    const { code, stderr } = await run(pair(), argv);
    expect(code).toBe(2);
    expect(stderr).toContain(words);
  });

  const clashes: readonly [string, string, string, string][] = [
    [
      'the same output folder',
      goodMapping,
      goodMapping.replace(/.*instanceArn.*/, ''),
      'mappings-same-folder',
    ],
    [
      'one output folder inside the other',
      `${dev}`,
      `${goodMapping}output: { directory: generated }\n`,
      'mappings-same-folder',
    ],
    ['the same name', dev, prod.replace('name: prod', 'name: dev'), 'mappings-same-name'],
    [
      'no name and the same instance',
      goodMapping,
      `${goodMapping}output: { directory: b }\n`,
      'mappings-same-name',
    ],
  ];

  it.each(clashes)('%s is an error at both, and neither is written', async (what, one, two, expected) => {
    const second = what === 'the same output folder' ? `${goodMapping}name: b\n` : two;
    const cwd = repository({ 'a.yaml': one, 'b.yaml': second });
    for (const command of ['validate', 'generate', 'prove']) {
      const { code, stdout, stderr } = await run(cwd, [command, 'a.yaml', 'b.yaml']);
      expect(code).toBe(1);
      const found = `${stdout}${stderr}`.match(
        new RegExp(`error\\[${expected}\\][\\s\\S]*?--> [ab]\\.yaml`, 'g'),
      );
      expect(found?.map((text) => text.slice(-6)).sort()).toEqual(['a.yaml', 'b.yaml']);
      expect(existsSync(join(cwd, 'generated'))).toBe(false);
    }
  });
});

describe('what two mappings write in AWS', () => {
  const one = (name: string, rest: string) => `version: 1
name: ${name}
rollout: enforce
output: { directory: generated/${name} }
nodes: { tags: { ssm-runas: linux } }
${rest}`;
  const roles = (role: string, set: string) => `roles: { ${role}: { osUser: ops, permissionSet: ${set} } }\n`;
  const created = (sudo: string) =>
    roles(sudo, `Linux-${sudo}`).replace(
      ' }',
      `, nodes: { users: association }, osAccount: { sudo: ${sudo} } }`,
    );
  const held = `accessControlAttributes: { configuration: managed, removes: a, keep: { b: c } }
identityCenter: { instanceArn: "arn:aws:sso:::instance/ssoins-722357a1b2c3d4e5" }
`;
  const lock = (role: string) => `defaultDocument: lock\n${roles(role, role)}`;
  const inAccount = (digit: string) => `accounts: ["${digit.repeat(12)}"]\n`;
  const stackSet = `${inAccount('1')}regions: [eu-west-1]\ndocuments: { deploy: stackset, stackSet: { organizationalUnits: [ou-ab12-cdefgh34] } }\n`;
  const guarded = 'serviceControlPolicies: { targets: [r-ab12] }\n';
  const older = 'documents: { previous: [old-Session] }\n';

  it.each([
    [
      'a permission set',
      roles('a', 'Linux'),
      roles('b', 'LINUX'),
      'have roles for the permission sets "Linux"',
    ],
    ['a document', roles('a', 'A'), roles('a', 'B'), 'write the Session documents "SSMRunAs-a-Session"'],
    [
      'an older one',
      older + roles('a', 'A'),
      older + roles('b', 'B'),
      'write the Session documents "old-Session"',
    ],
    ['the attributes', held + roles('a', 'A'), held + roles('b', 'B'), 'write the list of attributes'],
    ['a Linux user', created('all'), created('none'), 'do not create the same Linux users alike: "ops"'],
    [
      'a Linux user, by the name that sudo compares,',
      created('all'),
      created('none').replace('ops', 'OPS'),
      'do not create the same Linux users alike: "ops"',
    ],
    ['the default document', lock('a'), lock('b'), 'lock the default document'],
    [
      'a document of another account that a policy without accounts allows',
      `${inAccount('1')}arns: wildcard\n${roles('a', 'A')}`,
      inAccount('2') + roles('a', 'B'),
      'give Session documents in different accounts the same names, and a policy that does not list accounts allows both: "SSMRunAs-a-Session"',
    ],
    [
      'a document of another account, with a policy too long for its accounts,',
      `accounts: ${JSON.stringify(Array.from({ length: 300 }, (_, at) => String(300_000_000_000 + at)))}\n${roles('a', 'A')}`,
      inAccount('2') + roles('a', 'B'),
      'give Session documents in different accounts the same names, and a policy that does not list accounts allows both: "SSMRunAs-a-Session"',
    ],
    [
      'a document that service control policies of one target protect',
      inAccount('1') + guarded + roles('a', 'A'),
      inAccount('2') + guarded + roles('a', 'B'),
      'protect documents of the same names with service control policies that can apply to the same accounts: "SSMRunAs-a-Session"',
    ],
    [
      'a document of another Region, which service control policies do not tell apart,',
      `regions: [eu-west-1]\n${roles('a', 'A')}`,
      `regions: [eu-west-2]\n${roles('a', 'B')}`,
      'protect documents of the same names with service control policies that can apply to the same accounts: "SSMRunAs-a-Session"',
    ],
    [
      'a document of a StackSet, whose name ends in another hash,',
      stackSet + roles('a', 'A'),
      stackSet + roles('a', 'B').replace('ops', 'dev'),
      'protect documents of the same names with service control policies that can apply to the same accounts: "SSMRunAs-a-Session-',
    ],
  ])('%s has one owner', async (_what, a, b, said) => {
    const cwd = repository({ 'a.yaml': one('a', a), 'b.yaml': one('b', b) });
    for (const command of ['validate', 'generate', 'prove']) {
      const { code, stdout, stderr } = await run(cwd, [command, 'a.yaml', 'b.yaml']);
      expect(code).toBe(1);
      const words = `${stdout}${stderr}`.replaceAll(/\s+/g, ' ');
      expect(words).toContain(`error[mappings-same-resource]: This mapping and "b.yaml" ${said}`);
      expect(words.match(/mappings-same-resource/g)).toHaveLength(2);
      expect(existsSync(join(cwd, 'generated'))).toBe(false);
    }
  });

  it('is one finding for each mapping, however many copies there are', async () => {
    const names = ['a', 'b', 'c', 'd'];
    const texts = names.map((name) => [`${name}.yaml`, one(name, roles('a', 'Linux'))]);
    const cwd = repository(Object.fromEntries(texts));
    const { stdout } = await run(cwd, ['validate', ...names.map((name) => `${name}.yaml`)]);
    const words = stdout.replaceAll(/\s+/g, ' ');
    expect(words).toContain(
      'This mapping and "b.yaml", "c.yaml" and "d.yaml" have roles for the permission sets "Linux"',
    );
    expect(words.match(/error\[mappings-same-resource/g)).toHaveLength(2 * names.length);
  });

  it('a copied mapping has one finding for its folder and one for its name, however many copies there are', async () => {
    const names = ['a', 'b', 'c', 'd'].map((name) => `${name}.yaml`);
    const cwd = repository(Object.fromEntries(names.map((name) => [name, one('copy', roles('a', 'Linux'))])));
    const { stdout } = await run(cwd, ['validate', ...names]);
    const words = stdout.replaceAll(/\s+/g, ' ');
    expect(words).toContain(
      'The output folder "generated/copy" is also that of "b.yaml", "c.yaml" and "d.yaml"',
    );
    expect(words).toContain('The name "copy" is also that of "b.yaml", "c.yaml" and "d.yaml"');
    expect(words.match(/error\[mappings-same-folder/g)).toHaveLength(names.length);
    expect(words.match(/error\[mappings-same-name/g)).toHaveLength(names.length);
  });

  const instance = (id: string) =>
    `identityCenter: { instanceArn: "arn:aws:sso:::instance/ssoins-722357a1b2c3d4e${id}" }\n`;
  it.each([
    ['different instances', instance('5') + roles('a', 'A'), instance('6') + roles('a', 'A')],
    [
      'different accounts',
      `accounts: ["111111111111"]\n${roles('a', 'A')}`,
      `accounts: ["222222222222"]\n${roles('a', 'B')}`,
    ],
    [
      'different Regions',
      `regions: [eu-west-1]\nguardrails: none\n${roles('a', 'A')}`,
      `regions: [eu-west-2]\nguardrails: none\n${roles('a', 'B')}`,
    ],
    [
      'one user that both create alike',
      created('all'),
      created('all').replace('roles: { all', 'roles: { any').replace('Linux-all', 'B'),
    ],
  ])('%s are no clash', async (_what, a, b) => {
    const cwd = repository({ 'a.yaml': one('a', a), 'b.yaml': one('b', b) });
    const { code, stdout } = await run(cwd, ['validate', 'a.yaml', 'b.yaml']);
    expect(stdout).not.toContain('mappings-same-resource');
    expect(code).toBe(0);
  });
});

describe('--all', () => {
  it('takes every mapping below the current folder, but not those of Git, packages and modules of Terraform', async () => {
    const cwd = repository({
      'dev/ssm-runas.yaml': named('dev'),
      'infra/prod/.config/ssm-runas.json': JSON.stringify({
        version: 1,
        name: 'prod',
        roles: { boss: { osUser: 'ops-admin', permissionSet: 'LinuxBoss' } },
      }),
      'node_modules/some/ssm-runas.yaml': 'x',
      '.git/ssm-runas.yaml': 'x',
      'out/identity-center/.terraform/modules/some/ssm-runas.yaml': 'x',
      'live/.terragrunt-cache/some/ssm-runas.yaml': 'x',
    });
    const { code, stderr } = await run(cwd, ['generate', '--all', '--exit-code', '-q']);
    expect({ code, stderr }).toEqual({ code: 3, stderr: '' });
    expect(existsSync(join(cwd, 'infra/prod/.config/generated/ROLLOUT.md'))).toBe(true);
    expect((await run(cwd, ['generate', '--all', '--exit-code'])).code).toBe(0);
    expect((await run(cwd, ['validate', '--all'])).stderr).toBe(
      'dev/ssm-runas.yaml: valid, 2 roles\ninfra/prod/.config/ssm-runas.json: valid, 1 role\n',
    );
  });

  it('takes a mapping also where files were generated around it', async () => {
    const cwd = repository({
      'env/a/ssm-runas.yaml': named('a').replace('generated/a', '..'),
      'b.yaml': named('b').replace('ssoins-7', 'ssoins-8'),
    });
    expect((await run(cwd, ['generate', 'env/a/ssm-runas.yaml'])).code).toBe(0);
    expect((await run(cwd, ['validate', '--all'])).stderr).toBe('env/a/ssm-runas.yaml: valid, 2 roles\n');
    expect((await run(cwd, ['generate', 'b.yaml', '--out', 'env/a'])).code).toBe(0);
    expect((await run(cwd, ['validate', '--all'])).stderr).toBe('env/a/ssm-runas.yaml: valid, 2 roles\n');
  });

  it('takes a link to a mapping, and does not pass over one that cannot be read', async () => {
    const cwd = repository({ 'shared/dev.yaml': named('dev'), 'folder/ssm-runas.yaml/file': 'x' });
    mkdirSync(join(cwd, 'dev'));
    mkdirSync(join(cwd, 'prod'));
    symlinkSync('../shared/dev.yaml', join(cwd, 'dev/ssm-runas.yaml'));
    symlinkSync('../folder/ssm-runas.yaml', join(cwd, 'shared/ssm-runas.yml'));
    expect((await run(cwd, ['validate', '--all'])).stderr).toBe('dev/ssm-runas.yaml: valid, 2 roles\n');
    symlinkSync('missing.yaml', join(cwd, 'prod/ssm-runas.yaml'));
    symlinkSync('ssm-runas.json', join(cwd, 'prod/ssm-runas.json'));
    const { code, stderr } = await run(cwd, ['validate', '--all']);
    expect([code, stderr]).toEqual([
      4,
      'prod/ssm-runas.json: 1 error\nprod/ssm-runas.yaml: 1 error\ndev/ssm-runas.yaml: valid, 2 roles\n',
    ]);
  });

  it('takes a mapping once that is found by a link too, and refuses two links to one mapping', async () => {
    const cwd = repository({ 'envs/dev/ssm-runas.yaml': named('dev'), 'shared/prod.yaml': prod });
    symlinkSync('envs/dev/ssm-runas.yaml', join(cwd, 'ssm-runas.yaml'));
    const { code, stderr } = await run(cwd, ['validate', '--all']);
    expect([code, stderr]).toEqual([0, 'envs/dev/ssm-runas.yaml: valid, 2 roles\n']);
    for (const folder of ['a', 'b']) {
      mkdirSync(join(cwd, folder));
      symlinkSync('../shared/prod.yaml', join(cwd, folder, 'ssm-runas.yaml'));
    }
    const twice = await run(cwd, ['validate', '--all']);
    expect(twice.code).toBe(2);
    expect(twice.stderr).toContain('a/ssm-runas.yaml and b/ssm-runas.yaml are the same mapping');
  });

  describe('a folder whose mapping is gone', () => {
    const twoFolders = async () => {
      const cwd = repository({ 'dev/ssm-runas.yaml': goodMapping, 'prod/ssm-runas.yaml': prod });
      expect((await run(cwd, ['generate', '--all', '-q'])).code).toBe(0);
      return cwd;
    };

    it.each(['', '--check', '--exit-code'])('is an error, if the mapping was deleted: %s', async (option) => {
      const argv = ['generate', '--all', ...(option === '' ? [] : [option])];
      const cwd = await twoFolders();
      rmSync(join(cwd, 'dev/ssm-runas.yaml'));
      const { code, stderr } = await run(cwd, argv);
      expect(code).toBe(1);
      expect(stderr.match(/error\[/g)).toHaveLength(1);
      expect(stderr).toContain('error[output-without-mapping]: The mapping of dev/generated does not exist');
      expect(stderr).toMatch(/\nprod\/ssm-runas\.yaml: prod\/generated\/prod: /);
      rmSync(join(cwd, 'dev/generated'), { recursive: true });
      expect((await run(cwd, argv)).code).toBe(0);
    });

    it('is an error, also if it is the current folder', async () => {
      const cwd = repository({
        'env/a/ssm-runas.yaml': named('a').replace('generated/a', '..'),
        'env/b/ssm-runas.yaml': named('b').replace('ssoins-7', 'ssoins-8'),
      });
      expect((await run(cwd, ['generate', 'env/a/ssm-runas.yaml'])).code).toBe(0);
      rmSync(join(cwd, 'env/a/ssm-runas.yaml'));
      const { stderr } = await run(join(cwd, 'env'), ['generate', '--all']);
      expect(stderr).toContain('error[output-without-mapping]: The mapping of . does not exist');
    });

    it('is an error, if --all does not find the mapping under its new name', async () => {
      const cwd = await twoFolders();
      renameSync(join(cwd, 'dev/ssm-runas.yaml'), join(cwd, 'dev/dev.yaml'));
      expect((await run(cwd, ['generate', '--all', '--check'])).stderr).toContain('output-without-mapping');
      expect((await run(cwd, ['generate', 'dev/dev.yaml', 'prod/ssm-runas.yaml'])).code).toBe(0);
      expect((await run(cwd, ['generate', '--all', '--check'])).code).toBe(0);
    });

    it('is none, if a mapping of the call writes it or cannot be read', async () => {
      const cwd = await twoFolders();
      renameSync(join(cwd, 'dev/ssm-runas.yaml'), join(cwd, 'dev/ssm-runas.yml'));
      const { code, stderr } = await run(cwd, ['generate', '--all', '--check']);
      expect(code).toBe(3);
      expect(stderr).not.toContain('output-without-mapping');
      writeFileSync(join(cwd, 'dev/ssm-runas.yml'), badMapping);
      expect((await run(cwd, ['generate', '--all'])).stderr).not.toContain('output-without-mapping');
    });

    it('is none, if a mapping of the call writes it by a link', async () => {
      const cwd = repository({ 'dev/ssm-runas.yaml': goodMapping, 'prod/ssm-runas.yaml': prod });
      mkdirSync(join(cwd, 'real/dev'), { recursive: true });
      symlinkSync('../real/dev', join(cwd, 'dev/generated'));
      expect((await run(cwd, ['generate', '--all'])).code).toBe(0);
      expect(existsSync(join(cwd, 'real/dev/ROLLOUT.md'))).toBe(true);
      expect((await run(cwd, ['generate', '--all', '--check'])).code).toBe(0);
    });

    it('is none, if a mapping with another name writes it by a link', async () => {
      const cwd = repository({ 'dev/dev.yaml': goodMapping, 'prod/ssm-runas.yaml': prod });
      mkdirSync(join(cwd, 'real/dev'), { recursive: true });
      symlinkSync('../real/dev', join(cwd, 'dev/generated'));
      expect((await run(cwd, ['generate', 'dev/dev.yaml', 'prod/ssm-runas.yaml'])).code).toBe(0);
      const again = await run(cwd, ['generate', '--all', '--check']);
      expect([again.code, again.stderr]).toEqual([0, expect.not.stringContaining('output-without-mapping')]);
      renameSync(join(cwd, 'dev/dev.yaml'), join(cwd, 'dev/other.yaml'));
      const lost = await run(cwd, ['generate', '--all', '--check']);
      expect(lost.stderr).toContain('error[output-without-mapping]: The mapping of real/dev does not exist');
      expect(lost.stderr).toContain('generated from dev/dev.yaml');
      symlinkSync('.', join(cwd, 'here'));
      const byLink = await run(join(cwd, 'here'), ['generate', '--all', '--check']);
      expect(byLink.stderr).toContain('generated from dev/dev.yaml');
    });

    it('is none, if the mapping was outside of the repository or on standard input', async () => {
      const cwd = await twoFolders();
      await run(cwd, ['generate', '-', '--out', 'other'], { stdin: dev });
      const file = join(cwd, 'dev/generated/.ssm-runas-gen.json');
      writeFileSync(
        file,
        readFileSync(file, 'utf8').replace('../ssm-runas.yaml', '../../../gone/ssm-runas.yaml'),
      );
      rmSync(join(cwd, 'dev/ssm-runas.yaml'));
      expect((await run(cwd, ['generate', '--all', '--check'])).code).toBe(0);
    });
  });

  it('without any: exit 4, and what to do', async () => {
    const { code, stderr } = await run(repository({}), ['generate', '--all']);
    expect(code).toBe(4);
    expect(stderr).toContain('ssm-runas-gen init');
  });
});

describe('a mapping that is not found', () => {
  it('is looked for below, too', async () => {
    const cwd = repository({ 'infra/aws/ssm-runas.yaml': goodMapping });
    const { code, stderr } = await run(cwd, ['generate']);
    expect(code).toBe(4);
    expect(stderr).toContain('Name it as an argument: `infra/aws/ssm-runas.yaml`');
    expect((await run(cwd, ['generate', 'infra/aws/ssm-runas.yaml'])).code).toBe(0);
  });

  it('names init, and says where it looked', async () => {
    const cwd = repository({});
    expect((await run(cwd, ['validate'])).stdout.replaceAll(/\s+/g, ' ')).toMatch(
      /up to the root of the repository.*`ssm-runas-gen init`/,
    );
    rmSync(join(cwd, '.git'), { recursive: true });
    mkdirSync(join(cwd, 'x'));
    expect((await run(join(cwd, 'x'), ['validate'])).stdout.replaceAll(/\s+/g, ' ')).toContain(
      'not inside a git repository',
    );
  });
});
