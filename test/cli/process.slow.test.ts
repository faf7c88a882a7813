/** The program as a process: real streams, closed pipes, full disks, exit status. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { copyBuiltProgram } from '../built-program.js';
import { badMapping, goodMapping, repository } from './world.js';

const { path: program, remove } = copyBuiltProgram();
afterAll(remove);

function shell(script: string, cwd: string, input = '') {
  const { status, stdout, stderr } = spawnSync('bash', ['-o', 'pipefail', '-c', script], {
    cwd,
    input,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', GITHUB_ACTIONS: '', GEN: `${process.execPath} ${program}` },
  });
  return { status, stdout, stderr };
}

describe('the process', () => {
  it('ends with the exit codes of the commands', () => {
    const cwd = repository({ 'ssm-runas.yaml': goodMapping, 'bad.yaml': badMapping });
    expect(shell('$GEN generate -q', cwd).status).toBe(0);
    expect(shell('$GEN generate --check -q', cwd).status).toBe(0);
    expect(shell('$GEN validate bad.yaml', cwd).status).toBe(1);
    expect(shell('$GEN generate --nonsense', cwd).status).toBe(2);
    expect(shell('$GEN generate --check --syntax json --out x -q', cwd).status).toBe(3);
    expect(shell('$GEN generate missing.yaml', cwd).status).toBe(4);
  });

  it('reads standard input', () => {
    const { status, stdout } = shell('$GEN validate -', repository({}), badMapping);
    expect(status).toBe(1);
    expect(stdout).toContain('<stdin>:13:24');
  });

  it('reads standard input no further than needed', () => {
    const { status, stdout } = shell(
      'yes | head -c 50000000 2>/dev/null | $GEN validate - ; exit $?',
      repository({}),
    );
    expect(stdout).toContain('source-too-large');
    expect(status).not.toBe(0);
  });

  it.runIf(existsSync('/proc/self'))('waits for nobody and says so', () => {
    const merged = goodMapping.replace('permissionSet:', 'inlinePolicy: { merge: pipe }, permissionSet:');
    const cwd = repository({ 'ssm-runas.yaml': goodMapping, 'merged.yaml': merged });
    shell('mkfifo pipe', cwd);
    const cases = [
      ['validate pipe', 4, 'mapping-unreadable'],
      ['validate /dev/zero', 4, 'mapping-unreadable'],
      ['validate merged.yaml', 1, 'merge-file-unreadable'],
      ['prove --with-policy pipe', 4, 'proof-file-unreadable'],
      ['prove --scp /dev/zero', 4, 'proof-file-unreadable'],
      ['gate --plan pipe', 4, 'input-unreadable'],
      ['generate --out /proc/x/y', 4, 'output-unwritable'],
      ['generate --out pipe/x', 4, 'output-not-a-folder'],
    ] as const;
    for (const [command, code, name] of cases) {
      const { status, stdout, stderr } = shell(`timeout 300 $GEN ${command}`, cwd);
      expect({ command, status }).toEqual({ command, status: code });
      expect(stdout + stderr).toContain(`error[${name}]`);
    }
  });

  it.runIf(existsSync('/dev/fd'))('reads what the shell hands over as a file', () => {
    const cwd = repository({ 'm.yaml': goodMapping });
    expect(shell('$GEN validate <(cat m.yaml)', cwd).status).toBe(0);
    expect(shell('cat m.yaml | $GEN validate /dev/stdin', cwd).status).toBe(0);
  });

  it('is quiet when nobody reads its output any more', () => {
    const cwd = repository({ 'ssm-runas.yaml': goodMapping });
    const { stderr } = shell('$GEN generate --stdout -q | true; $GEN schema | head -c 1 >/dev/null', cwd);
    expect(stderr).toBe('');
  });

  it.runIf(existsSync('/dev/full'))('says so when standard output is full', () => {
    const cwd = repository({ 'ssm-runas.yaml': goodMapping });
    const { status, stderr } = shell('$GEN generate --stdout -q >/dev/full', cwd);
    expect(status).toBe(4);
    expect(stderr).toContain('no space is left on the disk');
    expect(shell('$GEN validate nope 2>/dev/full >/dev/full', cwd).status).toBe(4);
    for (const command of ['prove', 'validate --format json', 'validate nope.yaml', 'gate --plan nope']) {
      const full = shell(`$GEN ${command} >/dev/full`, cwd);
      expect({ command, status: full.status, stdout: full.stdout }).toEqual({
        command,
        status: 4,
        stdout: '',
      });
      expect(full.stderr).toMatch(/standard output cannot be written|nope/);
      // That is what `generate` says of its folder.
      expect(full.stderr).not.toContain('The next run');
    }
  });

  it.runIf(existsSync('/dev/full'))('does its work where standard error is full', () => {
    const cwd = repository({ 'ssm-runas.yaml': goodMapping });
    expect(shell('$GEN generate 2>/dev/full', cwd).status).toBe(0);
    expect(shell('$GEN generate --check', cwd).status).toBe(0);
  });

  it('prints help and ends with 0 for --help and help', () => {
    for (const asked of ['help', '--help', 'help gate', 'gate --help']) {
      const { status, stdout, stderr } = shell(`$GEN ${asked}`, repository({}));
      expect({ asked, status, stderr }).toEqual({ asked, status: 0, stderr: '' });
      expect(stdout).toContain('Usage: ssm-runas-gen');
    }
    for (const wrong of ['', 'help nonsense', 'gate --nonsense']) {
      const { status, stdout, stderr } = shell(`$GEN ${wrong}`, repository({}));
      expect({ wrong, status, stdout }).toEqual({ wrong, status: 2, stdout: '' });
      expect(stderr).not.toBe('');
    }
  });

  it('says so when standard input is a folder', () => {
    const cwd = repository({ 'ssm-runas.yaml': goodMapping });
    for (const command of ['validate -', 'gate --plan -', 'init --stdout --attributes -']) {
      const { status, stdout, stderr } = shell(`$GEN ${command} < .git`, cwd);
      expect({ command, status }).toEqual({ command, status: 4 });
      expect(stdout + stderr).toContain('error[input-unreadable]: <stdin> cannot be read');
    }
  });

  it('says so when the current folder was removed', () => {
    const cwd = repository({ 'm.yaml': goodMapping });
    for (const command of ['generate', 'validate $P/m.yaml', 'client', 'init', 'init --stdout', 'prove -']) {
      const script = `P=$PWD; mkdir gone && cd gone && rmdir ../gone && $GEN ${command} < /dev/null`;
      const { status, stdout, stderr } = shell(script, cwd);
      expect({ command, status }).toEqual({ command, status: 4 });
      expect(stdout + stderr).toContain('error[current-folder-unusable]');
      expect(stdout + stderr).not.toContain('version: 1');
    }
  });

  it.runIf(process.platform === 'linux')('takes no path for another one that Node.js decodes alike', () => {
    const cwd = repository({ 'ssm-runas.yaml': goodMapping });
    const inside = shell(
      "mkdir $'d\\xff' && cp ssm-runas.yaml $'d\\xff' && cd $'d\\xff' && $GEN generate",
      cwd,
    );
    expect(inside.status).toBe(4);
    expect(inside.stderr).toContain('error[current-folder-unusable]');
    const out = shell("$GEN generate --out $'o\\xff'", cwd);
    expect(out.status).toBe(2);
    expect(existsSync(`${cwd}/generated`)).toBe(false);
    const honest = shell('mkdir d\ufffd && cp ssm-runas.yaml d\ufffd && cd d\ufffd && $GEN generate -q', cwd);
    expect(honest).toMatchObject({ status: 0, stderr: '' });
  });

  it('prints the schema and explains a code from the bundle', () => {
    const cwd = repository({});
    expect(JSON.parse(shell('$GEN schema', cwd).stdout)).toHaveProperty('$schema');
    expect(shell('$GEN explain output-is-link', cwd).stdout).toContain('output-is-link (error)');
  });
});
