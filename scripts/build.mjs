// Builds the published package into `dist/`: bundled ECMAScript modules, declarations, third-party licences.
// cdktf ends up in chunks that only the JSON target loads.
import { execFile } from 'node:child_process';
import { chmod, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import './compile.mjs';
import { licencesOf } from './licences.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const run = promisify(execFile);

await rm(new URL('../dist/', import.meta.url), { recursive: true, force: true });

const [{ metafile }] = await Promise.all([
  build({
    absWorkingDir: root,
    entryPoints: ['src/bin.ts', 'src/index.ts'],
    outdir: 'dist',
    bundle: true,
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    minify: true,
    metafile: true,
    legalComments: 'none',
    logLevel: 'warning',
    // Bundled CommonJS packages call `require` for modules of Node.
    banner: {
      js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
    },
  }),
  run(process.execPath, ['node_modules/typescript/bin/tsc', '--project', 'tsconfig.types.json'], {
    cwd: root,
  }),
]);

await Promise.all([
  chmod(new URL('../dist/bin.js', import.meta.url), 0o755),
  writeFile(new URL('../dist/THIRD-PARTY-LICENCES.txt', import.meta.url), await licencesOf(metafile, root)),
]);
