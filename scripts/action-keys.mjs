// Writes `src/aws/action-keys.json`: which condition keys AWS sends with which action. A test derives it again.
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { importBundled } from './import-bundled.mjs';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

const { derive } = await importBundled(at('scripts/action-keys/derive.ts'));
const table = await derive();
await writeFile(at('src/aws/action-keys.json'), `${JSON.stringify(table, null, 2)}\n`);
console.log(`${Object.keys(table.actions).length} actions as of ${table.asOf}`);
