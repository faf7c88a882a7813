// Builds the published package into `dist/`: the bundled program, declarations, third-party licences.
// What every run of the program needs is one file, since each file that is loaded costs time; what only some runs need
// (cdktf, help, printed findings, the other commands) are files of their own. All of them are ECMAScript modules.
import { execFile } from 'node:child_process';
import { chmod, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { rolldown } from 'rolldown';
import { cdktfFixes } from './cdktf-fixes.mjs';
import './compile.mjs';
import { billOfMaterials, bundledPackages, licenceTexts } from './licences.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const run = promisify(execFile);

const common = { cwd: root, platform: 'node', checks: { ineffectiveDynamicImport: false } };
const written = { dir: 'dist', format: 'esm', entryFileNames: '[name].js' };

/** `core` is the command line and everything that it imports statically; what it imports when needed are other chunks. */
async function bundleProgram() {
  const bundled = await rolldown({
    ...common,
    input: { program: 'src/program.ts', index: 'src/index.ts' },
    plugins: [cdktfFixes],
  });
  const { output } = await bundled.write({
    ...written,
    minify: true,
    chunkFileNames: 'chunks/[name]-[hash].js',
    codeSplitting: { groups: [{ name: 'core', test: /src\/cli\/main\.ts$/ }] },
  });
  return output;
}

/** By itself, in old syntax and without `export`: a Node.js that is too old must be able to read it. */
async function bundleEntry() {
  const bundled = await rolldown({
    ...common,
    input: { bin: 'src/bin.ts' },
    external: './program.js',
    transform: { target: 'es2015' },
  });
  await bundled.write({ ...written, format: 'iife' });
}

await rm(new URL('../dist/', import.meta.url), { recursive: true, force: true });

const [output] = await Promise.all([
  bundleProgram(),
  bundleEntry(),
  run(process.execPath, ['node_modules/typescript/bin/tsc', '--project', 'tsconfig.types.json'], {
    cwd: root,
  }),
]);

const packages = await bundledPackages(output);
const manifest = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'));

await Promise.all([
  chmod(new URL('../dist/bin.js', import.meta.url), 0o755),
  writeFile(new URL('../dist/THIRD-PARTY-LICENCES.txt', import.meta.url), licenceTexts(packages)),
  writeFile(new URL('../dist/sbom.cdx.json', import.meta.url), billOfMaterials(manifest, packages)),
]);
