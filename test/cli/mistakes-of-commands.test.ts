/**
 * Mistakes that newcomers make around the mapping: with files of AWS and Terraform, with the output folder, and on the command line. As in
 * `mistakes.test.ts`, the remedy is followed to the letter, and then the command is content.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { at, type Json } from '../gate/edit-plan.js';
import { readCase } from '../gate/plan-case.js';
import { fillIn } from '../init/fill-in.js';
import { goodMapping, repository, run } from './world.js';

const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ');

async function codesOf(cwd: string, argv: readonly string[]): Promise<readonly string[]> {
  const { stdout, stderr } = await run(cwd, [...argv, '--format', 'json']);
  const { diagnostics } = JSON.parse(stdout === '' ? stderr : stdout);
  return diagnostics.flatMap(({ code, suppressed }: Json) => (suppressed ? [] : [code]));
}

/** Warnings of the plain mapping that these mistakes are not about. */
const quiet = ['accounts-unstated', 'deployed-by-unstated', 'session-unencrypted'].flatMap((code) => [
  '--accept',
  code,
]);

describe('a merge file', () => {
  const merging = (rollout: string) =>
    goodMapping
      .replace('rollout: prepare', `rollout: ${rollout}`)
      .replace('LinuxDeveloper }', 'LinuxDeveloper, inlinePolicy: { merge: dev.json } }');
  const allow = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
  const policy = (...statements: readonly object[]) =>
    JSON.stringify({ Version: '2012-10-17', Statement: [...statements, allow] });

  it('that denies sessions: the statement that is named is removed', async () => {
    const deny = { Effect: 'Deny', Action: 'ssm:StartSession', Resource: '*' };
    const cwd = repository({ 'ssm-runas.yaml': merging('enforce'), 'dev.json': policy(deny) });
    expect(await codesOf(cwd, ['generate', ...quiet])).toEqual(['proof-locks-out']);
    expect(oneLine((await run(cwd, ['generate'])).stderr)).toContain('statement 1 of dev.json');
    writeFileSync(join(cwd, 'dev.json'), policy());
    expect(await codesOf(cwd, ['generate', ...quiet])).toEqual([]);
  });

  it('that allows port forwarding in vain: the statement that is named is removed', async () => {
    const forward = {
      Effect: 'Allow',
      Action: 'ssm:StartSession',
      Resource: 'arn:aws:ssm:*:*:document/AWS-StartPortForwardingSession',
    };
    const cwd = repository({ 'ssm-runas.yaml': merging('enforce'), 'dev.json': policy(forward) });
    expect(await codesOf(cwd, ['generate', ...quiet])).toEqual(['merge-without-effect']);
    expect(oneLine((await run(cwd, ['generate'])).stderr)).toContain('Remove statement 1 from the file');
    writeFileSync(join(cwd, 'dev.json'), policy());
    expect(await codesOf(cwd, ['generate', ...quiet])).toEqual([]);
  });
});

