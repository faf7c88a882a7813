// Writes `src/aws/managed-policies.json`, what the gate knows of AWS's managed policies, from the published documents in
// `test/data`. A test derives it again and says which names differ.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** The evaluator is TypeScript, which the oldest Node that the project runs on cannot load. */
async function importBundled(entry) {
  const folder = await mkdtemp(join(tmpdir(), 'managed-policies-'));
  try {
    const bundled = await rolldown({ input: entry, platform: 'node' });
    await bundled.write({ file: join(folder, 'derive.mjs'), format: 'esm' });
    return await import(pathToFileURL(join(folder, 'derive.mjs')).href);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const { derive } = await importBundled(at('scripts/managed-policies/derive.ts'));
const derived = derive(
  await readFile(at('test/data/aws-managed-policies.jsonl.gz')),
  await readFile(at('test/data/newer-managed-policies.json'), 'utf8'),
);
await writeFile(at('src/aws/managed-policies.json'), `${JSON.stringify(derived, null, 2)}\n`);

console.log(`${derived.judged} policies as of ${derived.asOf}`);
for (const [harm, names] of Object.entries(derived.harmful)) console.log(`${names.length} ${harm}`);
console.log(`${derived.harmless.length} harmless`);
console.log(`${Object.keys(derived.undecided).length} not decided`);
for (const [name, reason] of Object.entries(derived.undecided)) console.log(`  ${name}: ${reason}`);
