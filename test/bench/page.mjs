// What a reader waits for: the report page in Chromium, until it answers, and each answer to a letter typed into its search.
// `node test/bench/page.mjs [ROLES…]`; reads `dist/`, so build first.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { mappingOf } from './mapping-of.mjs';

const bin = fileURLToPath(new URL('../../dist/bin.js', import.meta.url));
const counts = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), 'ssm-runas-gen-bench-'));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
const inMs = (value) => `${Math.round(value)} ms`;

for (const roles of counts.length > 0 ? counts : [6, 50, 300]) {
  const input = mappingOf(roles);
  const html = execFileSync(process.execPath, [bin, 'report', '--format', 'html', '-'], {
    input,
    maxBuffer: 2 ** 28,
  });
  const file = join(folder, `${roles}.html`);
  writeFileSync(file, html);
  const ready = [];
  const answers = [];
  for (let run = 0; run < 5; run += 1) {
    const page = await browser.newPage();
    await page.goto(`file://${file}`);
    ready.push(await page.evaluate(() => performance.getEntriesByName('report-interactive')[0].startTime));
    answers.push(
      await page.evaluate(() => {
        const search = document.querySelector('[name=text]');
        const took = ['t', 'te', 'team-00', 'ssh', ''].map((text) => {
          search.value = text;
          const start = performance.now();
          search.dispatchEvent(new Event('input', { bubbles: true }));
          document.body.getBoundingClientRect();
          return performance.now() - start;
        });
        return Math.max(...took);
      }),
    );
    await page.close();
  }
  const size = `${Math.round(html.length / 1024)} KiB`;
  console.log(
    `${roles} roles: ${size}, interactive after ${inMs(median(ready))}, slowest answer ${inMs(median(answers))}`,
  );
}
await browser.close();
rmSync(folder, { recursive: true, force: true });
