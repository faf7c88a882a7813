/**
 * What of a case's result stands in its folder: text that no syntax changes once, and prose only as far as it differs from
 * that of a plainer case.
 */
import { manifestPath } from '../../src/output/manifest.js';
import { syntaxes } from './case.js';
import { differenceOf } from './difference.js';
import { type Files, type GoldenCase, isExample } from './golden-case.js';

/** Most of it is the same in all cases, so that a change of one sentence would change it everywhere. */
const isProse = (path: string) =>
  /^(?:common\/)?(?:ROLLOUT\.md|ACCESS\.md|client\/[^/]+|\.gitattributes|proof\.txt|proof\.md)$/.test(path);

/** `resultFor` gives the result of any case. */
export async function goldenForm(
  one: GoldenCase,
  resultFor: (any: GoldenCase) => Promise<Files>,
): Promise<Files> {
  const result = await resultFor(one);
  if (isExample(one)) return inPlace(result);
  const files = foldSyntaxes(one, result);
  if (!one.like) return files;
  return withDifferences(one, files, one.like, foldSyntaxes(one, await resultFor(one.like)));
}

/** The example is generated outside of the repository, but is expected inside; the manifest says where the mapping is. */
function inPlace(result: Files): Files {
  return Object.fromEntries(
    Object.entries(result).map(([path, text]) => [
      path,
      path.endsWith(manifestPath) ? text.replace(/("source": ")(?=ssm-runas\.yaml")/, '$1../../') : text,
    ]),
  );
}

/** The digests of the mapping and of a client would change in all cases with each key of the model, the version with each release. */
function withoutOrigin(path: string, text: string): string {
  if (path.startsWith('client/')) return text.replace(/(?<=, digest )[0-9a-f]{12}(?=')/, 'DIGEST');
  if (!/^(?:ROLLOUT\.md|ACCESS\.md|proof\.(?:txt|md|json))$/.test(path)) return text;
  return text
    .replace(/(?<=`|sha256:)[0-9a-f]{64}\b/, 'DIGEST')
    .replace(/(?<=ssm-runas-gen |"tool_version": ")\d+\.\d+\.\d+\b/, 'VERSION');
}

/** The page for people who start sessions repeats what ACCESS.md says of the roles: only cases that ask for it have it. */
const readme = 'client/README.md';

/** Moves what is the same in each syntax to `common`. The manifest only holds digests of the other files. */
function foldSyntaxes(one: GoldenCase, result: Files): Files {
  const folded = Object.entries(result).map(([path, text]): [string, string] | undefined => {
    const [top = '', ...rest] = path.split('/');
    if (!syntaxes.some((syntax) => syntax === top)) return [path, withoutOrigin(path, text)];
    const inner = rest.join('/');
    if (inner === manifestPath || (inner === readme && !one.whole.includes(readme))) return undefined;
    const isCommon = syntaxes.every((syntax) => result[`${syntax}/${inner}`] === text);
    return [isCommon ? `common/${inner}` : path, withoutOrigin(inner, text)];
  });
  return Object.fromEntries(folded.filter((entry) => entry !== undefined));
}

function withDifferences(one: GoldenCase, files: Files, like: GoldenCase, likeFiles: Files): Files {
  const compared = [...new Set([...Object.keys(files), ...Object.keys(likeFiles)])].filter(
    (path) => isProse(path) && !one.whole.some((whole) => path.endsWith(whole)),
  );
  const differences = compared.map((path): [string, string] => [
    `${path}.diff`,
    differenceOf(
      { name: like.name, text: likeFiles[path] ?? '' },
      { name: one.name, text: files[path] ?? '' },
      path.endsWith('.md'),
    ),
  ]);
  return Object.fromEntries([
    ...Object.entries(files).filter(([path]) => !compared.includes(path)),
    ...differences.filter(([, text]) => text !== ''),
  ]);
}