describe('the output folder', () => {
  async function generated(files: Readonly<Record<string, string>> = { 'ssm-runas.yaml': goodMapping }) {
    const cwd = repository(files);
    expect((await run(cwd, ['generate', Object.keys(files)[0] ?? ''])).code).toBe(0);
    return { cwd, file: join(cwd, 'generated/identity-center/permission-sets.tf') };
  }

  it('has a file that was edited by hand: the command that is named writes it again', async () => {
    const { cwd, file } = await generated();
    writeFileSync(file, readFileSync(file, 'utf8').replace('LinuxAdmin', 'LinuxAdmins'));
    const check = await run(cwd, ['generate', '--check', '--diff']);
    expect([check.code, check.stdout]).toEqual([3, expect.stringMatching(/^-.*LinuxAdmins/m)]);
    expect(check.stderr).toMatch(
      /stale +identity-center\/permission-sets\.tf\n[\s\S]*Run `ssm-runas-gen generate`/,
    );
    await run(cwd, ['generate']);
    expect((await run(cwd, ['generate', '--check'])).code).toBe(0);
  });

  it('has a file without the first line: it is moved away', async () => {
    const { cwd, file } = await generated();
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^.*\n/, ''));
    expect(await codesOf(cwd, ['generate', ...quiet])).toEqual(['output-foreign-file']);
    const { code, stderr } = await run(cwd, ['generate']);
    expect([code, oneLine(stderr)]).toEqual([4, expect.stringContaining('Move the file away')]);
    renameSync(file, join(cwd, 'permission-sets.tf.old'));
    expect((await run(cwd, ['generate'])).code).toBe(0);
    expect(existsSync(file)).toBe(true);
  });

  it('belongs to another mapping: a folder of its own is set', async () => {
    const { cwd } = await generated({ 'dev.yaml': goodMapping, 'prod.yaml': goodMapping });
    expect(await codesOf(cwd, ['generate', 'prod.yaml', ...quiet])).toEqual(['output-other-mapping']);
    const { code, stderr } = await run(cwd, ['generate', 'prod.yaml']);
    expect([code, oneLine(stderr)]).toEqual([4, expect.stringContaining('Set another `output.directory`')]);
    writeFileSync(join(cwd, 'prod.yaml'), `${goodMapping}output: { directory: generated-prod }\n`);
    expect((await run(cwd, ['generate', 'prod.yaml'])).code).toBe(0);
  });

  it('has no command that downloads a program of some version', async () => {
    const { cwd } = await generated();
    expect(readFileSync(join(cwd, 'generated/ROLLOUT.md'), 'utf8')).not.toContain('npx');
  });
});

describe('gate', () => {
  const { mapping, plan, documents } = readCase('switch');
  const files = { 'ssm-runas.yaml': mapping, 'plan.json': plan, 'documents.json': documents[0] ?? '' };
  const gate = ['gate', '--plan', 'plan.json', ...quiet];
  const withDocuments = [...gate, '--documents', 'documents.json'];

  it.each([
    ['the saved plan', 'PK\u0003\u0004', 'terraform show -json FILE > plan.json'],
    ['the log of plan -json', '{"@level":"info","type":"version"}\n{}', 'Do not use `plan -json`'],
    ['a state', '{"format_version":"1.0","values":{}}', 'terraform show -json plan.bin > plan.json'],
  ])('gets %s: the command that is named makes the right file', async (_, text, command) => {
    const cwd = repository({ ...files, 'plan.json': text });
    expect(await codesOf(cwd, withDocuments)).toEqual(['gate-plan-unreadable']);
    expect(oneLine((await run(cwd, withDocuments)).stdout)).toContain(command);
    writeFileSync(join(cwd, 'plan.json'), plan);
    expect((await run(cwd, [...withDocuments, '--strict'])).stdout).toMatch(/\naccepted\n$/);
  });

  it('gets no documents: the option that is named is given', async () => {
    const cwd = repository(files);
    expect(await codesOf(cwd, gate)).toEqual(['gate-documents-unstated']);
    expect(oneLine((await run(cwd, gate)).stdout)).toContain('pass each file with `--documents`');
    expect((await run(cwd, [...withDocuments, '--strict'])).stdout).toMatch(/\naccepted\n$/);
  });

  it('sees an attribute that was forgotten: it is added with the source that is named', async () => {
    const forgotten = mapping.replace('"Department":"${path:enterprise.department}",', '');
    const losing = JSON.parse(plan);
    const { after } = at(losing, 'attributes.this').change;
    after.attribute = after.attribute.filter(({ key }: Json) => key !== 'Department');
    const cwd = repository({ ...files, 'ssm-runas.yaml': forgotten, 'plan.json': JSON.stringify(losing) });
    expect(await codesOf(cwd, withDocuments)).toEqual(['gate-attribute-lost']);
    const remedy =
      'Add "Department" with the source "${path:enterprise.department}" to `accessControlAttributes.keep`';
    expect(oneLine((await run(cwd, withDocuments)).stdout)).toContain(remedy);
    writeFileSync(join(cwd, 'ssm-runas.yaml'), mapping);
    writeFileSync(join(cwd, 'plan.json'), plan);
    expect((await run(cwd, [...withDocuments, '--strict'])).stdout).toMatch(/\naccepted\n$/);
  });

  it('opens the default document: the key that is named is set', async () => {
    const first = readCase('prepare-first');
    const cwd = repository({ 'ssm-runas.yaml': first.mapping, 'plan.json': first.plan });
    expect(new Set(await codesOf(cwd, [...gate, '--strict']))).toEqual(
      new Set(['gate-default-document-opened']),
    );
    expect(oneLine((await run(cwd, [...gate, '--strict'])).stdout)).toContain('`sessionsBefore: true`');
    const said = first.mapping.replaceAll(/(permissionSet: \w+)/g, '$1, sessionsBefore: true');
    writeFileSync(join(cwd, 'ssm-runas.yaml'), said);
    expect((await run(cwd, [...gate, '--strict'])).stdout).toMatch(/\naccepted\n$/);
  });
});

