// Loads a TypeScript source with all it imports, which the oldest Node that the project runs on cannot do.
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

/** In a folder below this one, for packages of the repository are found from there. @param {string} entry its path */
export async function importBundled(entry) {
  const folder = await mkdtemp(fileURLToPath(new URL('bundled-', import.meta.url)));
  try {
    const external = /^@cloud-copilot\//;
    const bundled = await rolldown({ input: entry, platform: 'node', external });
    await bundled.write({ file: join(folder, 'derive.mjs'), format: 'esm' });
    return await import(pathToFileURL(join(folder, 'derive.mjs')).href);
  } finally {
    await rm(folder, { recursive: true });
  }
}
