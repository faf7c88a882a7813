/** The page as its reader has it: in real Chromium, by mouse and by keyboard, on screens and on paper. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { htmlReport } from '../../../src/report/html/page.js';
import { mappingOf } from '../../bench/mapping-of.mjs';
import { hasBrowser, launchBrowser } from '../../browser.js';
import { slowness } from '../../processor-time.js';
import { example, reportInput, violated, violatedAround } from '../report-input.js';
import { barriers, loadingSeconds, openReport } from './opened-page.js';

const broken = await reportInput(violated, violatedAround);
const calm = htmlReport(await reportInput(example));
const alarming = htmlReport({ ...broken, against: { file: 'main.html', text: calm } });

describe.skipIf(!hasBrowser)('the page in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it('says nothing to the console and asks nobody for anything', async () => {
    const { page, said, asked } = await openReport(browser, alarming);
    await page.getByRole('searchbox').fill('dev');
    await page.locator('.cell').first().click();
    await page.keyboard.press('Escape');
    await page.locator('.role:visible summary').first().click();
    await page.getByRole('button', { name: 'Dark' }).click();
    expect({ said, asked }).toEqual({ said: [], asked: [] });
  });

  it('begins with the verdict', async () => {
    const { page } = await openReport(browser, calm);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('The proof holds');
    expect(await page.locator('[aria-current=step]').textContent()).toContain('enforce');
    const { page: other } = await openReport(browser, alarming);
    expect(await other.getByRole('heading', { level: 1 }).textContent()).toContain('The proof does not hold');
    expect(await other.locator('.finding').count()).toBe(broken.proof.violations.length);
    expect(await other.locator('#changes').textContent()).toContain('Builds');
  });

  it('searches and filters, roles and requests alike', async () => {
    const { page } = await openReport(browser, alarming);
    const count = page.locator('[data-count]');
    const heads = () => page.locator('.head-name').allInnerTexts();
    expect(await heads()).toEqual(['admin', 'developer', 'support']);
    await page.getByRole('searchbox').fill('LinuxDev');
    expect(await heads()).toEqual(['developer']);
    expect(await page.locator('.role:visible').count()).toBe(1);
    expect(await count.textContent()).toMatch(/^1 of 3 roles, /);
    await page.getByRole('searchbox').fill('ssh');
    expect(await page.locator('.grid th[scope=row]').allInnerTexts()).toEqual(['AWS-StartSSHSession']);
    await page.getByRole('searchbox').fill('nothing-like-it');
    expect(await page.locator('.matrix').textContent()).toBe('Nothing matches.');
    await page.getByRole('searchbox').fill('');
    await page.getByRole('combobox', { name: /^Linux user/ }).selectOption('support');
    expect(await heads()).toEqual(['support']);
    await page.getByRole('combobox', { name: /^Linux user/ }).selectOption('');
    await page.getByLabel('Outcome').selectOption('violations');
    expect(await page.locator('.cell.violated').count()).toBeGreaterThan(0);
    expect(await page.locator('.grid th[scope=row]').allInnerTexts()).not.toContain('AWS-StartSSHSession');
    await page.getByLabel('Outcome').selectOption('allowed');
    await page.getByLabel('Also attached').selectOption({ label: 'nothing' });
    const texts = await page.locator('.cell').allInnerTexts();
    expect(texts).toContain('dev');
    expect(texts).not.toContain('denied / allowed');
  });

  it('opens a cell to what decided it, with whose it is, and gives the focus back', async () => {
    const { page } = await openReport(browser, alarming);
    const cell = page.locator('tr', { hasText: 'AWS-StartSSHSession' }).locator('.cell').first();
    await cell.click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.textContent()).toContain('DenyOtherDocuments');
    expect(await dialog.textContent()).toContain('generated, inline policy of LinuxAdmin');
    const [json = ''] = await dialog.locator('pre').allInnerTexts();
    const role = broken.access.roles.find(({ role: { name } }) => name === 'admin');
    expect(role?.policy.Statement).toContainEqual(JSON.parse(json));
    await page.keyboard.press('Escape');
    expect(await dialog.count()).toBe(0);
    expect(await page.evaluate('document.activeElement.dataset.at')).toBe(await cell.getAttribute('data-at'));
  });

  it('leads from a violation to its cell', async () => {
    const { page } = await openReport(browser, alarming);
    await page.getByRole('button', { name: 'Show in the matrix' }).first().click();
    expect(await page.evaluate('document.activeElement.className')).toContain('violated');
    await page.keyboard.press('Enter');
    expect(await page.getByRole('dialog').locator('.finding').count()).toBeGreaterThan(0);
    const [first] = broken.proof.violations;
    expect(await page.getByRole('dialog').textContent()).toContain(
      first?.finding.summary.replaceAll('`', ''),
    );
  });

  it('can be used by keyboard alone', async () => {
    const { page } = await openReport(browser, calm);
    const focused = () =>
      page.evaluate<string>("document.activeElement.dataset.at ?? document.activeElement.name ?? ''");
    const tabTo = async (wanted: (focus: string) => boolean) => {
      for (let presses = 0; presses < 40; presses += 1) {
        await page.keyboard.press('Tab');
        if (wanted(await focused())) return;
      }
      throw new Error('not reached by the tab key');
    };
    await tabTo((focus) => focus === 'text');
    await page.keyboard.type('linux');
    await tabTo((focus) => focus === '0,0');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    expect(await focused()).toBe('1,1');
    await page.keyboard.press('End');
    expect(await focused()).toBe('1,2');
    await page.keyboard.press('ArrowRight');
    expect(await focused()).toBe('1,2');
    await page.keyboard.press('Control+Home');
    expect(await focused()).toBe('0,0');
    await page.keyboard.press('Enter');
    expect(await page.getByRole('dialog').count()).toBe(1);
    await page.keyboard.press('Escape');
    expect(await focused()).toBe('0,0');
    // One stop for the whole grid; the next are the roles.
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.tagName')).toBe('SUMMARY');
    await page.keyboard.press('Enter');
    expect(await page.locator('.role[open] pre').first().textContent()).toContain('StartOnNodes');
  });

  it.each(['light', 'dark'] as const)('has no barriers that axe knows of: %s', async (colorScheme) => {
    for (const text of [calm, alarming]) {
      const { page } = await openReport(browser, text, { colorScheme });
      await page.evaluate('for (const each of document.querySelectorAll("details")) each.open = true');
      await page.locator('.role pre').first().waitFor();
      expect(await barriers(page)).toEqual([]);
      await page.locator('.cell.open').first().click();
      expect(await barriers(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('searchbox').fill('nothing-like-it');
      expect(await barriers(page)).toEqual([]);
    }
  });

  it('is light or dark as the reader says, whatever the system', async () => {
    const { page } = await openReport(browser, calm, { colorScheme: 'dark' });
    const ground = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    const dark = await ground();
    await page.getByRole('button', { name: 'Light' }).click();
    expect(await ground()).not.toBe(dark);
    await page.getByRole('button', { name: 'Dark' }).click();
    expect(await ground()).toBe(dark);
  });

  it.each([320, 400, 768, 1280])('never scrolls sideways as a whole: %i pixels', async (width) => {
    for (const text of [calm, alarming]) {
      const { page } = await openReport(browser, text, { viewport: { width, height: 800 } });
      await page.evaluate('for (const each of document.querySelectorAll("details")) each.open = true');
      await page.locator('.role pre').first().waitFor();
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    }
  });

  it('keeps heads and names of the matrix in view', async () => {
    const { page } = await openReport(browser, calm, { viewport: { width: 500, height: 700 } });
    const box = page.locator('.matrix');
    await page.evaluate("document.querySelector('.matrix').scrollTo(150, 600)");
    const outer = await box.boundingBox();
    const head = await page.locator('.corner').boundingBox();
    const name = await page.locator('.grid th[scope=row]').nth(15).boundingBox();
    expect((head?.y ?? 0) - (outer?.y ?? 0)).toBeLessThan(3);
    expect((name?.x ?? 0) - (outer?.x ?? 0)).toBeLessThan(3);
  });

  it('prints without controls, with every request, what is open and a legible picture', async () => {
    const { page } = await openReport(browser, calm, { colorScheme: 'dark' });
    await page.locator('.role summary').first().click();
    await page.locator('.role pre').first().waitFor();
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    for (const gone of ['.controls', '.matrix', '.bar', 'button']) {
      expect(await page.locator(`${gone}:visible`).count()).toBe(0);
    }
    expect(await page.locator('.summary tbody tr:visible').count()).toBeGreaterThan(50);
    expect(await page.locator('.role pre:visible').count()).toBe(2);
    expect(await page.evaluate('getComputedStyle(document.body).color')).toBe('rgb(27, 31, 36)');
    const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
    const pages = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    expect(pages).toBeGreaterThanOrEqual(3);
    expect(pages).toBeLessThanOrEqual(12);
  });

  it('has its summary where scripts do not run', async () => {
    const { page } = await openReport(browser, calm, { javaScriptEnabled: false });
    expect(await page.locator('.summary').textContent()).toContain('AWS-StartSSHSession');
    expect(await page.locator('.controls').isVisible()).toBe(false);
  });

  it('takes little work to load and draws no more than is seen with 300 roles', async () => {
    const text = htmlReport(await reportInput(mappingOf(300)));
    expect(text.length).toBeLessThan(2_000_000);
    const { page, said } = await openReport(browser, text);
    // test/bench/page.mjs measures the time until a reader can use it.
    expect(await page.evaluate("performance.getEntriesByName('report-interactive').length")).toBe(1);
    expect((await loadingSeconds(page)) / slowness()).toBeLessThan(2);
    const search = page.getByRole('searchbox');
    await search.fill('team-012');
    expect(await page.locator('.head-name').allInnerTexts()).toEqual(
      Array.from({ length: 10 }, (_, at) => `team-012${at}`),
    );
    await search.fill('');
    const first = page.locator('[data-at="0,0"]');
    await first.focus();
    await page.keyboard.press('End');
    expect(await page.evaluate('document.activeElement.dataset.at')).toBe('0,299');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('u299');
    expect(await page.locator('.cell').count()).toBeLessThan(57 * 40);
    await page.keyboard.press('Home');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('u0');
    await page.evaluate("document.querySelector('.matrix').scrollLeft = 150 * 144");
    await page.getByText('team-0152', { exact: true }).first().waitFor();
    expect(said).toEqual([]);
  });
});
