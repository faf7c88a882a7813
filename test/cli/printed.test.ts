/**
 * Whatever a plan, a mapping or a file name holds, in every format and on terminals: it moves no cursor, ends no line of ours,
 * and is no command for GitHub Actions, Azure Pipelines, TeamCity or a shell.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatNames } from '../../src/diagnostics/format/index.js';
import { compileMapping } from '../cases/case.js';
import { corpus } from '../gate/corpus/index.js';
import { gateInput, judge, readCase } from '../gate/plan-case.js';
import { goodMapping, repository, run } from './world.js';

const snippets = [
  '\n::error::harm',
  '::set-env name=PATH::harm',
  ' ::stop-commands::harm',
  '\r\n##[error]harm',
  '##[add-mask]harm',
  '##vso[task.setvariable variable=PATH]harm',
  "##teamcity[buildStatus text='harm']",
  '\u001b]0;harm\u0007',
  '\u001b[2K\rharm',
  '\u009b31mharm',
  '\u202eharm\u2066',
  '\u2028harm\u0085',
  '$(touch harm)',
  "'; touch harm; '",
  '`touch harm`',
  '\ud800',
  '\0',
];

const hostile = fc.constantFrom(...snippets);

/** Puts a snippet before, behind or in place of some of the texts in a JSON value, keys among them. */
function spoiled(value: unknown, choose: () => number, snippet: string, share: number): unknown {
  const text = (one: string) => {
    const at = choose() % share;
    return at === 0 ? `${snippet}${one}` : at === 1 ? `${one}${snippet}` : at === 2 ? snippet : one;
  };
  const walk = (one: unknown): unknown => {
    if (typeof one === 'string') return text(one);
    if (Array.isArray(one)) return one.map(walk);
    if (typeof one !== 'object' || one === null) return one;
    return Object.fromEntries(Object.entries(one).map(([key, inner]) => [key, walk(inner)]));
  };
  return walk(value);
}

function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 8;
  };
}

const hazards = /[\p{Cc}\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\p{Cs}/u;

/** `format` may be one of the formats of findings or of a report. */
function expectHarmless(format: string, text: string): void {
  const lines = stripVTControlCharacters(text).split('\n');
  for (const line of lines) {
    expect(line).not.toMatch(hazards);
    expect(line).not.toMatch(/##\w*\[/);
    const isOurs = format === 'github' && /^::(?:error|warning) [^:]*title=[a-z0-9-]+::/.test(line);
    if (!isOurs) expect(line.trimStart()).not.toMatch(/^::/);
  }
  if (format !== 'json' && format !== 'sarif') return;
  const { diagnostics = [], meaning = [] } = JSON.parse(text);
  for (const { summary, detail, remedy } of diagnostics)
    expect(summary + detail + remedy).not.toMatch(hazards);
  for (const line of meaning) expect(line).not.toMatch(hazards);
}

const refused = corpus.filter(({ codes, plan }) => codes.length > 0 && plan.plan.startsWith('{"format'));

describe('a plan with hostile texts', () => {
  it.each(formatNames)('is printed as data: %s', async (format) => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...refused),
        hostile,
        fc.nat(),
        fc.constantFrom(4, 12, 40),
        fc.boolean(),
        async ({ plan }, snippet, seed, share, isTerminal) => {
          const choose = seeded(seed);
          const outputs = plan.documents[0] ?? '{}';
          const cwd = repository({
            'ssm-runas.yaml': plan.mapping,
            'plan.json': JSON.stringify(spoiled(JSON.parse(plan.plan), choose, snippet, share)),
            'documents.json': JSON.stringify(spoiled(JSON.parse(outputs), choose, snippet, share)),
          });
          const { code, stdout, stderr } = await run(
            cwd,
            ['gate', '--plan', 'plan.json', '--documents', 'documents.json', '--format', format],
            { isTerminal },
          );
          expect([0, 1]).toContain(code);
          // With `json` and `sarif` nothing but findings is on standard output.
          if (isTerminal || format !== 'sarif') expectHarmless(format, stdout);
          expectHarmless('pretty', stderr);
        },
      ),
      { numRuns: 60, seed: 13 },
    );
  });

  it('is data in commands to copy', async () => {
    const original = readCase('prepare-first');
    const cwd = repository({});
    for (const snippet of snippets) {
      if (snippet.includes('\0') || snippet === '\ud800') continue;
      const plan = original.plan.replaceAll(
        /"(permission_set_arn|arn|instance_arn)":"(arn:aws:sso:[^"]*)"/g,
        (_match, name, arn) => `"${name}":${JSON.stringify(arn + snippet)}`,
      );
      const { meaning } = await judge({ ...original, plan });
      const commands = meaning.flatMap((line) => /\baws sso-admin .*$/.exec(line) ?? []);
      expect(commands.length).toBeGreaterThan(0);
      for (const command of commands) {
        const script = `aws() { printf '%s\\n' "$#"; }\n${command}`;
        const { status, stdout } = spawnSync('sh', ['-c', script], { cwd, encoding: 'utf8' });
        expect({ status, stdout }).toEqual({ status: 0, stdout: '6\n' });
      }
      expect(existsSync(join(cwd, 'harm'))).toBe(false);
    }
  });
});

