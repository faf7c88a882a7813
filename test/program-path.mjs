// Where the built program lies, as package.json says.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../', import.meta.url);
const { bin } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));

/** Relative to the package's folder. */
export const programInPackage = bin['ssm-runas-gen'];

export const programPath = fileURLToPath(new URL(programInPackage, root));
