/** `generate`: what it writes and prints, and its exit codes. The output folder itself is tested in `test/output`. */
import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { badMapping, goodMapping, repository, run } from './world.js';

const documents = 'generated/session-documents/documents.tf';

function fresh(mapping = goodMapping): string {
  return repository({ 'ssm-runas.yaml': mapping });
}

describe('writing', () => {
  it('says in one line what became of the folder', async () => {
    const cwd = fresh();
    const first = await run(cwd, ['generate']);
    expect(first).toMatchObject({ code: 0, stdout: '' });
    expect(first.stderr).toMatch(
      /\ngenerated: \d+ written, 0 removed, 0 unchanged\nnext: follow generated\/ROLLOUT.md.*\n$/,
    );
    expect(readFileSync(join(cwd, documents), 'utf8')).toContain('ops-admin');
    expect((await run(cwd, ['generate'])).stderr).toMatch(
      /\ngenerated: 0 written, 0 removed, \d+ unchanged\n$/,
    );
  });

  it('is silent when quiet, and keeps to the format when one is asked for', async () => {
    expect(await run(fresh(), ['generate', '--quiet'])).toEqual({ code: 0, stdout: '', stderr: '' });
    const { stderr } = await run(fresh(), ['generate', '--format', 'json']);
    expect(JSON.parse(stderr)).toMatchObject({ valid: true });
  });

  it('exits with 3 for hooks only when something was written or removed', async () => {
    const cwd = fresh();
    expect((await run(cwd, ['generate', '--exit-code'])).code).toBe(3);
    expect((await run(cwd, ['generate', '--exit-code'])).code).toBe(0);
  });

  it('writes nothing when the mapping is wrong', async () => {
    for (const argv of [['generate'], ['generate', '--check']]) {
      const cwd = fresh(badMapping);
      const { code, stdout, stderr } = await run(cwd, argv);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toContain('error[os-user-invalid]');
      expect(existsSync(join(cwd, 'generated'))).toBe(false);
    }
    expect((await run(fresh(), ['generate', '--strict'])).code).toBe(1);
  });

  it('goes where --out says, from the current folder, and as --syntax says', async () => {
    const cwd = repository({ 'ssm-runas.yaml': goodMapping, 'a/x': '' });
    const { code, stderr } = await run(join(cwd, 'a'), [
      'generate',
      '--out',
      '../../elsewhere',
      '--syntax=json',
    ]);
    const target = join(cwd, '..', 'elsewhere');
    expect(code).toBe(0);
    expect(stderr).toContain('../../elsewhere: ');
    expect(existsSync(join(target, 'session-documents/documents.tf.json'))).toBe(true);
    rmSync(target, { recursive: true });
  });

  it('takes output.directory from the folder of the mapping', async () => {
    const cwd = repository({
      '.config/ssm-runas.yaml': `${goodMapping}output: { directory: ../terraform }\n`,
      'a/x': '',
    });
    expect((await run(join(cwd, 'a'), ['generate'])).code).toBe(0);
    expect(existsSync(join(cwd, 'terraform/session-documents/documents.tf'))).toBe(true);
  });

  it('takes a mapping from standard input', async () => {
    const cwd = repository({});
    expect((await run(cwd, ['generate', '-'], { stdin: goodMapping })).code).toBe(0);
    expect(readFileSync(join(cwd, documents), 'utf8')).toContain('from ssm-runas.yaml;');
  });
});

describe('--check', () => {
  const changes: readonly [string, (cwd: string) => void, string][] = [
    [
      'a hand edit',
      (cwd) =>
        writeFileSync(
          join(cwd, documents),
          readFileSync(join(cwd, documents), 'utf8').replace('ops-admin', 'root'),
        ),
      'stale     session-documents/documents.tf',
    ],
    ['a missing file', (cwd) => rmSync(join(cwd, documents)), 'missing   session-documents/documents.tf'],
    [
      'a changed mapping',
      (cwd) => writeFileSync(join(cwd, 'ssm-runas.yaml'), goodMapping.replace('osUser: dev', 'osUser: devs')),
      'stale     session-documents/documents.tf',
    ],
  ];

  it.each(changes)('%s is stale: named, exit 3, nothing written', async (_, change, words) => {
    const cwd = fresh();
    await run(cwd, ['generate']);
    expect((await run(cwd, ['generate', '--check'])).code).toBe(0);
    change(cwd);
    const before = existsSync(join(cwd, documents)) && readFileSync(join(cwd, documents), 'utf8');
    const { code, stdout, stderr } = await run(cwd, ['generate', '--check']);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toContain(words);
    expect(existsSync(join(cwd, documents)) && readFileSync(join(cwd, documents), 'utf8')).toBe(before);
  });

  it('names orphans', async () => {
    const cwd = fresh();
    await run(cwd, ['generate']);
    const { code, stderr } = await run(cwd, ['generate', '--check', '--syntax', 'json']);
    expect(code).toBe(3);
    expect(stderr).toContain('orphaned  session-documents/documents.tf\n');
  });
});

