/**
 * The action for GitHub: its scripts are run as the runner runs them, with the files that the runner hands over in `GITHUB_OUTPUT`
 * and `GITHUB_STEP_SUMMARY`, and with an `npx` that says what it got or runs the built program.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { builtProgram } from '../built-program.js';
import { badMapping, goodMapping } from '../cli/world.js';
import { temporaryFolder } from '../output/folder.js';

const root = join(import.meta.dirname, '../..');
const action = parse(readFileSync(join(root, 'action.yml'), 'utf8'));
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const echo = `printf '%s\\n' "$@"`;

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
}
const steps: readonly Step[] = action.runs.steps;

/** Runs every `run:` of the action in `folder/work`. */
function ran(inputs: Record<string, string> = {}, npx = echo, files: Record<string, string> = {}) {
  const folder = temporaryFolder();
  const work = join(folder, 'work');
  mkdirSync(join(work, '.git'), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(work, name), text);
  writeFileSync(join(folder, 'npx'), `#!/bin/sh\n${npx}\n`);
  chmodSync(join(folder, 'npx'), 0o755);
  const [output, summary] = [join(folder, 'output'), join(folder, 'summary')];
  for (const file of [output, summary]) writeFileSync(file, '');
  const inputOf = (expression: string) => {
    const name = /^\$\{\{ inputs\.([a-z-]+) \}\}$/.exec(expression)?.[1] ?? '';
    return inputs[name] ?? action.inputs[name].default;
  };
  const results = steps.flatMap(({ run, shell, env = {} }) => {
    if (run === undefined) return [];
    expect(shell).toBe('bash');
    const given = Object.entries(env).map(([name, expression]) => [name, inputOf(expression)]);
    return spawnSync('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', run], {
      encoding: 'utf8',
      cwd: work,
      env: {
        PATH: `${folder}:${process.env.PATH}`,
        GITHUB_ACTIONS: 'true',
        GITHUB_OUTPUT: output,
        GITHUB_STEP_SUMMARY: summary,
        ...Object.fromEntries(given),
      },
    });
  });
  const [result] = results;
  if (!result || results.length > 1) throw new Error('one step of the action is a script');
  const outputs = readFileSync(output, 'utf8').trimEnd().split('\n');
  return {
    ...{ status: result.status, stdout: result.stdout, stderr: result.stderr },
    words: result.stdout.trimEnd().split('\n'),
    outputs: Object.fromEntries(outputs.map((line) => line.split('='))),
    summary: readFileSync(summary, 'utf8'),
  };
}

describe('the command', () => {
  it('is a check by the version of this repository when nothing is said', () => {
    expect(ran()).toMatchObject({
      status: 0,
      stderr: '',
      words: ['--yes', `ssm-runas-gen@${version}`, 'generate', '--check'],
    });
  });

  it('gets the inputs', () => {
    const inputs = {
      command: 'validate',
      mapping: 'a b.yaml',
      args: '--strict\n--format sarif',
      version: '9',
    };
    expect(ran(inputs).words).toEqual([
      '--yes',
      'ssm-runas-gen@9',
      'validate',
      'a b.yaml',
      '--strict',
      '--format',
      'sarif',
    ]);
    expect(ran({ args: '' }).words).toEqual(['--yes', `ssm-runas-gen@${version}`, 'generate']);
  });

  it.each([
    [`--scp 'my policies/scp.json' --strict`, ['--scp', 'my policies/scp.json', '--strict']],
    [`--scp "it's here.json"`, ['--scp', "it's here.json"]],
    ['--scp a\\ b.json', ['--scp', 'a b.json']],
    [`--out ''`, ['--out', '']],
  ])('gets quoted arguments whole: %s', (args, expected) => {
    expect(ran({ args }).words.join('\n')).toBe(
      ['--yes', `ssm-runas-gen@${version}`, 'generate', ...expected].join('\n').trimEnd(),
    );
  });

  it('is not run with a quote that does not end', () => {
    const { status, stdout } = ran({ args: `--scp 'x` });
    expect(status).not.toBe(0);
    expect(stdout).toBe('');
  });

  it('takes no input for program text', () => {
    const hostile = '$(touch hit);`touch hit`"\'';
    const { words } = ran({ mapping: hostile, args: '$(id) * $HOME `id`' });
    expect(words.slice(3)).toEqual([hostile, '$(id)', '*', '$HOME', '`id`']);
    for (const { run = '' } of steps) expect(run).not.toContain('${{');
  });
});

describe('the result', () => {
  it.each([
    [0, 'fine'],
    [1, 'findings'],
    [2, 'usage'],
    [3, 'stale'],
    [4, 'failed'],
    [127, 'failed'],
  ])('of exit code %i is the output %s, and the step ends with the same code', (code, result) => {
    const { status, outputs, summary } = ran({}, `echo done; exit ${code}`);
    expect({ status, outputs }).toEqual({ status: code, outputs: { 'exit-code': String(code), result } });
    expect(summary).toBe(`### ssm-runas-gen generate: ${result} (exit code ${code})\n\n    done\n\n`);
  });

  it('is in no summary if that is not wanted', () => {
    expect(ran({ summary: 'false' }, 'exit 3')).toMatchObject({ status: 3, summary: '' });
  });

  it('is declared by the outputs of the action', () => {
    const id = action.runs.steps.find((step: Step) => step.run !== undefined).id;
    for (const [name, { value }] of Object.entries<{ value: string }>(action.outputs))
      expect(value).toBe(`\${{ steps.${id}.outputs.${name} }}`);
  });
});

describe('with the program', () => {
  const program = () => `shift 2; exec "${process.execPath}" "${builtProgram()}" "$@"`;

  it('files that are out of date are in the summary', () => {
    const { status, summary, outputs } = ran({}, program(), { 'ssm-runas.yaml': goodMapping });
    expect({ status, result: outputs.result }).toEqual({ status: 3, result: 'stale' });
    expect(summary).toContain('    generated is out of date:');
    expect(summary).not.toContain('::warning');
  });

  it('findings are annotations', () => {
    const inputs = { command: 'validate', args: '' };
    const { status, stdout } = ran(inputs, program(), { 'ssm-runas.yaml': badMapping });
    expect(status).toBe(1);
    expect(stdout).toMatch(/^::error file=ssm-runas\.yaml,line=13,/m);
  });

  it('a proof in Markdown is Markdown in the summary', () => {
    const inputs = { command: 'prove', args: '--format md' };
    const { status, summary } = ran(inputs, program(), { 'ssm-runas.yaml': goodMapping });
    expect(status).toBe(0);
    expect(summary).toMatch(/^## Who becomes whom$/m);
  });
});

it('Node.js is set up, unless the input is empty', () => {
  expect(steps.find(({ uses }) => uses !== undefined)).toMatchObject({
    if: "inputs.node-version != ''",
    uses: expect.stringMatching(/^actions\/setup-node@v\d+$/),
    with: { 'node-version': '${{ inputs.node-version }}' },
  });
});
