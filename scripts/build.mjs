// Builds the published package into `dist/`: bundled ECMAScript modules, declarations, third-party licences.
// What every run of `generate` needs is one file, since each file that is loaded costs time; what only some runs need
// (cdktf, help, printed findings, the other commands) are files of their own.
import { execFile } from 'node:child_process';
import { chmod, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { rolldown } from 'rolldown';
import { builtinsOnDemand } from './builtins-on-demand.mjs';
import { cdktfFixes } from './cdktf-fixes.mjs';
import './compile.mjs';
import { jsYamlFixes } from './js-yaml-fixes.mjs';
import { licencesOf } from './licences.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const run = promisify(execFile);

/** Everything that `generate` does not need when it writes HCL and has nothing to say. */
const seldom = [
  /node_modules\/(@cdktf|cdktf|commander|constructs|diff|fastest-levenshtein|picocolors|yaml)\//,
  /src\/(gate|init)\//,
  /src\/report\/(?!access-map|access\/)/,
  /src\/prove\.ts/,
  /src\/access\/(prove|scenarios\.|scenarios\/(places|sessions|ways-around|work)|proof\/(actions|limits|matrix|other-documents|outsiders))/,
  /src\/cli\/(file-|parse-with-commander|prove-|commands\/(?!generate|index))/,
  /src\/client\/(install|merge-alias)/,
  /src\/output\/(new-file|replace-file)/,
  /src\/compiled\/(mapping-validator|page)/,
  /src\/diagnostics\/format\/(?!index|shown-text)/,
  /src\/mapping\/(merge-policy|violations)\//,
  /src\/targets\/json\//,
];

const entries = /src\/(bin|index)\.ts$/;

async function bundle() {
  const bundled = await rolldown({
    cwd: root,
    input: { bin: 'src/bin.ts', index: 'src/index.ts' },
    platform: 'node',
    plugins: [cdktfFixes, jsYamlFixes, builtinsOnDemand],
    treeshake: { propertyReadSideEffects: false },
    checks: { ineffectiveDynamicImport: false },
  });
  const { output } = await bundled.write({
    dir: 'dist',
    format: 'esm',
    minify: true,
    chunkFileNames: 'chunks/[name]-[hash].js',
    codeSplitting: {
      groups: [{ name: 'core', test: (id) => !entries.test(id) && !seldom.some((one) => one.test(id)) }],
    },
  });
  return output;
}

await rm(new URL('../dist/', import.meta.url), { recursive: true, force: true });

const [output] = await Promise.all([
  bundle(),
  run(process.execPath, ['node_modules/typescript/bin/tsc', '--project', 'tsconfig.types.json'], {
    cwd: root,
  }),
]);

await Promise.all([
  chmod(new URL('../dist/bin.js', import.meta.url), 0o755),
  writeFile(new URL('../dist/THIRD-PARTY-LICENCES.txt', import.meta.url), await licencesOf(output)),
]);
