// What npm runs around packing. Before: builds, and takes out of package.json what only development needs, because npm packs
// the file as it is and warns its users of scripts. After: puts package.json back.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

const manifest = new URL('../package.json', import.meta.url);
const kept = new URL('../package.json.unpacked', import.meta.url);

function restore() {
  if (existsSync(kept)) renameSync(kept, manifest);
}

if (process.argv[2] === 'restore') {
  restore();
} else {
  // An earlier run may have been killed in between.
  restore();
  await import('./build.mjs');
  const text = readFileSync(manifest, 'utf8');
  const { scripts, devDependencies, ...published } = JSON.parse(text);
  writeFileSync(kept, text);
  writeFileSync(manifest, `${JSON.stringify(published, undefined, 2)}\n`);
}
