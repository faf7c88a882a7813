/** The front door: help, version, wrong usage, colour, faults of our own, and the real process around it. */
import { describe, expect, it } from 'vitest';
import { commands } from '../../src/cli/commands/index.js';
import { failure } from '../../src/diagnostics/failure.js';
import type { Pipeline } from '../../src/library.js';
import { badMapping, goodMapping, repository, run } from './world.js';

describe('help', () => {
  it('without a command is shown as a mistake', async () => {
    const { code, stdout, stderr } = await run(repository({}), []);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    for (const { name } of commands) expect(stderr).toContain(`\n  ${name} `);
  });

  it.each(commands.map(({ name }) => name))('%s fits 80 columns and shows examples', async (name) => {
    for (const argv of [
      [name, '--help'],
      ['help', name],
    ]) {
      const { code, stdout, stderr } = await run(repository({}), argv);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toContain('Examples:');
      for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    }
  });

  it('of the program fits 80 columns', async () => {
    const { stdout } = await run(repository({}), ['--help']);
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('prints the version', async () => {
    for (const argv of [['--version'], ['-V'], ['-v'], ['validate', '-v']])
      expect(await run(repository({}), argv)).toEqual({ code: 0, stdout: '0.1.0\n', stderr: '' });
  });
});

describe('wrong usage', () => {
  const cases: readonly [string[], string][] = [
    [['gnerate'], 'Did you mean generate?'],
    [['generate', '--chek'], 'Did you mean --check?'],
    [['generate', '--syntax', 'xml'], 'Allowed choices are hcl, json'],
    [['validate', '--format', 'xml'], 'Allowed choices are pretty, json'],
    [['gate', 'a', 'b'], 'too many arguments'],
    [['generate', '--out'], "option '--out <DIR>' argument missing"],
    [['generate', '--out', ''], '--out is empty'],
    [['generate', '--check=yes'], '--check'],
    [['generate', '--stdout', '--check'], 'cannot be used together'],
    [['generate', '--check', '--exit-code'], 'cannot be used together'],
    [['validate', ''], 'MAPPING is empty'],
    [['explain', 'output-outsdie'], 'Did you mean output-outside?'],
    [['help', 'genrate'], "unknown command 'genrate'\n(Did you mean generate?)"],
    [['plan'], '(To check a Terraform plan, use gate.)'],
    [['version'], 'use --version'],
    [['check'], 'use validate'],
    [['lint'], 'use validate'],
    [['report', '--format', 'json'], 'use prove --format json'],
    [['generate', '--dry-run'], 'use generate --check --diff'],
    [['gate', '--dry-run'], 'Run ssm-runas-gen gate --help'],
    [['explain', '__proto__'], 'unknown code'],
  ];

  it.each(cases)('%j', async (argv, words) => {
    const { code, stdout, stderr } = await run(repository({ 'ssm-runas.yaml': goodMapping }), argv);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(words);
  });

  it('lists codes by group with titles, and by their beginning', async () => {
    const all = await run(repository({}), ['explain']);
    expect(all.stdout).toContain(
      'Session settings\n  kms-key-invalid                The KMS key is not valid\n',
    );
    const some = await run(repository({}), ['explain', 'os-user']);
    expect(some.stdout.match(/^ {2}\S+/gm)?.map((line) => line.trim())).toEqual([
      'os-user-forbidden',
      'os-user-invalid',
      'os-user-privileged',
      'os-user-shared',
    ]);
    const one = await run(repository({}), ['explain', 'os-user-p']);
    expect(one.stdout).toMatch(/^os-user-privileged \(warning\): /);
  });

  it('never waits for a terminal', async () => {
    const { code, stderr } = await run(repository({}), ['validate', '-'], { isTerminal: true });
    expect(code).toBe(2);
    expect(stderr).toContain('standard input is a terminal');
  });
});

describe('colour', () => {
  const sequence = '\u001b[';
  const cases: readonly [string, string[], Record<string, string>, boolean, boolean][] = [
    ['a terminal', [], {}, true, true],
    ['a pipe', [], {}, false, false],
    ['NO_COLOR', [], { NO_COLOR: '1' }, true, false],
    ['an empty NO_COLOR', [], { NO_COLOR: '' }, true, true],
    ['FORCE_COLOR', [], { FORCE_COLOR: '1' }, false, true],
    ['FORCE_COLOR=0', [], { FORCE_COLOR: '0' }, true, false],
    ['a dumb terminal', [], { TERM: 'dumb' }, true, false],
    ['--color always', ['--color', 'always'], { NO_COLOR: '1' }, false, true],
    ['--color never', ['--color=never'], { FORCE_COLOR: '1' }, true, false],
  ];

  it.each(cases)('%s', async (_, argv, env, isTerminal, expected) => {
    const cwd = repository({ 'ssm-runas.yaml': badMapping });
    const { stdout } = await run(cwd, ['validate', ...argv], { env, isTerminal });
    expect(stdout.includes(sequence)).toBe(expected);
  });
});

describe('what goes wrong inside', () => {
  const cwd = () => repository({ 'ssm-runas.yaml': goodMapping });
  const throwing = (error: unknown): Pipeline => {
    const fail = () => Promise.reject(error);
    return { check: fail, compile: fail };
  };

  it('a defect is confessed in a few words, with the stack on request', async () => {
    const pipeline = throwing(new TypeError('x is not a function'));
    const { code, stderr } = await run(cwd(), ['generate'], { pipeline });
    expect(code).toBe(4);
    expect(stderr).toContain('internal-fault');
    expect(stderr).toContain('x is not a function');
    expect(stderr).not.toContain('    at ');
    const debug = await run(cwd(), ['generate'], { pipeline, env: { SSM_RUNAS_GEN_DEBUG: '1' } });
    expect(debug.stderr).toContain('    at ');
  });

  it('a file that cannot be read ends with 4 and its name, in every format', async () => {
    const pipeline = throwing(
      failure('mapping-unreadable', 'p.json', { file: 'p.json', reason: 'permission denied' }),
    );
    const words = await run(cwd(), ['validate'], { pipeline });
    expect(words).toMatchObject({ code: 4, stdout: expect.stringContaining('p.json') });
    const json = await run(cwd(), ['validate', '--format', 'json'], { pipeline });
    expect(json.code).toBe(4);
    expect(JSON.parse(json.stdout)).toMatchObject({
      valid: false,
      diagnostics: [{ code: 'mapping-unreadable' }],
    });
  });
});
