// Builds when installed from a repository, as pre-commit and `npm install github:…` do. A published package is built
// already, and an installation without development dependencies cannot build.
import { existsSync } from 'node:fs';

if (existsSync(new URL('../node_modules/esbuild/', import.meta.url))) await import('./build.mjs');
