/** The Markdown pages that people wrote, and what a test asks of them: code blocks, headings and links. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';

export const root = join(import.meta.dirname, '../..');

export interface CodeBlock {
  readonly language: string;
  readonly text: string;
  readonly line: number;
}

export interface Page {
  /** Relative to the root of the repository, with `/`. */
  readonly path: string;
  readonly text: string;
}

const pagesOf = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name))
    .sort();

const read = (path: string): Page => ({ path, text: readFileSync(join(root, path), 'utf8') });

export const atTheRoot = readdirSync(root)
  .filter((name) => name.endsWith('.md'))
  .sort();

export const pages: readonly Page[] = [...atTheRoot, ...pagesOf('docs')].map(read);

/** Made by `npm run reference` from texts that have tests of their own. */
const generated = ['docs/codes.md', 'docs/mapping.md'];
export const writtenPages: readonly Page[] = pages.filter(({ path }) => !generated.includes(path));

const fence = /^( *)```(\w*)[^\n]*\n(.*?)^\1```$/gms;

export function codeBlocks({ text }: Page): readonly CodeBlock[] {
  return [...text.matchAll(fence)].map(({ 1: indent = '', 2: language = '', 3: body = '', index }) => ({
    language,
    text: body.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
    line: text.slice(0, index).split('\n').length,
  }));
}

const withoutCode = (text: string) => text.replaceAll(fence, '').replaceAll(/`[^`\n]*`/g, '');

/** As GitHub makes them; a heading that occurs again gets a number. */
function anchors({ text }: Page): ReadonlySet<string> {
  const seen = new Map<string, number>();
  const headings = text.replaceAll(fence, '').matchAll(/^#{1,6} +(.+?) *$/gm);
  return new Set(
    [...headings].map(([, heading = '']) => {
      const slug = heading
        .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
        .replaceAll(' ', '-');
      const times = seen.get(slug) ?? 0;
      seen.set(slug, times + 1);
      return times === 0 ? slug : `${slug}-${times}`;
    }),
  );
}

/** Links to files of the repository, as they are written. */
export function localLinks({ text }: Page): readonly string[] {
  return [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target));
}

/** What is wrong with a link, or undefined. */
export function brokenLink(page: Page, target: string): string | undefined {
  const [file = '', anchor] = target.split('#');
  const path = file === '' ? page.path : normalize(join(dirname(page.path), file)).replace(/\/$/, '');
  if (relative('.', path).startsWith('..')) return `${target}: outside of the repository`;
  if (!existsSync(join(root, path))) return `${target}: no such file`;
  if (anchor === undefined) return undefined;
  return anchors(read(path)).has(anchor) ? undefined : `${target}: no such heading`;
}

/** Whether `page` links to `path`. */
export function linksTo(page: Page, path: string): boolean {
  return localLinks(page).some(
    (target) => normalize(join(dirname(page.path), target.split('#')[0] ?? '')) === path,
  );
}
