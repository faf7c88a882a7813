/** Comparison with an earlier page: what it says is what differs, and what is no page is refused, however it is damaged. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../../src/diagnostics/failure.js';
import type { PolicyDocument } from '../../../src/iam/policy.js';
import { collectData } from '../../../src/report/html/collect-data.js';
import { compareReports, hasChanges } from '../../../src/report/html/compare.js';
import { htmlReport } from '../../../src/report/html/page.js';
import { type PageData, pageDataId } from '../../../src/report/html/page-data.js';
import { readEarlier } from '../../../src/report/html/read-earlier.js';
import { jsonBlock } from '../../../src/report/markup.js';
import { hostileText } from '../hostile.js';
import { example, reportInput, violated, violatedAround } from '../report-input.js';

const before = await reportInput(example);
const page = htmlReport(before);
const pageOf = (data: unknown) => jsonBlock(pageDataId, data).toString();
const changesTo = async (text: string) =>
  compareReports(readEarlier({ file: 'main.html', text: page }), collectData(await reportInput(text)));

const reasonOf = (text: string): string => {
  try {
    readEarlier({ file: 'main.html', text });
    return 'read';
  } catch (error) {
    if (error instanceof Failure)
      return error.diagnostics.map(({ code, detail }) => `${code}: ${detail}`).join();
    throw error;
  }
};

describe('compareReports', () => {
  it('finds nothing where nothing changed', async () => {
    expect(hasChanges(await changesTo(example))).toBe(false);
    expect(htmlReport({ ...before, against: { file: 'old/main.html', text: page } })).toContain(
      'Nothing, compared with <span class="mono">main.html</span>',
    );
  });

  it('tells roles that came, went and changed', async () => {
    const changes = await changesTo(
      example
        .replace('osUser: dev,', 'osUser: developer,')
        .replace(
          'support: { osUser: support, permissionSet: LinuxSupport',
          'helpers: { osUser: help, permissionSet: LinuxHelp',
        ),
    );
    expect(changes.added.map(({ name }) => name)).toEqual(['helpers']);
    expect(changes.removed.map(({ name }) => name)).toEqual(['support']);
    expect(changes.changed).toEqual([
      {
        role: 'developer',
        changes: [
          { what: 'Linux user', before: 'dev', now: 'developer' },
          expect.objectContaining({ what: 'Document: description' }),
        ],
      },
    ]);
    expect(changes.statements).toEqual([]);
  });

  it('tells that the proof assumed something else, wherever the files lie', async () => {
    const allow: PolicyDocument = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }],
    };
    const data = async (file: string) =>
      collectData(await reportInput(example, { attached: { [file]: allow } }));
    const [here, there] = [await data('more.json'), await data('../base/more.json')];
    expect(hasChanges(compareReports(there, here))).toBe(false);
    expect(compareReports(collectData(before), here).general).toEqual([
      { what: 'Assumed to be attached too', before: 'none', now: 'more.json' },
    ]);
  });

  it('tells what becomes of attributes, of the instance and of a permission set that is created', async () => {
    const text = (attributes: string, create: string) =>
      example
        .replace('{ configuration: elsewhere }', attributes)
        .replace('permissionSet: LinuxAdmin', `permissionSet: { name: LinuxAdmin, create: { ${create} } }`);
    const old = text(
      '{ configuration: managed, removes: "${path:userType}", keep: { Team: "${path:team}" } }',
      'sessionDuration: PT4H, tags: { a: b }',
    );
    const later = text(
      '{ configuration: managed, removes: "${path:userType}", keep: { Mail: "${path:mail}" } }\nidentityCenter: { instanceArn: "arn:aws:sso:::instance/ssoins-722357a1b2c3d4e5" }',
      'sessionDuration: PT8H, relayState: "https://example.com/"',
    );
    const earlier = htmlReport(await reportInput(old));
    const changes = compareReports(
      readEarlier({ file: 'main.html', text: earlier }),
      collectData(await reportInput(later)),
    );
    const none = 'not set';
    expect(changes.general).toEqual([
      { what: 'Identity Center: Attribute Team', before: '${path:team}', now: none },
      {
        what: 'Identity Center: Instance',
        before: none,
        now: 'arn:aws:sso:::instance/ssoins-722357a1b2c3d4e5',
      },
      { what: 'Identity Center: Attribute Mail', before: none, now: '${path:mail}' },
    ]);
    expect(changes.changed).toEqual([
      {
        role: 'admin',
        changes: [
          { what: 'Created with: session duration', before: 'PT4H', now: 'PT8H' },
          { what: 'Created with: tag a', before: 'b', now: none },
          { what: 'Created with: relay state', before: none, now: 'https://example.com/' },
        ],
      },
    ]);
  });

  it.each(['unmanaged', 'managed'])(
    'tells only the attribute that a step removes (%s)',
    async (configuration) => {
      const at = (step: string) =>
        example
          .replace(/^rollout: .*$/m, `rollout: ${step}`)
          .replace(
            '{ configuration: elsewhere }',
            `{ configuration: ${configuration}, removes: "\${path:userType}", keep: { Team: "\${path:team}" } }\nidentityCenter: { instanceArn: "arn:aws:sso:::instance/ssoins-722357a1b2c3d4e5" }`,
          );
      const earlier = htmlReport(await reportInput(at('prepare')));
      const { general } = compareReports(
        readEarlier({ file: 'main.html', text: earlier }),
        collectData(await reportInput(at('switch'))),
      );
      expect(general).toEqual([
        { what: 'Step of the rollout', before: 'prepare', now: 'switch' },
        { what: 'Identity Center: Attribute SSMSessionRunAs', before: '${path:userType}', now: 'not set' },
      ]);
    },
  );

  it('tells that a name stands for another permission set', async () => {
    const givenAs = (arn: string) =>
      example.replace('permissionSet: LinuxAdmin', `permissionSet: { name: LinuxAdmin, arn: "${arn}" }`);
    const arn = 'arn:aws:sso:::permissionSet/ssoins-722357a1b2c3d4e5/ps-8a1b2c3d4e5f6071';
    const other = arn.replace('ps-8', 'ps-9');
    const earlier = collectData(await reportInput(givenAs(arn)));
    const changes = compareReports(earlier, collectData(await reportInput(givenAs(other))));
    expect(changes.changed).toEqual([
      { role: 'admin', changes: [{ what: 'ARN of the permission set', before: arn, now: other }] },
    ]);
  });

  it('tells statements that changed, once for all roles alike', async () => {
    const { statements } = await changesTo(example.replace('[eu-central-1]', '[eu-central-1, eu-west-1]'));
    const regions = statements.filter(({ sid }) => sid === 'DenyOtherRegions');
    expect(regions).toHaveLength(1);
    expect(regions[0]?.roles).toEqual(['admin', 'developer', 'support']);
    expect(JSON.stringify(regions[0]?.before)).not.toContain('eu-west-1');
    expect(JSON.stringify(regions[0]?.now)).toContain('eu-west-1');
  });

  it('tells steps, statements and violations that came, and the other way round', async () => {
    const later = collectData(await reportInput(violated, violatedAround));
    const earlier = collectData(before);
    const there = compareReports(earlier, later);
    const back = compareReports(later, earlier);
    expect(there.general).toContainEqual({ what: 'The proof', before: 'holds', now: 'does not hold' });
    expect(there.violationsNew).toHaveLength(later.violations.length);
    expect(there.statements.filter((one) => !one.before).map(({ sid }) => sid)).toEqual([
      'Builds',
      'without a Sid',
    ]);
    expect(back.violationsGone).toEqual(there.violationsNew);
    expect(back.statements.map(({ before: a, now: b }) => [b, a])).toEqual(
      there.statements.map(({ before: a, now: b }) => [a, b]),
    );
  });
});

describe('readEarlier', () => {
  it.each([
    ['', 'It cannot be compared: it contains no data of a report.'],
    ['<html>something else</html>', 'It cannot be compared: it contains no data of a report.'],
    [pageOf({}), 'It cannot be compared: it contains no data of a report.'],
    [page.slice(0, page.indexOf('</script>')), 'It cannot be compared: it contains no data of a report.'],
    [
      page.replace('"version":1', '"version":2'),
      'It cannot be compared: its data are of another version of the format.',
    ],
    [
      page.replace('"roles":[', '"roles":[7,'),
      'It cannot be compared: its data were changed after this tool wrote them.',
    ],
    [
      page.replace('"policy":[', '"policy":[99999,'),
      'It cannot be compared: its data were changed after this tool wrote them.',
    ],
    [
      page.replace('"content":{', `"content":{"x":${'['.repeat(5000)}${']'.repeat(5000)},`),
      'It cannot be compared: its data were changed after this tool wrote them.',
    ],
  ])('refuses what is no page of this tool (%#)', (text, reason) => {
    expect(reasonOf(text)).toBe(`report-against-foreign: ${reason}`);
  });

  it('reads or refuses, and what is read can be compared and shown, whatever was changed in it', () => {
    const data = collectData(before);
    const paths = leavesOf(data);
    const value = fc.oneof(hostileText, fc.jsonValue(), fc.constant(undefined));
    let read = 0;
    fc.assert(
      fc.property(fc.constantFrom(...paths), value, (path, replacement) => {
        const text = pageOf(withValue(data, path, replacement));
        if (reasonOf(text) !== 'read') return;
        read += 1;
        expect(htmlReport({ ...before, against: { file: 'x.html', text } })).toContain('What changed');
      }),
      { numRuns: 300 },
    );
    expect(read).toBeGreaterThan(20);
  });
});

type Path = readonly (string | number)[];

/** Ways to everything in a value, lists of many by their first entries. */
function leavesOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const entries = Array.isArray(value) ? [...value.entries()].slice(0, 4) : Object.entries(value);
  return [path, ...entries.flatMap(([key, each]) => leavesOf(each, [...path, key]))].filter(
    ({ length }) => length > 0,
  );
}

function withValue(data: PageData, path: Path, value: unknown): unknown {
  const copy = structuredClone(data) as unknown as Record<string | number, unknown>;
  let at = copy;
  for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, unknown>;
  at[path.at(-1) ?? ''] = value;
  return copy;
}
