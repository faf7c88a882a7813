import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { caseNames, compileCase, expectedFolder, filesOfCase, readTree, syntaxes, writeFiles } from './case.js';

/** `UPDATE_GOLDEN=1 npx vitest run test/cases` writes what is generated now; the diff is for the reviewer. */
const update = process.env.UPDATE_GOLDEN !== undefined;

describe.each(caseNames)('%s', (name) => {
  it.each(syntaxes)('generates what stands in expected/%s', async (syntax) => {
    const expected = expectedFolder(name, syntax);
    const files = await filesOfCase(name, syntax);
    if (update) {
      for (const path of Object.keys(readTree(expected))) await rm(join(expected, path));
      await writeFiles(files, expected);
    }
    expect(Object.fromEntries(files.map(({ path, text }) => [path, text]))).toEqual(readTree(expected));
  });

  it('has no errors', async () => {
    const { diagnostics } = await compileCase(name, 'hcl');
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});
