/** What only another version of the tool changes is told apart from what the mapping or somebody's hand changes. */
import { unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mappingDigest } from '../../src/mapping/origin.js';
import { readMapping } from '../../src/mapping/read-mapping.js';
import { digest, manifestPath } from '../../src/output/manifest.js';
import { goodMapping, repository, run } from '../cli/world.js';
import { deliverTo, header, put, rendered, script, temporaryFolder, tree } from './folder.js';

const sets = rendered('identity-center/permission-sets.tf');
const gone = rendered('identity-center/gone.tf');
const newer = [rendered(sets.path, 'newer {}'), rendered('identity-center/more.tf'), script];

function explained(folder: string, files = newer, mappingDigest = 'the same'): Record<string, boolean> {
  const { changes } = deliverTo(folder, files, { check: true, mappingDigest });
  return Object.fromEntries(
    changes.flatMap((change) => (change.state === 'unchanged' ? [] : [[change.path, change.onlyTool]])),
  );
}

function old(): string {
  const folder = temporaryFolder();
  deliverTo(folder, [sets, gone, script]);
  return folder;
}

it('changed, new and orphaned files of a newer version are its own doing', () => {
  expect(explained(old())).toEqual({
    [manifestPath]: true,
    [sets.path]: true,
    [gone.path]: true,
    'identity-center/more.tf': true,
  });
});

it('nothing is when the mapping means something else', () => {
  expect(new Set(Object.values(explained(old(), newer, 'something else')))).toEqual(new Set([false]));
});

it('a file edited by hand is not, nor one that is missing', () => {
  const folder = old();
  put(folder, sets.path, `${header}\nedited\n`);
  put(folder, gone.path, `${header}\nedited\n`);
  expect(explained(folder)).toMatchObject({ [sets.path]: false, [gone.path]: false, [manifestPath]: true });
  unlinkSync(join(folder, sets.path));
  expect(explained(folder)).toMatchObject({ [sets.path]: false });
});

it('a manifest that does not say, or says it among conflict markers, explains nothing wrongly', () => {
  const folder = old();
  const manifest = tree(folder)[manifestPath] ?? '';
  put(folder, manifestPath, manifest.replace(/^ {2}"mapping": .*\n/m, ''));
  expect(explained(folder)).toMatchObject({ [sets.path]: false, [manifestPath]: false });
  put(folder, manifestPath, manifest.replaceAll('\n', '\r\n'));
  expect(explained(folder)).toMatchObject({ [sets.path]: true });
});

describe('the digest of a mapping', () => {
  const readRelated = async () => undefined;
  const digestOf = async (text: string, syntax: 'hcl' | 'json' = 'hcl') => {
    const source = { file: 'm.yaml', fileName: 'm.yaml', bytes: new TextEncoder().encode(text) };
    const { mapping } = await readMapping(source, readRelated);
    if (!mapping) throw new Error('invalid');
    return mappingDigest(mapping, syntax);
  };

  it('stays with order, comments and line ends, and goes with every change', async () => {
    const same = await digestOf(goodMapping);
    const [head = '', roles = ''] = goodMapping.split(/(?=^roles:)/m);
    expect(await digestOf(roles + head)).toBe(same);
    expect(await digestOf(`# remark\n${goodMapping}`.replaceAll('\n', '\r\n'))).toBe(same);
    expect(await digestOf(goodMapping.replace('osUser: dev,', 'osUser: devs,'))).not.toBe(same);
    expect(await digestOf(goodMapping, 'json')).not.toBe(same);
  });
});

it('--check says it apart, and still ends with 3', async () => {
  const cwd = repository({ 'ssm-runas.yaml': goodMapping });
  await run(cwd, ['generate']);
  const output = join(cwd, 'generated');
  const path = 'session-documents/documents.tf';
  const text = `${tree(output)[path]}# as an older version wrote it\n`;
  const manifest = tree(output)[manifestPath] ?? '';
  put(output, path, text);
  put(output, manifestPath, manifest.replace(new RegExp(`("${path}": ")[0-9a-f]{64}`), `$1${digest(text)}`));
  const byTool = await run(cwd, ['generate', '--check']);
  expect(byTool.code).toBe(3);
  expect(byTool.stderr).toContain(
    `generated was written by another version of ssm-runas-gen; the mapping itself has not changed:\n  stale     ${manifestPath}\n  stale     ${path}\n`,
  );
  expect(byTool.stderr).not.toContain('is out of date');
  put(output, 'session-documents/outputs.tf', `${header}\n`);
  expect((await run(cwd, ['generate', '--check'])).stderr).toContain(
    'generated is out of date:\n  stale     session-documents/outputs.tf\n',
  );
});
