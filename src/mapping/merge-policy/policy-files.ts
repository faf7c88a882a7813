/** Policies of others with their places, so that findings point at the statement that decides. */
import { dirname, join } from 'node:path';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { reportInto, type SourcePlace } from '../../diagnostics/report.js';
import type { StatementRef } from '../../iam/evaluate/statement.js';
import { statementSpan } from '../../iam/place-in-policy.js';
import { decodeSource } from '../../source/decode-source.js';
import { parseJson } from '../../source/parse-json.js';
import type { SourceNode } from '../../source/source-tree.js';
import { type TextPositions, textPositions } from '../../source/text-positions.js';
import type { RoleMapping } from '../model.js';
import type { SourceText } from '../read/parse.js';
import type { ReadRelated } from './read-merge-policies.js';

/** By the names that a proof calls the policies. */
export type PolicyFiles = ReadonlyMap<string, ParsedFile>;

export interface ParsedFile {
  readonly file: string;
  readonly root: SourceNode;
  readonly positions: TextPositions;
}

export function parseFile(file: string, bytes: Uint8Array, found: Diagnostic[]): ParsedFile | undefined {
  const report = reportInto(found, file);
  const text = decodeSource(bytes, file, report);
  if (text === undefined) return undefined;
  const positions = textPositions(text);
  let isSound = true;
  const root = parseJson(text, (code, start, end, args) => {
    isSound = false;
    report(code, { range: positions.rangeOf(start, end) }, args);
  });
  return root && isSound ? { file, root, positions } : undefined;
}

/** Nothing where the policy is in no file. */
export function statementPlace({ policy, index }: StatementRef, files: PolicyFiles): SourcePlace {
  const parsed = files.get(policy);
  if (!parsed) return {};
  const { start, end } = statementSpan(parsed.root, index);
  return { file: parsed.file, range: parsed.positions.rangeOf(start, end) };
}

/** The names by which a proof knows merge files. */
export function mergeFileNames({ roles }: RoleMapping): ReadonlySet<string> {
  return new Set(
    roles.flatMap(({ inlinePolicy }) => (inlinePolicy.kind === 'merge' ? [inlinePolicy.file] : [])),
  );
}

/** Without those that are gone or broken since the mapping was read. */
export async function parsedMergeFiles(
  mapping: RoleMapping,
  source: Pick<SourceText, 'file'>,
  readRelated: ReadRelated,
): Promise<PolicyFiles> {
  const files = new Map<string, ParsedFile>();
  for (const path of mergeFileNames(mapping)) {
    const bytes = await readRelated(path, 'merge file');
    const parsed = bytes && bytes !== 'outside' && parseFile(join(dirname(source.file), path), bytes, []);
    if (parsed) files.set(path, parsed);
  }
  return files;
}
