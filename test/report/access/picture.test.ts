/** The picture: Mermaid reads it whatever the names, within the limits that GitHub keeps, and draws the names as they are. */
import fc from 'fast-check';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { visible } from '../../../src/diagnostics/format/shown-text.js';
import { boxName, label } from '../../../src/report/access/mermaid-text.js';
import { mappingOf } from '../../bench/mapping-of.mjs';
import { hasBrowser, launchBrowser } from '../../browser.js';
import { caseNames, compileCase, filesOfCase } from '../../cases/case.js';
import { drawnLabels, parsedPicture } from './mermaid.js';
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
  ])('draws %i roles with %i arrows', { timeout: 60_000 }, async (roles, arrows) => {
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

/** But for Mermaid's own marks of entity codes, which hold ° and ¶: a tag cannot. */
const attacks = [
  '"',
  "'",
  '`',
  '`**a**`',
  '#quot;',
  '#35;',
  '&lt;b&gt;',
  '<script>document.title="x"</script>',
  '<img src=x onerror=alert(1)>',
  '<br>',
  ']',
  '"]',
  '"}}',
  '--> x',
  '%% x',
  '%%{init: {}}%%',
  ';',
  '|',
  '\\',
  '\\n',
  '- a',
  '1. a',
  '1)',
  '+',
  '# a',
  '> a',
  '---',
  '===',
  '**a**',
  '_a_',
  '__a__',
  'a_b_c',
  'a-b',
  '~~a~~',
  'me@example.com',
  'https://example.com/x?a=b&c=d',
  'www.example.com',
  'fa:fa-user',
  'style a:b#c;',
  '$$x$$',
  'ﬂ ß',
  '\u202eevil',
  'ä 日本 🙂',
  'end',
  '',
] as const;

/** What may stand in a tag is less than this. */
const texts = [
  ...attacks,
  ...fc.sample(
    fc
      .array(fc.oneof(fc.constantFrom(...attacks), fc.string({ unit: 'binary', maxLength: 5 })), {
        minLength: 2,
        maxLength: 4,
      })
      .map((parts) => parts.join('')),
    { numRuns: 150, seed: 11 },
  ),
];

const picture = (labels: readonly string[]) =>
  ['flowchart LR', ...labels.map((text, at) => `  box${at}["${label(text)}"] --> last`)].join('\n');

const squeezed = (text: string) => text.replace(/\s+/g, ' ').trim();
const drawn = (text: string) => squeezed(text === '' ? '(empty)' : visible(text));

test('hostile labels are labels to its parser', async () => {
  const { labels } = await parsedPicture(picture(texts));
  expect(labels.map(squeezed).filter((text) => text !== 'last')).toEqual(texts.map(drawn));
});

describe.skipIf(!hasBrowser)('a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  }, 60_000);
  afterAll(() => browser?.close());

  it('shows hostile labels as they are', { timeout: 60_000 }, async () => {
    const page = await browser.newPage();
    await page.setContent('<title>before</title><div id="target"></div>');
    const labels = await drawnLabels(page, picture(texts));
    const spaceless = (text: string) => text.replace(/\s/g, '');
    expect(texts.map((_, at) => spaceless(labels.get(`box${at}`) ?? 'missing'))).toEqual(
      texts.map((text) => spaceless(drawn(text))),
    );
    expect(await page.title()).toBe('before');
    await page.close();
  });
});
