/**
 * The commands in README and in docs/ run. The program is the built one; the AWS CLI, Terraform, npm and git are stand-ins that print what
 * the page needs. A mapping in a page is valid.
 */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { copyBuiltProgram, type ProgramCopy } from '../built-program.js';
import { compileMapping } from '../cases/case.js';
import { documentsAsApplied } from '../gate/documents-as-applied.js';
import { readCase } from '../gate/plan-case.js';
import { policiesAsApplied } from '../gate/policies-as-applied.js';
import { policiesAsAttached } from '../gate/policies-as-attached.js';
import { hangGuard } from '../hang-guard.js';
import { type CodeBlock, codeBlocks, type Page, pages, root, writtenPages } from './pages.js';

/** The texts in a pipeline's settings that are commands, by their first word. */
function commandsIn(value: unknown): readonly string[] {
  if (typeof value === 'string')
    return /^(?:ssm-runas-gen|npx|npm|git|terraform|terragrunt|gh|set) /.test(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(commandsIn) : [];
}

function yamlIn({ text, line }: CodeBlock): readonly unknown[] {
  return parseAllDocuments(text).map((document) => {
    if (document.errors.length > 0) throw new Error(`line ${line}: ${document.errors[0]?.message}`);
    return document.toJS();
  });
}

/** All commands of a block, in order, as one script. */
function scriptOf(block: CodeBlock): string {
  if (block.language === 'sh') return block.text;
  return block.language === 'yaml' ? yamlIn(block).flatMap(commandsIn).join('\n') : '';
}

const readme = pageAt('README.md');
const others = writtenPages.filter(({ path }) => path.startsWith('docs/') && !path.startsWith('docs/adr/'));
const scripts = others.flatMap((page) =>
  codeBlocks(page)
    .map((block) => ({ place: `${page.path}:${block.line}`, text: scriptOf(block) }))
    .filter(({ text }) => text !== ''),
);
const mappings = writtenPages.flatMap((page) =>
  codeBlocks(page)
    .filter(
      ({ language, text }) => language === 'yaml' && /^version: 1$/m.test(text) && /^roles:/m.test(text),
    )
    .map(({ line, text }) => ({ place: `${page.path}:${line}`, text })),
);

function pageAt(path: string): Page {
  const found = pages.find((page) => page.path === path);
  if (!found) throw new Error(`${path} is missing`);
  return found;
}

/** What pages call besides the program. */
const standIns: Readonly<Record<string, string>> = {
  terraform: `case " $* " in
  *" show "*) cat "$FILES/plan.json" ;;
  *identity-center*" output "*) cat "$FILES/policies.json" ;;
  *" output "*) cat "$FILES/documents.json" ;;
  *" plan "*) for word; do case $word in -out=*) echo plan > "\${word#-out=}" ;; esac; done ;;
esac`,
  aws: `case " $* " in
  *" describe-instance-access-control-attribute-configuration "*) cat "$FILES/attributes.json" ;;
  *" list-permission-sets "*) echo "$SET" ;;
  *" describe-permission-set "*) printf '{ "PermissionSet": { "Name": "LinuxAdmin", "PermissionSetArn": "%s" } }\\n' "$SET" ;;
  *) echo none ;;
esac`,
  npm: 'case "$1 ${2-}" in "pack "*) : > ssm-runas-gen-0.1.0.tgz ;; "install --prefix") mkdir "$3" ;; esac',
  gh: 'true',
  // `test/client/client-docs.test.ts` runs the real one.
  'ssm-runas': 'true',
  terragrunt: 'exec terraform "$@"',
  git: 'case "$1 $2" in "worktree add") mkdir -p "$3" && cp ssm-runas.yaml "$3" ;; esac',
  npx: `while case $1 in --yes|ssm-runas-gen|ssm-runas-gen@*) true ;; *) false ;; esac; do shift; done
exec ssm-runas-gen "$@"`,
};
const permissionSetArn = 'arn:aws:sso:::permissionSet/ssoins-722357a1b2c3d4e5/ps-1a2b3c4d5e6f7081';

let program: ProgramCopy;
/** `bin` has the programs, `repository` what a reader has before a command: a mapping, its output, and the files that pages name. */
let shared: string;

beforeAll(async () => {
  program = copyBuiltProgram();
  shared = mkdtempSync(join(tmpdir(), 'ssm-runas-docs-'));
  const programs = { ...standIns, 'ssm-runas-gen': `exec "${process.execPath}" "${program.path}" "$@"` };
  for (const [name, text] of Object.entries(programs)) {
    place(`bin/${name}`, `#!/bin/sh\n${text}\n`);
    chmodSync(join(shared, 'bin', name), 0o755);
  }
  for (const [name, text] of Object.entries(await filesOfReaders())) place(`repository/${name}`, text);
  mkdirSync(join(shared, 'repository/.git'));
  // Without their mappings, which are of other repositories.
  const isMapping = (path: string) => path.endsWith('ssm-runas.yaml');
  cpSync(join(root, 'examples'), join(shared, 'repository/examples'), {
    recursive: true,
    filter: (path) => !isMapping(path),
  });
  for (const name of ['attributes.json', 'permission-sets.json'])
    cpSync(join(root, 'examples', name), join(shared, 'repository', name));
  const make = 'ssm-runas-gen generate --all -q && ssm-runas-gen report --format html > main.html';
  expect(runIn(join(shared, 'repository'), make)).toMatchObject({ status: 0 });
});
afterAll(() => {
  program.remove();
  rmSync(shared, { recursive: true, force: true });
});

async function filesOfReaders(): Promise<Readonly<Record<string, string>>> {
  const said = readCase('prepare-said');
  const { access } = await compileMapping(said.mapping, 'hcl');
  if (!access) throw new Error('the mapping is invalid');
  const [attached = ''] = policiesAsAttached(access, { targets: [['r-ab12', 'ROOT']] });
  const documents = (region: string) => documentsAsApplied(access, { account: '123456789012', region });
  const harmless = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] };
  return {
    'ssm-runas.yaml': said.mapping,
    'plan.json': said.plan,
    'documents.json': documents('eu-central-1'),
    'documents-eu-central-1.json': documents('eu-central-1'),
    'documents-eu-west-1.json': documents('eu-west-1'),
    'policies.json': policiesAsApplied(access),
    'attached-scp-1.json': attached,
    'PowerUser.json': JSON.stringify(harmless),
    'boundary.json': JSON.stringify({
      ...harmless,
      Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
    }),
    'envs/dev/ssm-runas.yaml': ofAnotherOrganization('dev', 1, said.mapping),
    'envs/prod/ssm-runas.yaml': ofAnotherOrganization('prod', 2, said.mapping),
  };
}

