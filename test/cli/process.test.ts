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
  });

  it('prints the schema and explains a code from the bundle', () => {
    const cwd = repository({});
    expect(JSON.parse(shell('$GEN schema', cwd).stdout)).toHaveProperty('$schema');
    expect(shell('$GEN explain output-is-link', cwd).stdout).toContain('output-is-link (error)');
  });
});
