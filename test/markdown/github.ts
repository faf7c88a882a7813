/** GitHub's own renderer of Markdown as a judge. */
import { spawnSync } from 'node:child_process';
import { hangGuard } from '../hang-guard.js';
import { hasProgram } from '../tools.js';

export const hasRenderer: boolean = hasProgram('cmark-gfm');

/** As GitHub reads it, before it takes away what it does not allow and links names after `@`. */
export const rendered = (markdown: string): string => {
  const extensions = ['table', 'autolink', 'strikethrough', 'tagfilter'].flatMap((name) => ['-e', name]);
  const { stdout, status } = spawnSync('cmark-gfm', ['--unsafe', ...extensions], {
    input: markdown,
    encoding: 'utf8',
    timeout: hangGuard,
  });
  if (status !== 0) throw new Error(`cmark-gfm ended with ${status}`);
  return stdout;
};

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };
/** What is seen of a piece of HTML without elements. */
export const textOf = (html: string) =>
  html.replace(/<!-- -->/g, '').replace(/&(lt|gt|amp|quot);/g, (_, name: string) => entities[name] ?? '');
