/** The examples: each folder of `examples/` with a mapping, and what is generated for it. */
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RenderedFile } from '../../src/terraform/plan/file.js';
import { compileMapping, writeFiles } from '../cases/case.js';

const examples = fileURLToPath(new URL('../../examples/', import.meta.url));

/** By name, the Terraform roots below the folder. */
export const rootsOf: Readonly<Record<string, readonly string[]>> = {
  'one-account': ['generated/session-documents', 'generated/identity-center'],
  'provider-aliases': ['documents'],
  workspaces: ['generated/session-documents', 'generated/identity-center'],
  'ci-matrix': ['documents'],
  terragrunt: ['generated/session-documents', 'generated/identity-center'],
  'hcp-terraform': ['documents'],
};

export const exampleNames: readonly string[] = readdirSync(examples).filter((name) =>
  existsSync(join(examples, name, 'ssm-runas.yaml')),
);

export const textOf = (name: string, file: string): string =>
  readFileSync(join(examples, name, file), 'utf8');

/** Throws with the findings, warnings too. */
export async function generatedFor(name: string): Promise<readonly RenderedFile[]> {
  const { files, diagnostics } = await compileMapping(textOf(name, 'ssm-runas.yaml'), 'hcl');
  if (!files || diagnostics.length > 0) throw new Error(`${name}: ${JSON.stringify(diagnostics, null, 2)}`);
  return files;
}

/** The example with its generated files, as `ssm-runas-gen generate` leaves it. */
export async function copyExample(name: string, folder: string): Promise<void> {
  const copied = (path: string) => !path.includes(`${name}/generated`);
  cpSync(join(examples, name), folder, { recursive: true, filter: copied });
  await writeFiles(await generatedFor(name), join(folder, 'generated'));
}