/** With nothing in AWS that the first mapping has, too. */
function ofAnotherOrganization(name: string, digit: number, mapping: string): string {
  const moved = mapping
    .replaceAll(/ssoins-\w+/g, `ssoins-${String(digit).repeat(16)}`)
    .replaceAll(/"\d{12}"/g, `"${String(digit).repeat(12)}"`);
  return `name: ${name}\n${moved}`;
}

function place(path: string, text: string): void {
  mkdirSync(join(shared, dirname(path)), { recursive: true });
  writeFileSync(join(shared, path), text);
}

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  /** With the messages. */
  readonly output: string;
}

function runIn(cwd: string, script: string): Ran {
  const env = {
    PATH: `${join(shared, 'bin')}:${process.env.PATH}`,
    HOME: cwd,
    FILES: join(shared, 'repository'),
    SET: permissionSetArn,
    AWS_REGION: 'eu-central-1',
    GITHUB_STEP_SUMMARY: join(cwd, 'summary.md'),
    GITHUB_BASE_REF: 'main',
    PLANFILE: join(cwd, 'plan.bin'),
    PR: '1',
  };
  const { status, stdout, stderr } = spawnSync('sh', ['-eu', '-c', script], {
    cwd,
    env,
    encoding: 'utf8',
    timeout: hangGuard,
  });
  return { status, stdout, output: stdout + stderr };
}

function expectGolden(path: string, text: string): void {
  if (process.env.UPDATE_GOLDEN) writeFileSync(join(root, path), text);
  expect(readFileSync(join(root, path), 'utf8')).toBe(text);
}

function emptyFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'ssm-runas-page-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

describe('the pages in docs/', () => {
  it('have commands', () => {
    expect(scripts.length).toBeGreaterThan(30);
    expect(mappings.length).toBeGreaterThan(0);
  });

  it.each(scripts)('$place', ({ text }) => {
    const outer = emptyFolder();
    const cwd = join(outer, 'repository');
    cpSync(join(shared, 'repository'), cwd, { recursive: true });
    // `init` writes over nothing.
    if (text.includes('ssm-runas-gen init')) rmSync(join(cwd, 'ssm-runas.yaml'));
    const { status, output } = runIn(cwd, text);
    expect({ status, output: status === 0 ? '' : output }).toEqual({ status: 0, output: '' });
  });

  it.each(mappings)('$place is a valid mapping', async ({ text }) => {
    const { diagnostics } = await compileMapping(text, 'hcl');
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

describe('README', () => {
  const section = (heading: string): Page => {
    const [, text = ''] = readme.text.split(`## ${heading}\n`);
    return { path: readme.path, text: text.split(/^## /m)[0] ?? '' };
  };
  const scriptUnder = (heading: string) =>
    codeBlocks(section(heading))
      .filter(({ language }) => language === 'sh')
      .map(({ text }) => text)
      .join('');

  it('leads from the sample files to a mapping without warnings, its output and its proof', () => {
    const clone = emptyFolder();
    for (const name of ['examples', 'dist', 'schema', 'package.json'])
      symlinkSync(join(name === 'examples' ? root : dirname(dirname(program.path)), name), join(clone, name));
    const { status, output, stdout } = runIn(clone, scriptUnder('Try it without AWS'));
    expect({ status, output: status === 0 ? '' : output }).toEqual({ status: 0, output: '' });
    const printed = stdout.split('\n').slice(-11).join('\n');
    const shown = /(<!-- begin: prove -->\n\n```text\n).*?(```\n\n<!-- end: prove -->)/s;
    expectGolden(
      'README.md',
      readme.text.replace(shown, (_, begin, end) => begin + printed + end),
    );
    for (const name of ['ACCESS.md', 'ROLLOUT.md'])
      expectGolden(`examples/${name}`, readFileSync(join(clone, 'try/generated', name), 'utf8'));
  });

  it.each(['Start with your own AWS organization', 'Install'])('%s', (heading) => {
    const { status, output } = runIn(emptyFolder(), scriptUnder(heading));
    expect({ status, output: status === 0 ? '' : output }).toEqual({ status: 0, output: '' });
  });
});
