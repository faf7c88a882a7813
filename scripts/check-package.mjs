// Judges the package as it would be published: its size, its types, and that it works in an empty folder without
// installing anything else.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const limit = 1_000_000;
const folder = mkdtempSync(join(tmpdir(), 'ssm-runas-package-'));
const run = (command, args, cwd) =>
  execFileSync(command, args, {
    cwd,
    encoding: 'utf8',
    timeout: 120_000,
    stdio: ['ignore', 'pipe', 'inherit'],
  });

try {
  const [{ filename, files }] = JSON.parse(
    run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], root),
  );
  const tarball = join(folder, filename);
  const { size } = statSync(tarball);
  if (size > limit) throw new Error(`the package has ${size} bytes packed; at most ${limit} are allowed`);

  const cached = files.filter(({ path }) => path.startsWith('dist/compile-cache/'));
  if (cached.length > 0) throw new Error(`the compile cache of this machine is packed: ${cached[0].path}`);

  run(
    process.execPath,
    [join(root, 'node_modules/@arethetypeswrong/cli/dist/index.js'), tarball, '--profile', 'esm-only'],
    root,
  );

  run('npm', ['init', '--yes'], folder);
  run('npm', ['install', '--offline', '--no-audit', '--no-fund', tarball], folder);
  const installed = Object.keys(JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')).packages);
  if (installed.length !== 2) throw new Error(`it installs more than itself: ${installed.join(', ')}`);

  writeFileSync(join(folder, 'ssm-runas.yaml'), readFileSync(join(root, 'ssm-runas.yaml')));
  for (const syntax of ['hcl', 'json']) {
    run('npx', ['ssm-runas-gen', 'generate', '--quiet', '--syntax', syntax], folder);
    const name = `permission-sets.tf${syntax === 'json' ? '.json' : ''}`;
    const [made, committed] = [join(folder, 'generated/hcl'), join(root, 'generated', syntax)].map((parent) =>
      readFileSync(join(parent, 'identity-center', name), 'utf8'),
    );
    if (made !== committed) throw new Error(`${name} differs from generated/${syntax}`);
  }
  writeFileSync(
    join(folder, 'library.mjs'),
    "import { generate } from 'ssm-runas-gen';\nconst { outcome } = await generate({ mapping: 'ssm-runas.yaml', mode: 'render' });\nconsole.log(outcome);\n",
  );
  run(process.execPath, ['library.mjs'], folder);
  console.log(`package: ${size} bytes packed, no dependencies, works from its tarball`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
