/** What holds for every mapping, from its text to the gate. */
import { isDeepStrictEqual } from 'node:util';
import { compile } from '../../src/generate.js';
import type { Syntax } from '../../src/terraform/render.js';
import { prove } from '../../src/verify/prove.js';
import { meanings } from '../parity/meanings.js';
import { checkActions } from './check-actions.js';
import { type Compiled, checkGate } from './check-gate.js';
import { checkPage } from './check-page.js';
import { checkStarts, type Tally } from './check-starts.js';
import { file, type Json, type RandomMapping } from './mappings.js';
import { promiseOf } from './promises.js';

/** What is wrong, in words; undefined for a mapping that is refused. */
export async function checkMapping(
  { whole, files }: RandomMapping,
  tally: Tally,
  at: number,
): Promise<readonly string[] | undefined> {
  const [hcl, json] = await Promise.all([compiled(files, 'hcl'), compiled(files, 'json')]);
  const { mapping, access, files: rendered } = hcl;
  if (!mapping || !access || !rendered || !json.files) return undefined;
  const different = (await meanings(rendered, json.files)).filter(
    // Objects of the parser have no prototype.
    (one) => !isDeepStrictEqual(plain(one.hcl), plain(one.json)),
  );
  const page = rendered.find(({ path }) => path === 'ACCESS.md')?.text ?? '';
  const before = await stepBefore(whole, files);
  return [
    ...different.map(({ path }) => `${path} means something else in JSON`),
    ...checkPage(whole, access, page),
    ...(await checkStarts(whole, access, tally)),
    ...(await checkActions(whole, access, tally)),
    ...checkProof(whole, prove(mapping, access)),
    ...checkGate({ mapping, access }, before, at),
  ];
}

/** The same mapping one step earlier; undefined in the first step. */
async function stepBefore(whole: Json, files: RandomMapping['files']): Promise<Compiled | undefined> {
  const rollout = { switch: 'prepare', enforce: 'switch' }[whole.rollout as string];
  if (rollout === undefined) return undefined;
  const text = JSON.stringify({ ...whole, rollout });
  const { mapping, access } = await compiled({ ...files, [file]: text }, 'hcl');
  if (!mapping || !access) throw new Error(`the mapping is refused in ${rollout}`);
  return { mapping, access };
}

function compiled(files: RandomMapping['files'], syntax: Syntax) {
  const bytesOf = (path: string) => {
    const text = files[path];
    return text === undefined ? undefined : new TextEncoder().encode(text);
  };
  const source = { file, fileName: file, bytes: bytesOf(file) ?? new Uint8Array() };
  return compile(source, { syntax, readRelated: async (path) => bytesOf(path) });
}

const plain = (value: unknown) => JSON.parse(JSON.stringify(value));

/** In the last step a tag that a mapping ignores decides, which the proof says; nothing else is found. */
function checkProof(whole: Json, { violations, claims, unsupported }: ReturnType<typeof prove>): string[] {
  const found = unsupported.map((one) => `the proof does not support ${JSON.stringify(one)}`);
  const ignoring = Object.keys(whole.roles)
    .filter((name) => whole.rollout === 'enforce' && promiseOf(whole, name).tag === 'ignore')
    .sort();
  const deciding = new Set<string>();
  for (const { code, roles, request } of violations) {
    if (code === 'proof-tag-decides') for (const name of roles) deciding.add(name);
    else found.push(`${code}: ${request.scenarios.join()} of ${roles.join()}`);
  }
  if ([...deciding].sort().join() !== ignoring.join())
    found.push(
      `by the proof a tag decides for ${[...deciding].join()}, by the mapping for ${ignoring.join()}`,
    );
  for (const { claim, results } of claims)
    for (const { verdict, roles } of results)
      if (verdict !== 'holds') found.push(`the claim ${claim} is ${verdict} for ${roles.join()}`);
  return found;
}
