// Bundles a TypeScript source with all it imports, for tests that need a process of its own.
import { rolldown } from 'rolldown';

/** @param {string} entry absolute path of a source @param {string} folder absolute path to write to */
export async function bundleSource(entry, folder) {
  const bundle = await rolldown({
    input: entry,
    platform: 'node',
    checks: { ineffectiveDynamicImport: false },
  });
  await bundle.write({ dir: folder, format: 'esm' });
}