describe('--diff', () => {
  it('shows what changes as a patch', async () => {
    const cwd = fresh();
    await run(cwd, ['generate']);
    writeFileSync(join(cwd, 'ssm-runas.yaml'), goodMapping.replace('osUser: dev,', 'osUser: devs,'));
    const { code, stdout } = await run(cwd, ['generate', '--check', '--diff']);
    expect(code).toBe(3);
    expect(stdout).toContain(`--- a/${documents}\n+++ b/${documents}\n@@ `);
    expect(stdout).toMatch(/^-.*"dev"/m);
    expect(stdout).toMatch(/^\+.*"devs"/m);
    // Its digests tell a reader nothing.
    const files = [...stdout.matchAll(/^\+\+\+ b\/(.*)$/gm)].map(([, file]) => file);
    expect(files).toContain(documents);
    expect(files).not.toContain('generated/.ssm-runas-gen.json');
    const coloured = await run(cwd, ['generate', '--check', '--diff', '--color', 'always']);
    expect(coloured.stdout).toContain('\u001b[32m+');
    expect((await run(cwd, ['generate', '--diff'])).stdout).toBe(stdout);
    expect((await run(cwd, ['generate', '--diff'])).stdout).toBe('');
  });
});

describe('--stdout', () => {
  it('prints every file with its length, writes none', async () => {
    const cwd = fresh();
    const { code, stdout } = await run(cwd, ['generate', '--stdout', '-q']);
    expect(code).toBe(0);
    expect(existsSync(join(cwd, 'generated'))).toBe(false);
    await run(cwd, ['generate']);
    let rest = Buffer.from(stdout);
    let count = 0;
    while (rest.length > 0) {
      const [head = '', path = '', bytes = ''] =
        /^# file: (.+) \((\d+) bytes\)\n/.exec(rest.toString()) ?? [];
      expect(head).not.toBe('');
      const text = rest.subarray(head.length, head.length + Number(bytes)).toString();
      expect(text).toBe(readFileSync(join(cwd, 'generated', path), 'utf8'));
      rest = rest.subarray(head.length + Number(bytes));
      count += 1;
    }
    expect(count).toBeGreaterThan(5);
  });
});

describe('refusals', () => {
  it('a foreign file: exit 4 and its name', async () => {
    const cwd = repository({ 'ssm-runas.yaml': goodMapping, [documents]: 'locals {}\n' });
    for (const argv of [['generate'], ['generate', '--check']]) {
      const { code, stderr } = await run(cwd, argv);
      expect(code).toBe(4);
      expect(stderr).toContain('error[output-foreign-file]');
      expect(stderr).toContain(`\n --> ${documents}\n`);
    }
    expect(existsSync(join(cwd, 'generated/identity-center'))).toBe(false);
  });

  it.each([
    ['the mapping’s own folder by another name', 'team', 'a/../../team', 'own folder'],
    ['the mapping’s own folder by a link', 'team', 'link', 'own folder'],
    ['the root of the repository', 'team', '..', 'root of the repository'],
    ['Git’s folder', 'team', '../.git', 'Git'],
    ['what is in Git’s folder', '.', '.GIT/hooks', 'Git'],
    ['what is in Git’s folder by a link', 'team', 'git/hooks', 'Git'],
  ])('%s is no output folder: a mistake in the mapping', async (_, place, directory, words) => {
    const cwd = repository({
      '.git/HEAD': '',
      [`${place}/ssm-runas.yaml`]: `${goodMapping}output: { directory: ${directory} }\n`,
    });
    symlinkSync('.', join(cwd, place, 'link'));
    symlinkSync('../.git', join(cwd, place, 'git'));
    const before = readdirSync(cwd, { recursive: true }).sort();
    const file = `${place}/ssm-runas.yaml`;
    const [generated, validated] = [await run(cwd, ['generate', file]), await run(cwd, ['validate', file])];
    expect([generated.code, validated.code]).toEqual([1, 1]);
    for (const findings of [generated.stderr, validated.stdout]) {
      expect(findings).toContain('directory-unusable');
      expect(findings).toMatch(/ --> \S+ssm-runas\.yaml:\d+:\d+ \(output\.directory\)/);
      expect(findings).toContain(words);
    }
    expect(readdirSync(cwd, { recursive: true }).sort()).toEqual(before);
  });

  it('an output folder outside of the repository is a mistake in the mapping', async () => {
    const parent = repository({ 'repository/.git/HEAD': '' });
    const cwd = join(parent, 'repository');
    for (const directory of ['../outside', 'link/below']) {
      symlinkSync(parent, join(cwd, 'link'));
      writeFileSync(join(cwd, 'ssm-runas.yaml'), `${goodMapping}output: { directory: ${directory} }\n`);
      const { code, stderr } = await run(cwd, ['generate']);
      const validated = await run(cwd, ['validate', '--format', 'json']);
      expect([code, validated.code]).toEqual([1, 1]);
      expect(stderr).toContain('output-outside');
      expect(JSON.parse(validated.stdout)).toMatchObject({
        error_count: 1,
        diagnostics: expect.arrayContaining([
          expect.objectContaining({ code: 'output-outside', path: ['output', 'directory'] }),
        ]),
      });
      rmSync(join(cwd, 'link'));
    }
    for (const elsewhere of [['--out', 'elsewhere'], ['--stdout']])
      expect((await run(cwd, ['generate', ...elsewhere])).code).toBe(0);
    expect(existsSync(join(parent, 'outside'))).toBe(false);
    expect(existsSync(join(parent, 'below'))).toBe(false);
  });
});
