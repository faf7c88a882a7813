// Builds when installed from a repository, as pre-commit and `npm install github:…` do. A published package is built
// already, and an installation without development dependencies cannot build.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../', import.meta.url);
const isThere = (path) => existsSync(new URL(path, root));
const isGlobal = process.env.npm_config_global === 'true';

// `npm install --global git+…`, which pre-commit calls since 4.6, hands `global` down to the installation of the clone's
// own dependencies, so that none of them arrive; and it comes here twice.
if (isGlobal && !isThere('node_modules/rolldown/')) {
  const inherited = /^npm_config_(?:global|global_prefix|local_prefix|prefix|force|include|omit)$/;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !inherited.test(name)));
  const npm = process.env.npm_execpath ?? '';
  execFileSync(process.execPath, [npm, 'ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: fileURLToPath(root),
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
if (isThere('node_modules/rolldown/') && !(isGlobal && isThere('dist/bin.js'))) await import('./build.mjs');
