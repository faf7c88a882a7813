/** From planned files to rendered ones: the registry of targets. */

import { renderHcl } from './hcl/render.js';
import { headerFor, type PlannedFile, type RenderedFile, type TerraformFile } from './plan/file.js';

export type Syntax = 'hcl' | 'json';

type Target = (file: TerraformFile, header: string) => RenderedFile;

/** JSON is loaded on demand: cdktf is the larger part of this package. */
const targets: Readonly<Record<Syntax, () => Promise<Target>>> = {
  hcl: async () => renderHcl,
  json: async () => (await import('./json/render.js')).renderJson,
};

export async function render(
  files: readonly PlannedFile[],
  syntax: Syntax,
  mappingFileName: string,
): Promise<RenderedFile[]> {
  const target = await targets[syntax]();
  const header = headerFor(mappingFileName);
  return files.map((file) => {
    if (file.kind === 'terraform') return target(file, header);
    const { path, text, executable } = file;
    return { path, text, executable };
  });
}
