/**
 * Hostile names and descriptions stay text. The judge is Chromium: a report with them has the same elements and attributes as
 * one with harmless texts in their place, and nothing in it runs.
 */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessMap } from '../../../src/facts/access-map.js';
import type { PolicyDocument } from '../../../src/iam/policy.js';
import { htmlReport } from '../../../src/report/html/page.js';
import { svgReport } from '../../../src/report/picture/svg.js';
import type { ReportInput } from '../../../src/report/report-input.js';
import { hasBrowser, launchBrowser } from '../../browser.js';
import { hostileTexts } from '../hostile.js';
import { example, reportInput, violated, violatedAround } from '../report-input.js';
import { openReport } from './opened-page.js';

const broken = await reportInput(violated, violatedAround);

/** Every text of a mapping, its policies and its proof that a person writes, whatever the rules would say of it. */
function withTexts(input: ReportInput, replaced: (text: string) => string): ReportInput {
  const texts = new Set<string>();
  const kept =
    /^(?:id|kind|code|severity|scenarios|rollout|principalTag|Effect|Version|kinds|purpose|action|beside|besides|because|source)$/;
  const walk = (value: unknown): unknown => {
    if (value instanceof Map) return new Map([...value].map(([key, each]) => [walk(key), walk(each)]));
    if (typeof value === 'string') {
      texts.add(value);
      return replaced(value);
    }
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [
        key,
        kept.test(key) || key === 'results' ? each : walk(each),
      ]),
    );
  };
  const walked = walk({ ...input, proof: { ...input.proof, proof: input.proof.proof } }) as ReportInput;
  return { ...walked, map: accessMap(walked.mapping, walked.access) };
}

/** Each text with one of the hostile ones behind it, the same with the same, so that all of them stand in many places. */
function hostileAppended(): (text: string) => string {
  const chosen = new Map<string, string>();
  return (text) => {
    const known = chosen.get(text) ?? `${text}${hostileTexts[chosen.size % hostileTexts.length]}`;
    chosen.set(text, known);
    return known;
  };
}

/** Elements with the names of their attributes, but for those that we add to texts: `code` for backticks, `title` for long ones. */
const structure = `[...document.querySelectorAll('*')]
  .filter((each) => !each.closest('pre') && each.localName !== 'code' && !(each.localName === 'title' && each.closest('text')))
  .map((each) => each.localName + '[' + [...each.attributes].map(({ name }) => name).sort() + ']').join('\\n')`;

describe.skipIf(!hasBrowser)('hostile texts', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it('are text in the page and in its data', async () => {
    const calm = withTexts(broken, (text) => `${text}harmless`);
    const cruel = withTexts(broken, hostileAppended());
    const file = hostileTexts.join('').replaceAll('/', '');
    const before = await openReport(
      browser,
      htmlReport({ ...calm, against: { file: 'harmless', text: htmlReport(broken) } }),
    );
    const after = await openReport(
      browser,
      htmlReport({ ...cruel, against: { file, text: htmlReport(broken) } }),
    );
    const open = 'for (const each of document.querySelectorAll("details")) each.open = true';
    for (const { page } of [before, after]) {
      await page.evaluate(open);
      await page.locator('.role pre').first().waitFor();
      await page.locator('.cell').first().click();
    }
    expect(await after.page.evaluate(structure)).toBe(await before.page.evaluate(structure));
    expect(await after.page.evaluate('window.harmed')).toBeUndefined();
    expect([...after.said, ...after.asked]).toEqual([]);
  });

  it('are text in the picture, which stays XML', async () => {
    const calm = svgReport(withTexts(broken, (text) => `${text}harmless`));
    const cruel = svgReport(withTexts(broken, hostileAppended()));
    const before = await openReport(browser, calm, {}, 'report.svg');
    const after = await openReport(browser, cruel, {}, 'report.svg');
    expect(await after.page.evaluate('document.documentElement.localName')).toBe('svg');
    expect(await after.page.evaluate("document.querySelectorAll('parsererror').length")).toBe(0);
    expect(await after.page.evaluate(structure)).toBe(await before.page.evaluate(structure));
    expect(await after.page.evaluate('window.harmed')).toBeUndefined();
    expect([...after.said, ...after.asked]).toEqual([]);
  });

  it('that a mapping and policies may really hold run nothing', async () => {
    const sid: PolicyDocument = {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Deny',
          Action: 'ssm:ResumeSession',
          Resource: '*',
          Condition: {
            StringEquals: { 'aws:userid': [...hostileTexts].filter((text) => !text.includes('${')) },
          },
        },
      ],
    };
    const text = example.replace(
      'osUser: dev,',
      `osUser: dev, session: { shellProfile: { linux: ${JSON.stringify('</script><script>window.harmed = 1</script>')} } },`,
    );
    const input = await reportInput(text, { attached: { '<img src=x onerror=alert(1)>.json': sid } });
    const { page, said, asked } = await openReport(browser, htmlReport(input));
    await page.getByRole('searchbox').fill('<img src=x onerror=alert(1)>');
    await page.getByRole('searchbox').fill('resuming');
    await page.locator('.cell').first().click();
    expect(await page.evaluate('window.harmed')).toBeUndefined();
    expect(await page.locator('img, script:not([type]):nth-of-type(3)').count()).toBe(0);
    expect([...said, ...asked]).toEqual([]);
  });
});
