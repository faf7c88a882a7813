/** Git keeps the line ends of generated files, and tells GitHub what is generated; the rest of the folder is left alone. */
import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { gitAttributes } from '../../src/output/git-attributes.js';
import { put, rendered, script, temporaryFolder } from './folder.js';

it('is what Git reads', () => {
  const folder = temporaryFolder();
  const files = [rendered('ACCESS.md'), script, rendered('identity-center/outputs.tf.json')];
  const { path, text } = gitAttributes(files, 'ssm-runas.yaml');
  put(folder, path, text);
  execFileSync('git', ['init', '--quiet'], { cwd: folder });
  const attributeOf = (attribute: string, file: string) =>
    execFileSync('git', ['check-attr', attribute, '--', file], { cwd: folder, encoding: 'utf8' })
      .trim()
      .split(': ')
      .at(-1);
  for (const file of ['ACCESS.md', script.path, 'identity-center/outputs.tf.json', '.ssm-runas-gen.json'])
    expect([file, attributeOf('eol', file)]).toEqual([file, 'lf']);
  expect(attributeOf('linguist-generated', script.path)).toBe('set');
  expect(attributeOf('linguist-generated', 'ACCESS.md')).toBe('unspecified');
  expect(attributeOf('eol', 'identity-center/backend.tf')).toBe('unspecified');
});

it('is the same in both syntaxes', () => {
  const [hcl, json] = ['a/b.tf', 'a/b.tf.json'].map((path) => gitAttributes([rendered(path)], 'm.yaml').text);
  expect(hcl).toBe(json);
});