describe('init', () => {
  const configuration = {
    Status: 'ENABLED',
    InstanceAccessControlAttributeConfiguration: {
      AccessControlAttributes: [{ Key: 'CostCenter', Value: { Source: ['${path:enterprise.costCenter}'] } }],
    },
  };
  const right = JSON.stringify(configuration, undefined, 2);

  it.each([
    ['text of the AWS CLI', 'STATUS\tENABLED\n', 'init-input-not-json', '`--output json`'],
    ['output that is cut off', right.slice(0, 60), 'init-input-not-json', 'save its output unchanged'],
    ['an empty file', '', 'init-input-empty', 'save its output when it succeeds'],
    [
      'attributes that are being created',
      right.replace('ENABLED', 'CREATION_IN_PROGRESS'),
      'init-attributes-not-enabled',
      'Wait until the status is ENABLED',
    ],
    ['UTF-16 of Windows PowerShell', `\ufeff${right}`, 'source-not-utf8', 'Set-Content -Encoding utf8'],
  ])('gets %s: the right output is saved', async (name, text, code, remedy) => {
    const cwd = repository({});
    const isUtf16 = name.startsWith('UTF-16');
    writeFileSync(join(cwd, 'attributes.json'), text, isUtf16 ? 'utf16le' : 'utf8');
    const argv = ['init', '--attributes', 'attributes.json'];
    expect(await codesOf(cwd, argv)).toEqual([code]);
    expect(oneLine((await run(cwd, argv)).stderr)).toContain(remedy);
    writeFileSync(join(cwd, 'attributes.json'), right);
    expect((await run(cwd, argv)).code).toBe(0);
  });

  it('leaves placeholders: the values are filled in', async () => {
    const cwd = repository({});
    await run(cwd, ['init']);
    expect(new Set(await codesOf(cwd, ['generate']))).toEqual(new Set(['placeholder-left']));
    expect(oneLine((await run(cwd, ['generate'])).stderr)).toContain('Replace it with the real value');
    const file = join(cwd, 'ssm-runas.yaml');
    writeFileSync(file, fillIn(readFileSync(file, 'utf8')));
    expect((await run(cwd, ['generate', '--strict'])).code).toBe(0);
  });
});

describe('an option of another tool', () => {
  it.each([
    [['generate', '--dry-run'], 'generate --check --diff', ['generate', '--check', '--diff'], 3],
    [['version'], '--version', ['--version'], 0],
    [['plan'], 'use gate', ['gate', '--help'], 0],
  ])('%j: what is named works', async (argv, hint, instead, code) => {
    const cwd = repository({ 'ssm-runas.yaml': goodMapping });
    const wrong = await run(cwd, argv);
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining(hint)]);
    expect((await run(cwd, instead)).code).toBe(code);
  });
});
