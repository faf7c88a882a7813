/** The picture: Mermaid reads it whatever the names, within the limits that GitHub keeps, and draws the names as they are. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { boxName } from '../../../src/report/access/picture.js';
import { mappingOf } from '../../bench/mapping-of.mjs';
import { caseNames, compileCase, filesOfCase } from '../../cases/case.js';
import { drawn, labelTexts, pictureOf, squeezed } from './hostile-labels.js';
import { parsedPicture } from './mermaid.js';
import { pageOf, pictureIn } from './pages.js';

const limits = { edges: 500, characters: 50_000 };

describe('Mermaid', () => {
  it.each(caseNames)('reads the picture of %s', async (name) => {
    const page = (await filesOfCase(name, 'hcl')).find(({ path }) => path === 'ACCESS.md')?.text ?? '';
    const { mapping } = await compileCase(name, 'hcl');
    const { labels, edges } = await parsedPicture(pictureIn(page) ?? '');
    expect(edges).toBe(4 * (mapping?.roles.length ?? 0));
    for (const { osUser, permissionSet, document } of mapping?.roles ?? [])
      expect(labels).toEqual(expect.arrayContaining([osUser, permissionSet.name, document.name]));
  });

  it.each([
    [1, 4],
    [50, 200],
    [124, 496],
    [125, 125],
    [300, 300],
    [499, 499],
  ])('draws %i roles with %i arrows', async (roles, arrows) => {
    const text = pictureIn(await pageOf(mappingOf(roles))) ?? '';
    expect(text.length).toBeLessThan(limits.characters);
    expect((await parsedPicture(text)).edges).toBe(arrows);
    expect(arrows).toBeLessThan(limits.edges);
  });

  it('is spared what it would refuse', async () => {
    expect(pictureIn(await pageOf(mappingOf(500)))).toBeUndefined();
    const long = Array.from({ length: 120 }, (_, at) => {
      const name = `${'r-_'.repeat(7)}${at}`;
      return `  ${name}: { osUser: "x${'-'.repeat(100)}@d.${at}", permissionSet: "=${at}", nodes: { tags: { "${'='.repeat(100)}": "${at}" } } }`;
    });
    const page = await pageOf(
      `version: 1\ndocuments: { name: "{role}-${'.'.repeat(90)}" }\nroles:\n${long.join('\n')}\n`,
    );
    expect(pictureIn(page)?.length ?? 0).toBeLessThan(limits.characters);
  });

  test('the limits are those of the real one', async () => {
    const arrows = (count: number) => `flowchart LR\n${'  a --> b\n'.repeat(count)}`;
    await expect(parsedPicture(arrows(limits.edges - 1))).resolves.toBeDefined();
    await expect(parsedPicture(arrows(limits.edges + 1))).rejects.toThrow(/Edge limit exceeded/);
  });

  it.each(['a--b', 'end', 'x---', 'o--o', 'style', 'classDef', 'A-', 'a_b-c', 'graph', 'default'])(
    'takes %s for a name',
    async (role) => {
      const text = pictureIn(
        await pageOf(`version: 1\nroles: { ${role}: { osUser: a, permissionSet: A } }\n`),
      );
      expect((await parsedPicture(text ?? '')).edges).toBe(4);
    },
  );
});

test('different texts have different boxes', () => {
  const text = fc.oneof(
    fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,31}$/),
    fc.stringMatching(/^[_a-fh0-9:-]{1,6}$/),
    fc.string({ unit: 'binary', maxLength: 4 }),
  );
  const seen = new Map<string, string>();
  fc.assert(
    fc.property(text, (one) => {
      expect(seen.get(boxName(one)) ?? one).toBe(one);
      seen.set(boxName(one), one);
      expect(boxName(one)).toMatch(/^\w*$/);
      expect(boxName(one)).not.toMatch(/(?<!_)(?:__)*_[tv]/);
    }),
    { numRuns: 3000 },
  );
});

test('hostile labels are labels to its parser', async () => {
  const { labels } = await parsedPicture(pictureOf(labelTexts));
  expect(labels.map(squeezed).filter((text) => text !== 'last')).toEqual(labelTexts.map(drawn));
});
