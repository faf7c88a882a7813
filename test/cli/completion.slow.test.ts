/** Completion in the real shells: commands, options, choices, files, folders and codes. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { hangGuard } from '../hang-guard.js';
import { hasProgram } from '../tools.js';
import { repository, run } from './world.js';

/** What is typed, the words that must be offered, and some that must not. */
const cases: readonly [typed: string, offered: readonly string[], notOffered?: readonly string[]][] = [
  ['gen', ['generate'], ['validate']],
  ['comp', ['completion']],
  ['help pro', ['prove']],
  ['generate --sy', ['--syntax'], ['--stdout']],
  ['generate --no', ['--no-prove']],
  ['generate --form', ['--format']],
  ['generate --syntax ', ['hcl', 'json'], ['generate']],
  ['validate --format s', ['sarif'], ['json']],
  ['generate -q --color al', ['always']],
  ['explain output-is', ['output-is-link'], ['output-outside']],
  ['completion f', ['fish'], ['bash']],
  ['validate tea', ['team one.yaml']],
  ['generate --out tea', ['teams/'], ['team one.yaml']],
  ['prove --with-policy sub/po', ['sub/policy.json']],
  ['schema tea', [], ['team one.yaml']],
];

async function prepared(shell: string): Promise<{ cwd: string; script: string }> {
  const files = { 'team one.yaml': '', 'teams/a/x': '', 'sub/policy.json': '' };
  const cwd = repository(files);
  const { code, stdout, stderr } = await run(cwd, ['completion', shell]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return { cwd: repository({ ...files, 'completion.script': stdout }), script: 'completion.script' };
}

function shellRun(program: string, args: readonly string[], cwd: string, input = ''): string {
  const { stdout, stderr, status } = spawnSync(program, args, {
    cwd,
    input,
    encoding: 'utf8',
    timeout: hangGuard,
    env: { PATH: process.env.PATH, HOME: cwd, TERM: 'dumb', LC_ALL: 'C.UTF-8' },
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
}

function expectOffers(offers: readonly string[], offered: readonly string[], not: readonly string[] = []) {
  for (const word of offered) expect(offers).toContain(word);
  for (const word of not) expect(offers).not.toContain(word);
}

describe.runIf(hasProgram('bash'))('bash', () => {
  it.each(cases.filter(([typed]) => !typed.startsWith('validate tea')))('%s', async (typed, offered, not) => {
    const { cwd, script } = await prepared('bash');
    const words = ['ssm-runas-gen', ...typed.split(' ')].map((word) => `'${word}'`).join(' ');
    const program = `source ${script}; COMP_WORDS=(${words}); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
      _ssm_runas_gen; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const offers = shellRun('bash', ['--norc', '-c', program], cwd).trim().split('\n');
    const isFile = typed.includes('sub/');
    // Files are readline's, which is only there when somebody types; folders get their slash there.
    if (isFile) expect(offers).toEqual(['']);
    else
      expectOffers(
        offers.map((word) => (word === 'teams' ? 'teams/' : word)),
        offered,
        not,
      );
  });

  it('takes --option=value, as bash takes it apart', async () => {
    const { cwd, script } = await prepared('bash');
    for (const words of ['--syntax =', '--syntax = h']) {
      const program = `source ${script}; COMP_WORDS=(ssm-runas-gen generate ${words}); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
        _ssm_runas_gen; printf '%s\\n' "\${COMPREPLY[@]}"`;
      expect(shellRun('bash', ['--norc', '-c', program], cwd)).toContain('hcl\n');
    }
  });
});

describe.runIf(hasProgram('fish'))('fish', () => {
  it.each(cases)('%s', async (typed, offered, not) => {
    const { cwd, script } = await prepared('fish');
    const program = `source ${script}; complete -C 'ssm-runas-gen ${typed}'`;
    const offers = shellRun('fish', ['--no-config', '-c', program], cwd)
      .trim()
      .split('\n')
      .map((line) => line.split('\t')[0]?.replaceAll('\\ ', ' ') ?? '');
    expectOffers(offers, offered, not);
  });
});

/** Types into an interactive shell; the completed command line is what the program would have got. */
const typing: readonly [typed: string, got: readonly string[]][] = [
  ['gen\t--synt\tj\t', ['generate', '--syntax', 'json']],
  ['validate --quie\ttea\t', ['validate', '--quiet', 'team']],
  ['validate team\\ \t', ['validate', 'team one.yaml']],
  ['generate --out su\t', ['generate', '--out', 'sub']],
  ['explain output-is\t', ['explain', 'output-is-link']],
  ['prove --with-policy sub/po\t', ['prove', '--with-policy', 'sub/policy.json']],
];
const shows = "ssm-runas-gen() { printf '<%s>' \"$@\" >> typed.txt; printf '\\n' >> typed.txt; }";
const interactive = {
  bash: { start: 'bash --norc --noprofile -i', setUp: '' },
  zsh: { start: 'zsh -f -i', setUp: 'autoload -Uz compinit && compinit -u -D' },
} as const;

for (const shell of ['bash', 'zsh'] as const) {
  describe.runIf(hasProgram(shell) && hasProgram('script'))(`${shell}, typed`, () => {
    it.each(typing)('%j', async (typed, got) => {
      const { cwd, script } = await prepared(shell);
      const { start, setUp } = interactive[shell];
      const input = [
        shows,
        setUp,
        `source ./${script}`,
        `ssm-runas-gen ${typed}`,
        'cat typed.txt',
        'exit',
        '',
      ];
      const stdout = shellRun('script', ['-qec', start, '/dev/null'], cwd, input.join('\n'));
      const words = got.map((word) => `<${word}>`).join('');
      expect(stdout.replaceAll('=', '><').replaceAll('/>', '>')).toContain(words);
    });
  });
}
