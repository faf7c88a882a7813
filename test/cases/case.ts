/** A golden case is a folder: a mapping, what it refers to, and what is generated from it in either syntax. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Compilation, compile } from '../../src/generate.js';
import type { RenderedFile } from '../../src/terraform/plan/file.js';
import type { Syntax } from '../../src/terraform/render.js';

export const syntaxes: readonly Syntax[] = ['hcl', 'json'];

const folder = fileURLToPath(new URL('generate/', import.meta.url));

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The example at the top of the repository is a case like any other. */
const example = 'example';

export const caseNames: readonly string[] = [example, ...readdirSync(folder).sort()];

export const caseFolder = (name: string) => (name === example ? root : join(folder, name));

export async function compileCase(name: string, syntax: Syntax): Promise<Compilation> {
  return compileMapping(await readFile(join(caseFolder(name), 'ssm-runas.yaml')), syntax, caseFolder(name));
}

/** Merge files are read relative to `from`. */
export function compileMapping(
  mapping: Uint8Array | string,
  syntax: Syntax,
  from = folder,
): Promise<Compilation> {
  return compile(
    {
      file: 'ssm-runas.yaml',
      fileName: 'ssm-runas.yaml',
      bytes: typeof mapping === 'string' ? new TextEncoder().encode(mapping) : mapping,
    },
    {
      syntax,
      readRelated: async (path) => {
        const file = join(from, path);
        return existsSync(file) ? readFileSync(file) : undefined;
      },
    },
  );
}

/** Throws with the findings when the mapping is refused. */
export async function filesOfCase(name: string, syntax: Syntax): Promise<readonly RenderedFile[]> {
  const { files, diagnostics } = await compileCase(name, syntax);
  if (!files) throw new Error(`${name}: ${JSON.stringify(diagnostics, null, 2)}`);
  return files;
}

export async function writeFiles(files: readonly RenderedFile[], target: string): Promise<void> {
  for (const { path, text, executable } of files) {
    const file = join(target, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
    if (executable) await chmod(file, 0o755);
  }
}

/** Path to text of every file below a folder; nothing when there is no such folder. */
export function readTree(root: string): Record<string, string> {
  if (!existsSync(root)) return {};
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [file.slice(root.length + 1), readFileSync(file, 'utf8')]),
  );
}
