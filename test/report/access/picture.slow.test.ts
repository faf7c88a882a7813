/** The picture as a browser draws it: hostile labels are seen as they are. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser, launchBrowser } from '../../browser.js';
import { drawn, labelTexts, pictureOf } from './hostile-labels.js';
import { drawnLabels } from './mermaid.js';

describe.skipIf(!hasBrowser)('a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  it('shows hostile labels as they are', async () => {
    const page = await browser.newPage();
    await page.setContent('<title>before</title><div id="target"></div>');
    const labels = await drawnLabels(page, pictureOf(labelTexts));
    const spaceless = (text: string) => text.replace(/\s/g, '');
    expect(labelTexts.map((_, at) => spaceless(labels.get(`box${at}`) ?? 'missing'))).toEqual(
      labelTexts.map((text) => spaceless(drawn(text))),
    );
    expect(await page.title()).toBe('before');
    await page.close();
  });
});
