/** A report opened in the real browser from a file, as a reader would; what it says and asks for besides is recorded. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';

export interface Opened {
  readonly page: Page;
  /** Console messages, uncaught errors, violations of the page's own policy. */
  readonly said: string[];
  /** Every request but the one for the file itself; each was aborted. */
  readonly asked: string[];
}

export async function openReport(
  browser: Browser,
  text: string,
  options: BrowserContextOptions = {},
  name = 'report.html',
): Promise<Opened> {
  const folder = mkdtempSync(join(tmpdir(), 'ssm-runas-gen-page-'));
  const file = join(folder, name);
  writeFileSync(file, text);
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  onTestFinished(async () => {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const page = await context.newPage();
  const said: string[] = [];
  const asked: string[] = [];
  page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => said.push(`error: ${error.message}`));
  page.on('dialog', async (dialog) => {
    said.push(`dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  await context.route('**/*', (route) => {
    if (route.request().url() === `file://${file}`) return route.continue();
    asked.push(route.request().url());
    return route.abort();
  });
  await page.goto(`file://${file}`);
  return { page, said, asked };
}

/** Loads the page once more: how many seconds of processor time its thread takes. */
export async function loadingSeconds(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.reload();
  const { metrics } = await session.send('Performance.getMetrics');
  const time = metrics.find(({ name }) => name === 'ThreadTime')?.value;
  if (!time) throw new Error('the browser does not say how long its thread worked');
  return time;
}

/** What axe finds wrong, as rule and element; nothing is left out of its rules. */
export async function barriers(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  return page.evaluate<string[]>(
    `axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => id + ' ' + target + ' ' + failureSummary)))`,
  );
}
