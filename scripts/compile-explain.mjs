/**
 * Compiles `templates/explain/*.md`, the pages that `explain` prints, into `src/compiled/explain-pages.js`. A file is a group
 * of pages, named by its first heading. A page is a heading with the code and a title, one paragraph on why the rule exists, an
 * example if there is one, and the source.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';

const folder = new URL('../templates/explain/', import.meta.url);
const target = new URL('../src/compiled/explain-pages.js', import.meta.url);

export async function compileExplain() {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.md')).sort();
  const pages = await Promise.all(
    names.map(async (name) => pagesOf(name, await readFile(new URL(name, folder), 'utf8'))),
  );
  const all = pages.flat();
  const twice = all.find(([code], at) => all.findIndex(([other]) => other === code) !== at);
  if (twice) throw new Error(`templates/explain: ${twice[0]} has two pages`);
  await writeFile(target, `export const explainPages = ${JSON.stringify(Object.fromEntries(all))};\n`);
}

const page =
  /^(?<code>[a-z0-9-]+)(?:: (?<title>[^\n]+))?\n\n(?<why>[^\n]+)\n\n(?:Wrong:\n\n(?<wrong>(?: {4}.*\n|\n)+)\nRight:\n\n(?<right>(?: {4}.*\n|\n)+)\n)?Source: (?<source>\S+)\n*$/;

function pagesOf(name, text) {
  const group = /^# (.+)\n/.exec(text)?.[1] ?? name.replace(/\.md$/, '');
  return text
    .split(/^## /m)
    .slice(1)
    .map((part) => {
      const { code, title = '', why, wrong, right, source } = page.exec(part)?.groups ?? {};
      if (code === undefined) throw new Error(`templates/explain/${name}: not a page: ${part.slice(0, 60)}`);
      const example = wrong && { wrong: fragment(wrong), right: fragment(right) };
      return [code, { group, title, why, ...(example && { example }), source }];
    });
}

const fragment = (lines) => lines.replaceAll(/^ {4}/gm, '').trimEnd();
