// Builds the published package into `dist/`: the bundled program, declarations, third-party licences.
// What every run of `generate` needs is one file, since each file that is loaded costs time; what only some runs need
// (cdktf, help, printed findings, the other commands) are files of their own. They are CommonJS, which starts sooner
// and can be loaded together with compiled code (`src/launch`); the library is an ECMAScript module before them.
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
  /src\/aws\/managed-policies/,
  /src\/report\/(?!access-map|access\/)/,
  /src\/prove\.ts/,
  /src\/verify\/(prove|scenarios\.|scenarios\/(places|sessions|ways-around|work)|proof\/(actions|limits|matrix|other-documents|outsiders))/,
  /src\/cli\/(file-|parse-with-commander|prove-|commands\/(?!generate|index))/,
  /src\/client\/(install|merge-alias)/,
  /src\/output\/(new-file|replace-file)/,
  /src\/compiled\/(mapping-validator|page)/,
  /src\/diagnostics\/format\/(?!index|shown-text)/,
  /src\/mapping\/(merge-policy|schema\/violations)\//,
  /src\/terraform\/json\//,
];

const entries = /src\/(program|index)\.ts$/;

const common = {
  cwd: root,
  platform: 'node',
  treeshake: { propertyReadSideEffects: false },
  checks: { ineffectiveDynamicImport: false },
};

const written = {
  dir: 'dist',
  format: 'cjs',
  strict: true,
  minify: true,
  entryFileNames: '[name].cjs',
  chunkFileNames: 'chunks/[name]-[hash].cjs',
};

async function bundleProgram() {
  const bundled = await rolldown({
    ...common,
    input: { program: 'src/program.ts', index: 'src/index.ts' },
    plugins: [cdktfFixes, jsYamlFixes, builtinsOnDemand],
  });
  const { output } = await bundled.write({
    ...written,
    codeSplitting: {
      groups: [{ name: 'core', test: (id) => !entries.test(id) && !seldom.some((one) => one.test(id)) }],
    },
  });
  await spellInAscii(output);
  return output;
}

/** Smaller in memory, and sooner read: `src/launch` relies on it. */
async function spellInAscii(output) {
  for (const { fileName, code } of output) {
    const ascii = code.replaceAll(
      /[^\0-\x7f]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
    if (ascii !== code) await writeFile(new URL(`../dist/${fileName}`, import.meta.url), ascii);
  }
}

/** By itself: it must not load anything else before it can load it together with its compiled code. */
async function bundleLaunch() {
  const bundled = await rolldown({ ...common, input: { bin: 'src/bin.ts' }, plugins: [builtinsOnDemand] });
  await bundled.write(written);
}

/** Node finds no names in minified CommonJS. */
function libraryModule(output) {
  const { exports } = output.find(({ name, isEntry }) => isEntry && name === 'index');
  return `import library from './index.cjs';\n\nexport const { ${exports.join(', ')} } = library;\n`;
}

await rm(new URL('../dist/', import.meta.url), { recursive: true, force: true });

const [output] = await Promise.all([
  bundleProgram(),
  bundleLaunch(),
  run(process.execPath, ['node_modules/typescript/bin/tsc', '--project', 'tsconfig.types.json'], {
    cwd: root,
  }),
]);

await Promise.all([
  chmod(new URL('../dist/bin.cjs', import.meta.url), 0o755),
  writeFile(new URL('../dist/index.js', import.meta.url), libraryModule(output)),
  writeFile(new URL('../dist/THIRD-PARTY-LICENCES.txt', import.meta.url), await licencesOf(output)),
]);
