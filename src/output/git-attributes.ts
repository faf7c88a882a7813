/**
 * What Git is told about the generated files: line ends stay LF, since a script with CRLF does not run, and reviews on GitHub show
 * generated code folded. Pages for reviewers stay open. Pure.
 */
import { headerFor, type RenderedFile } from '../terraform/plan/file.js';
import { manifestPath } from './manifest.js';

const gitAttributesPath = '.gitattributes';

/** Names only our files: others in the folder are left to their owners. The text is the same in both syntaxes. */
export function gitAttributes(files: readonly RenderedFile[], mappingFileName: string): RenderedFile {
  const patterns = [gitAttributesPath, manifestPath, ...files.map(({ path }) => path)]
    .map((path) => `/${path.replace(/\.tf(?:\.json)?$/, '.tf*')}`)
    .sort();
  const lines = [...new Set(patterns)].map(
    (pattern) => `${pattern} text eol=lf${pattern.endsWith('.md') ? '' : ' linguist-generated'}\n`,
  );
  const text = `# ${headerFor(mappingFileName)}\n${lines.join('')}`;
  return { path: gitAttributesPath, text, executable: false };
}
