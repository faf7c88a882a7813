// Writes `src/aws/managed-policies.json`, what the gate knows of AWS's managed policies, from the published documents in
// `test/data`. A test derives it again and says which names differ.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { importBundled } from './import-bundled.mjs';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

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
