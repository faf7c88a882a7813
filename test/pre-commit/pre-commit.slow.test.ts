/**
 * The hooks in the real pre-commit, from the packed package. From a clone of the repository, which installs and builds,
 * they are shown by running `run.sh` itself.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { hangGuard } from '../hang-guard.js';
import { hasProgram } from '../tools.js';

it.runIf(hasProgram('pre-commit'))(
  'regenerates, refuses the commit, lets the next one pass, and notices edits by hand',
  () => {
    const { status, stdout, stderr } = spawnSync(join(import.meta.dirname, 'run.sh'), {
      encoding: 'utf8',
      env: { ...process.env, SOURCES: 'tarball' },
      timeout: hangGuard,
    });
    expect({ status, stdout, stderr }).toEqual({
      status: 0,
      stdout: expect.stringContaining('tarball: both hooks work'),
      stderr: '',
    });
  },
);
