/** What is published is what the other tests try: the built program gives the same as the sources, byte for byte. */
import { afterAll, describe, expect, it } from 'vitest';
import { copyBuiltProgram } from '../built-program.js';
import { callProgramAt, resultOf, thisProcess } from './command-result.js';
import { goldenCases } from './golden-case.js';

const { path, remove } = copyBuiltProgram();
const { program, stop } = callProgramAt(path);
afterAll(() => {
  stop();
  remove();
});

describe('the built program gives the same as the sources', () => {
  it.each(goldenCases)('$kind $name', async (one) => {
    const [built, fromSources] = await Promise.all([resultOf(one, program), resultOf(one, thisProcess)]);
    expect(Object.keys(built)).not.toEqual([]);
    expect(built).toEqual(fromSources);
  });
});
