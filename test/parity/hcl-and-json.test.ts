/** The two syntaxes of every case, read by a parser that is not ours, mean the same. */
import { describe, expect, it } from 'vitest';
import { caseNames, filesOfCase } from '../cases/case.js';
import { meanings } from './meanings.js';

describe.each(caseNames)('%s', (name) => {
  it('is the same in HCL and JSON', async () => {
    const [hcl, json] = await Promise.all([filesOfCase(name, 'hcl'), filesOfCase(name, 'json')]);
    for (const meaning of await meanings(hcl, json)) expect(meaning.hcl, meaning.path).toEqual(meaning.json);
  });
});
