/** Awkward places as the real system makes them: full disks, forbidden folders, checkouts with CRLF, other umasks. */
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { copyBuiltProgram } from '../built-program.js';
import { goodMapping, repository } from '../cli/world.js';
import { tree } from './folder.js';

const documents = 'session-documents/documents.tf';
const isRoot = process.getuid?.() === 0;
const hasSetpriv = spawnSync('setpriv', ['--version']).status === 0;

const { path: program, remove } = copyBuiltProgram();
afterAll(remove);

interface Place {
  readonly cwd: string;
  readonly output: string;
  readonly shell: (script: string) => { status: number | null; stderr: string };
}

/** A repository with generated files; `$GEN` runs the program, as nobody if this is root, whom no mode stops. */
function place(): Place {
  const cwd = repository({ 'ssm-runas.yaml': goodMapping });
  const asNobody = isRoot && hasSetpriv ? 'setpriv --reuid=65534 --regid=65534 --clear-groups ' : '';
  const GEN = `${asNobody}${process.execPath} ${program} generate`;
  const shell = (script: string) => {
    const { status, stderr } = spawnSync('bash', ['-c', script], {
      cwd,
      encoding: 'utf8',
      env: { ...process.env, GEN, GITHUB_ACTIONS: '', HOME: cwd },
    });
    return { status, stderr };
  };
  if (asNobody) shell('chown -R 65534:65534 .');
  expect(shell('$GEN --quiet').stderr).toBe('');
  return { cwd, output: join(cwd, 'generated'), shell };
}

const newUser = "sed -i 's/osUser: dev,/osUser: devs,/' ssm-runas.yaml";

describe.runIf(!isRoot || hasSetpriv)('a refusal of the system: exit 4, the name, nothing lost', () => {
  const refusals: readonly [string, string, string, string][] = [
    [
      'a read-only folder',
      'chmod 555 generated/session-documents',
      'output-unwritable',
      `generated/${documents}`,
    ],
    ['a read-only output folder', 'chmod 555 generated', 'output-unwritable', 'generated/'],
    [
      'a file that may not be read',
      `chmod 000 generated/${documents}`,
      'output-unreadable',
      `generated/${documents}`,
    ],
    [
      'a folder that may not be listed',
      'chmod 000 generated/session-documents',
      'output-unreadable',
      'generated/session-documents',
    ],
    [
      'a folder in the place of a file',
      `rm generated/${documents}; mkdir generated/${documents}; echo x > generated/${documents}/mine`,
      'output-not-a-file',
      `generated/${documents}`,
    ],
    [
      'a link to the outside',
      'mv generated/session-documents elsewhere; ln -s ../elsewhere generated/session-documents',
      'output-is-link',
      'generated/session-documents',
    ],
    ['a mapping that may not be read', 'chmod 000 ssm-runas.yaml', 'mapping-unreadable', 'ssm-runas.yaml'],
  ];

  it.each(refusals)('%s', (_, arrange, code, name) => {
    const { cwd, shell } = place();
    shell(newUser);
    shell(arrange);
    onTestFinished(() => void spawnSync('chmod', ['-R', 'u+rwX', cwd]));
    const before = readable(cwd);
    const { status, stderr } = shell('$GEN');
    expect({ status, stderr }).toEqual({ status: 4, stderr: expect.stringContaining(`error[${code}]`) });
    expect(stderr).toContain(` --> ${name}`);
    expect(stderr).not.toContain('    at ');
    expect(readable(cwd)).toEqual(before);
  });
});

/** What root sees; as another user, what is left of it. */
function readable(cwd: string): Record<string, string> {
  return isRoot ? tree(cwd) : tree(join(cwd, '.git'));
}

describe('a full disk', () => {
  it('is noticed before anything changes, and the next run completes the work', (context) => {
    const { cwd, shell } = place();
    const disk = join(cwd, 'disk');
    fs.mkdirSync(disk);
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k,mode=777', 'tmpfs', disk]).status !== 0) {
      console.warn('\n*** SKIPPED: a tmpfs cannot be mounted here; no real full disk was tried ***\n');
      return context.skip();
    }
    onTestFinished(() => void spawnSync('umount', [disk]));
    expect(shell('$GEN --quiet --out disk/generated').status).toBe(0);
    const before = tree(join(disk, 'generated'));
    shell(newUser);
    spawnSync('dd', ['if=/dev/zero', `of=${join(disk, 'filler')}`, 'bs=1k']);
    const { status, stderr } = shell('$GEN --out disk/generated');
    expect({ status, stderr }).toEqual({
      status: 4,
      stderr: expect.stringContaining('no space is left on the disk'),
    });
    expect(stderr).toContain(' --> disk/generated/');
    expect(tree(join(disk, 'generated'))).toEqual(before);
    fs.unlinkSync(join(disk, 'filler'));
    expect(shell('$GEN --quiet --out disk/generated').status).toBe(0);
    expect(tree(join(disk, 'generated'))[documents]).toContain('devs');
  });
});

describe('--check', () => {
  it('is fresh in a checkout of git with CRLF line ends, which the output folder does without', () => {
    const { cwd, output, shell } = place();
    const git = 'git -c user.name=t -c user.email=t@example.com -c safe.directory=*';
    fs.rmSync(join(cwd, '.git'), { recursive: true });
    const { status, stderr } = shell(
      `set -e; ${git} init -q; ${git} add .; ${git} commit -qm x; ${git} config core.autocrlf true
       rm -r generated ssm-runas.yaml; ${git} checkout -q -- .`,
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(fs.readFileSync(join(cwd, 'ssm-runas.yaml'), 'utf8')).toContain('\r\n');
    expect(Object.values(tree(output)).filter((text) => text.includes('\r'))).toEqual([]);
    expect(shell('$GEN --check --quiet').status).toBe(0);
    const converted = tree(output)[documents]?.replaceAll('\n', '\r\n') ?? '';
    fs.writeFileSync(join(output, documents), converted);
    expect(shell('$GEN --check --quiet').status).toBe(0);
    fs.appendFileSync(join(output, documents), '# edited\r\n');
    expect(shell('$GEN --check --quiet').status).toBe(3);
  });

  it.each(['077', '000', '027'])('is fresh whatever the umask: %s', (umask) => {
    const { shell } = place();
    expect(shell(`umask ${umask}; rm -r generated; $GEN --quiet && umask 022 && $GEN --check`).status).toBe(
      0,
    );
    expect(shell(`chmod -R go-rwx generated; $GEN --check`).status).toBe(0);
  });
});
