// Makes `src/compiled/page.js`: the report page's script, bundled and minified, and its style sheets, as strings with the hashes
// by which the page's Content-Security-Policy lets them in. What could end an element early is refused here.
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const report = new URL('../src/report/', import.meta.url);
const target = new URL('../src/compiled/page.js', import.meta.url);

export async function compilePage() {
  const [script, page, picture, pictureFile] = await Promise.all([
    bundle(fileURLToPath(new URL('html/page/main.ts', report))),
    sheets('html/styles/'),
    styles('picture/picture.css'),
    styles('picture/picture-file.css'),
  ]);
  const pageStyles = page + picture;
  const constants = {
    pageScript: script,
    pageScriptHash: hash(script),
    pageStyles,
    pageStylesHash: hash(pageStyles),
    pictureFileStyles: pictureFile + picture,
  };
  const lines = Object.entries(constants).map(([name, text]) => {
    if (/<\/|<!|\r|\0/.test(text)) throw new Error(`${name} holds what HTML would read as markup`);
    return `export const ${name} = ${JSON.stringify(text)};\n`;
  });
  await writeFile(target, lines.join(''));
}

async function bundle(input) {
  const bundled = await rolldown({ input, platform: 'browser', tsconfig: false });
  const { output } = await bundled.generate({ format: 'iife', minify: true });
  return output[0].code.trim();
}

/** In the order of their names. */
async function sheets(folder) {
  const names = (await readdir(new URL(folder, report))).sort();
  return (await Promise.all(names.map((name) => styles(folder + name)))).join('');
}

/** Comments and indentation go; no string in our style sheets holds either. */
async function styles(file) {
  const css = await readFile(new URL(file, report), 'utf8');
  return css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .trim();
}

const hash = (text) => `sha256-${createHash('sha256').update(text).digest('base64')}`;
