/** Prettier with its defaults leaves generated files as they are, so that two hooks do not undo each other's work. */
import { format, getFileInfo } from 'prettier';
import { expect, it } from 'vitest';
import { filesOfCase, syntaxes } from '../cases/case.js';

/** Every character counts for a quota of AWS. */
const isCounted = (path: string) => /\/scp(?:-\d+)?\.json$/.test(path);

it.each(['example', 'hostile-text', 'inline-policy-sources'])('of the case %s', async (name) => {
  for (const syntax of syntaxes) {
    for (const { path, text } of await filesOfCase(name, syntax)) {
      const { inferredParser } = await getFileInfo(path);
      if (!inferredParser || isCounted(path)) continue;
      expect([path, await format(text, { parser: inferredParser })]).toEqual([path, text]);
    }
  }
});