describe('a command in a finding', () => {
  it('runs no text of the plan', async () => {
    const cwd = repository({});
    const commands = new Set<string>();
    for (const { plan } of refused) {
      const { plan: whole } = await gateInput(plan);
      const { later: _, ...given } = plan;
      for (const snippet of snippets.filter((text) => text.includes('touch'))) {
        const spoiltPlan = JSON.stringify(
          spoiled(JSON.parse(whole.text || plan.plan), seeded(1), snippet, 12),
        );
        const { diagnostics } = await judge({ ...given, plan: spoiltPlan });
        const texts = diagnostics.flatMap(({ summary, detail, remedy }) => [summary, detail, remedy]);
        for (const [, command = ''] of texts
          .join('\n')
          .matchAll(/`((?:aws|terraform|tofu|jq|printf) [^\n]*?)`/g))
          commands.add(command);
      }
    }
    expect(commands.size).toBeGreaterThan(2);
    for (const command of commands) {
      const stubs = 'aws() { :; }; terraform() { :; }; tofu() { :; }; jq() { :; }';
      spawnSync('sh', ['-c', `${stubs}\n${command}`], { cwd, input: '' });
    }
    expect(readdirSync(cwd)).not.toContain('harm');
  });
});

describe('a mapping with hostile texts', () => {
  const mapping = `${goodMapping.replace('permissionSet: LinuxAdmin }', 'permissionSet: LinuxAdmin, description: TEXT }')}
session: { shellProfile: { linux: TEXT }, s3: { bucket: bucket-a, prefix: TEXT } }
documents: { tags: { TEXT: TEXT } }
`;
  const texts = snippets.flatMap((snippet) =>
    [[0], [1, 2], [3, 4], [0, 1, 2, 3, 4]].map((places) => {
      let nth = -1;
      return mapping.replaceAll('TEXT', () => {
        nth += 1;
        return places.includes(nth) ? JSON.stringify(`a${snippet}`) : 'plain';
      });
    }),
  );

  async function printed(text: string, argv: readonly string[]): Promise<number> {
    const cwd = repository({ 'ssm-runas.yaml': text });
    const { code, stdout, stderr } = await run(cwd, argv, { isTerminal: false });
    expectHarmless(argv[2] ?? 'pretty', stdout);
    expectHarmless('pretty', stderr);
    return code;
  }

  it.each(formatNames)('is printed as data: validate --format %s', async (format) => {
    for (const text of texts) expect([0, 1]).toContain(await printed(text, ['validate', '--format', format]));
  });

  /** Of a refused mapping every command prints what `validate` prints. */
  const accepted = Promise.all(
    texts.map(async (text) => {
      const { mapping: read } = await compileMapping(text, 'hcl');
      return read ? [text] : [];
    }),
  ).then((all) => all.flat());

  it('is refused or accepted', async () => {
    expect((await accepted).length).toBeGreaterThan(20);
    expect((await accepted).length).toBeLessThan(texts.length);
  });

  it.each([
    ['prove', '--format', 'table'],
    ['prove', '--format', 'md'],
    ['prove', '--format', 'json'],
    ['report', '--format', 'md'],
    ['report', '--format', 'cloudtrail'],
    ['generate', '--check'],
  ])('is printed as data: %s %s %s', async (...argv) => {
    for (const text of await accepted) expect([0, 3]).toContain(await printed(text, argv.filter(Boolean)));
  });
});

describe('a hostile name of a file or an option', () => {
  const names = snippets
    .filter((snippet) => !/[\0\ud800]/.test(snippet))
    .map((text) => `x${text}`.replaceAll('/', ''));

  it('is printed as data', async () => {
    for (const name of names) {
      const cwd = repository({ [`${name}.yaml`]: goodMapping, 'ssm-runas.yaml': goodMapping });
      for (const argv of [
        ['validate', `${name}.yaml`],
        ['validate', name],
        ['generate', '--out', name],
        ['generate', '--out', `${name}/b`, '--check'],
        ['client', '--install', name],
        ['gate', '--plan', name],
        ['gate', '--plan', name, '--format', 'json'],
        ['gate', '--accept', name, '--plan', name],
        ['prove', '--with-policy', name],
        ['init', '--attributes', name, '--stdout'],
        ['explain', name],
        ['generate', `--${name}`],
        [name],
      ]) {
        const { stdout, stderr } = await run(cwd, argv);
        expectHarmless(argv.at(-1) ?? '', stdout);
        expectHarmless('pretty', stderr);
      }
    }
  });
});
