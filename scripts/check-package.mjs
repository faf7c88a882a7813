// Judges the package as it would be published: that packing twice gives the same bytes, its size, its types, what package.json
// tells its users, and that it works in an empty folder without installing anything else or any warning of npm.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
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
    timeout: 600_000,
    stdio: ['ignore', 'pipe', 'inherit'],
  });

try {
  const pack = (target) => {
    mkdirSync(target, { recursive: true });
    const [packed] = JSON.parse(run('npm', ['pack', '--json', '--pack-destination', target], root));
    return { ...packed, tarball: join(target, packed.filename) };
  };
  const manifest = readFileSync(join(root, 'package.json'));
  const { files, tarball } = pack(folder);
  const again = pack(join(folder, 'again'));
  if (!readFileSync(tarball).equals(readFileSync(again.tarball)))
    throw new Error('packing twice does not give the same bytes');
  if (!manifest.equals(readFileSync(join(root, 'package.json'))))
    throw new Error('package.json is not what it was before packing');
  const { size } = statSync(tarball);
  if (size > limit) throw new Error(`the package has ${size} bytes packed; at most ${limit} are allowed`);

  const sbom = files.find(({ path }) => path === 'dist/sbom.cdx.json');
  if (!sbom) throw new Error('the package has no bill of materials');

  const cached = files.filter(({ path }) => path.startsWith('dist/compile-cache/'));
  if (cached.length > 0) throw new Error(`the compile cache of this machine is packed: ${cached[0].path}`);

  run(
    process.execPath,
    [join(root, 'node_modules/@arethetypeswrong/cli/dist/index.js'), tarball, '--profile', 'esm-only'],
    root,
  );

  run('npm', ['init', '--yes'], folder);
  const install = ['install', '--offline', '--no-audit', '--no-fund', tarball];
  const warnings = spawnSync('npm', install, { cwd: folder, encoding: 'utf8', timeout: 600_000 }).stderr;
  if (warnings !== '') throw new Error(`npm warns: ${warnings}`);
  const published = JSON.parse(readFileSync(join(folder, 'node_modules/ssm-runas-gen/package.json'), 'utf8'));
  const idle = ['scripts', 'devDependencies', 'dependencies'].filter((key) => key in published);
  if (idle.length > 0) throw new Error(`package.json tells its users of ${idle.join(', ')}`);
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
  console.log(`package: ${size} bytes packed, the same bytes twice, no dependencies, works from its tarball`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
