/** Laws of the picture: everybody is in it, nothing lies on anything else, and it stays within its frame, for any number of roles. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AccessMap, type AccessRow, accessMap } from '../../../src/facts/access-map.js';
import { type Box, layOutPicture } from '../../../src/report/picture/layout.js';
import { svgReport } from '../../../src/report/picture/svg.js';
import { mappingOf } from '../../bench/mapping-of.mjs';
import { example, reportInput, violated, violatedAround } from '../report-input.js';

const { mapping, access } = await reportInput(example);
const map = accessMap(mapping, access);
const [someRow] = map.rows;

const row: fc.Arbitrary<AccessRow> = fc
  .record({
    permissionSet: fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }),
    osUser: fc.string({ minLength: 1, maxLength: 40 }),
    document: fc.string({ minLength: 3, maxLength: 128 }),
    nodes: fc.record({
      kinds: fc.constant<AccessRow['nodes']['kinds']>(['ec2', 'hybrid']),
      kindNames: fc.constantFrom('EC2', 'hybrid', 'EC2 and hybrid'),
      tags: fc.array(fc.record({ key: fc.constantFrom('a', 'b'), values: fc.constant(['x', 'y']) }), {
        maxLength: 2,
      }),
      matches: fc.array(fc.record({ key: fc.constant('c'), attribute: fc.constantFrom('a', 'b') }), {
        maxLength: 1,
      }),
      isScoped: fc.constant(true),
    }),
    becomes: fc.constantFrom<AccessRow['becomes']>('osUser', 'tagElseOsUser'),
  })
  .map((fields) => {
    if (!someRow) throw new Error('the example has no roles');
    return { ...someRow, ...fields };
  });

const anyMap: fc.Arbitrary<AccessMap> = fc
  .array(row, { maxLength: 60 })
  .map((rows) => ({ ...map, rows: rows.map((each, at) => ({ ...each, role: `role-${at}` })) }));

const overlaps = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

describe('layOutPicture', () => {
  it('has each role once, boxes apart and within the frame, nodes beside every role', () => {
    fc.assert(
      fc.property(anyMap, fc.boolean(), (any, hasLegend) => {
        const { rows, scopes, identity, width, height } = layOutPicture(any, hasLegend);
        expect(rows.map(({ row: { role } }) => role).sort()).toEqual(any.rows.map(({ role }) => role).sort());
        const boxes: readonly Box[] = [
          identity,
          ...scopes,
          ...rows.flatMap(({ permissionSet, document, osUser }) => [permissionSet, document, osUser]),
        ];
        for (const box of boxes) {
          expect(box.x).toBeGreaterThanOrEqual(0);
          expect(box.x + box.width).toBeLessThanOrEqual(width);
          expect(box.y + box.height).toBeLessThanOrEqual(height);
        }
        expect(boxes.flatMap((a, at) => boxes.slice(at + 1).filter((b) => overlaps(a, b)))).toEqual([]);
        for (const { permissionSet } of rows) {
          const middle = permissionSet.y + permissionSet.height / 2;
          expect(scopes.filter(({ y, height: tall }) => y < middle && middle < y + tall)).toHaveLength(1);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('cuts what is long, and keeps the whole of it', () => {
    fc.assert(
      fc.property(anyMap, (any) => {
        for (const {
          row: { document },
          document: { label },
        } of layOutPicture(any, false).rows) {
          expect(label.full ?? label.shown).toBe(document);
          expect(label.shown.length).toBeLessThanOrEqual(document.length);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('the file', () => {
  it('is a picture with a title and words, light and dark, without scripts', async () => {
    const file = svgReport({ ...(await reportInput(example)), mapping, access });
    expect(file).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" /);
    expect(file).toContain('<title id="title">Who becomes which Linux user: ssm-runas.yaml</title>');
    expect(file).toContain('LinuxDeveloper becomes dev by SSMRunAs-developer-Session');
    expect(file).toContain('@media (prefers-color-scheme: dark)');
    expect(file).not.toMatch(/<script|href|url\(|@import|<foreignObject/);
    expect(file.endsWith('</svg>\n')).toBe(true);
  });

  it('is the same for the same mapping', async () => {
    expect(svgReport(await reportInput(example))).toBe(svgReport(await reportInput(example)));
  });

  it('marks roles for which the proof is violated, and those whose tag decides', async () => {
    const broken = svgReport(await reportInput(violated, violatedAround));
    expect(broken).toContain('the proof is violated for this role');
    expect(broken.match(/<rect class="picture-broken"/g)).toHaveLength(3);
    const preparing = svgReport(await reportInput(example.replace('enforce', 'prepare')));
    expect(preparing.match(/<path class="picture-tagged" d="M\d+ \d+H/g)).toHaveLength(3);
    expect(preparing).toContain('a tag SSMSessionRunAs on the caller');
    expect(svgReport(await reportInput(example))).not.toMatch(/<path class="picture-(?:tagged|broken)"/);
  });

  it.each([1, 50, 100])('has every one of %i roles', async (count) => {
    const file = svgReport(await reportInput(mappingOf(count)));
    for (let at = 0; at < count; at += 1) expect(file).toContain(`>u${at}</text>`);
  });
});
