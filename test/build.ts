/** Once before all tests: what is compiled ahead of time for the sources, and the program that some tests run as a whole. */
import { execFileSync } from 'node:child_process';

export function setup(): void {
  execFileSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' });
}
