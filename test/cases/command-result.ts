/** Runs a golden case through the command line, in this process or by the built program in another one. */
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Ran, run } from '../cli/world.js';
import { readTree, syntaxes } from './case.js';
import type { Files, GoldenCase, ProofFormat } from './golden-case.js';
import { paddedMapping } from './invalid-case.js';

export type Program = (cwd: string, argv: readonly string[], stdin?: string) => Promise<Ran>;

export const thisProcess: Program = (cwd, argv, stdin = '') => run(cwd, argv, { stdin });

export interface CalledProgram {
  readonly program: Program;
  readonly stop: () => void;
}

interface Answer {
  readonly id: number;
  readonly ran?: Ran;
  readonly fault?: string;
}

/** The built program at `path`, without an environment, in one process for all command lines. */
export function callProgramAt(path: string): CalledProgram {
  const host = fork(join(import.meta.dirname, 'called-program.mjs'), [path], {
    env: {},
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const waiting = new Map<number, (answer: Omit<Answer, 'id'>) => void>();
  host.on('message', ({ id, ...answer }: Answer) => waiting.get(id)?.(answer));
  host.on('exit', (code) => {
    for (const answer of waiting.values()) answer({ fault: `the program ended its process with ${code}` });
  });
  let calls = 0;
  const program: Program = (cwd, argv, stdin = '') =>
    new Promise((resolve, reject) => {
      const id = ++calls;
      waiting.set(id, ({ ran, fault }) => {
        waiting.delete(id);
        if (ran) resolve(ran);
        else reject(new Error(fault));
      });
      host.send({ id, cwd, argv, stdin });
    });
  return { program, stop: () => host.kill() };
}

export function resultOf(one: GoldenCase, program: Program): Promise<Files> {
  switch (one.kind) {
    case 'generate':
      return generated(one, program);
    case 'prove':
      return proven(one, program);
    case 'invalid':
      return validated(one, program);
  }
}

/** The output folder in each syntax. Throws when the mapping has mistakes. */
async function generated({ name, folder }: GoldenCase, program: Program): Promise<Files> {
  const out = mkdtempSync(join(tmpdir(), 'ssm-runas-case-'));
  try {
    for (const syntax of syntaxes) {
      const argv = ['generate', '--quiet', '--syntax', syntax, '--out', join(out, syntax)];
      const { code, stdout, stderr } = await program(folder, argv);
      if (code !== 0 || stdout !== '' || stderr !== '')
        throw new Error(`${name}: exit code ${code}\n${stdout}${stderr}`);
    }
    return belowMapping(readTree(out));
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/** The manifest says where the mapping is; golden output is two folders below it, and not in a temporary folder. */
function belowMapping(files: Files): Files {
  const isManifest = (path: string) => path.endsWith('.ssm-runas-gen.json');
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [
      path,
      isManifest(path) ? text.replace(/"source": ".*\/([^/"]+)"/, '"source": "../../$1"') : text,
    ]),
  );
}

const proofFiles: Readonly<Record<ProofFormat, string>> = {
  table: 'proof.txt',
  md: 'proof.md',
  json: 'proof.json',
};

/** The proof in each format of the case; the table is followed by the exit code. */
async function proven({ name, folder, options, formats }: GoldenCase, program: Program): Promise<Files> {
  const proofs = formats.map(async (format): Promise<[string, string]> => {
    const { code, stdout, stderr } = await program(folder, ['prove', '-q', '--format', format, ...options]);
    if (stderr !== '') throw new Error(`${name}: ${stderr}`);
    return [proofFiles[format], format === 'table' ? `${stdout}exit ${code}\n` : stdout];
  });
  return Object.fromEntries(await Promise.all(proofs));
}

/** The findings as JSON, and the exit code. */
async function validated({ folder }: GoldenCase, program: Program): Promise<Files> {
  const padded = paddedMapping(folder);
  const argv = ['validate', '--format', 'json', ...(padded === undefined ? [] : ['-'])];
  const { code, stdout, stderr } = await program(folder, argv, padded);
  return { 'findings.json': `${stdout}${stderr}exit ${code}\n` };
}
