/**
 * A mapping that extends others: reads them through the caller, reports what is wrong in each file where it stands, and hands on
 * one tree. Loaded only for a mapping with `extends`.
 */
import { dirname, join, posix } from 'node:path';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { type Report, reportInto } from '../../diagnostics/report.js';
import { systemReason } from '../../diagnostics/system-error.js';
import { nodeAt } from '../../source/source-tree.js';
import { checkTexts } from '../check-texts.js';
import type { ReadRelated } from '../merge-policy/read-merge-policies.js';
import { type ParsedSource, parseSource, type SourceText } from '../read/parse.js';
import { validateShape } from '../schema/validate.js';
import { type MappingFile, type MergedFiles, mergeFiles } from './merge-files.js';

/** The extending file is one of them. */
const mostFiles = 5;

/** Undefined after a report, when one of the files cannot be read. `found` takes the findings. */
export async function readExtended(
  source: SourceText,
  parsed: ParsedSource,
  readRelated: ReadRelated,
  found: Diagnostic[],
): Promise<MergedFiles | undefined> {
  if (!parsed.root) return undefined;
  const own: MappingFile = {
    file: source.file,
    path: posix.basename(source.file),
    root: parsed.root,
    parsed,
  };
  const bases: MappingFile[] = [];
  for (let file: MappingFile = own; file.root.entries.has('extends'); ) {
    const base = await readBase(file, [own, ...bases], source, readRelated, found);
    if (!base) return undefined;
    bases.push(base);
    file = base;
  }
  const files: [MappingFile, ...MappingFile[]] = [own, ...bases];
  const merged = mergeFiles(files);
  for (const [at, { file, parsed: one, root }] of files.entries()) {
    const report = reportInto(found, file, one.locate);
    const refused = checkTexts(root, report);
    const part = merged.parts[at] ?? root;
    await validateShape({ root: part, writtenAt: one.writtenAt, refused, report, isPart: true });
  }
  return merged;
}

async function readBase(
  from: MappingFile,
  known: readonly MappingFile[],
  source: SourceText,
  readRelated: ReadRelated,
  found: Diagnostic[],
): Promise<MappingFile | undefined> {
  const report: Report = reportInto(found, from.file, from.parsed.locate);
  const place = { path: ['extends'] };
  const written = nodeAt(from.root, ['extends']);
  if (written?.kind !== 'scalar' || typeof written.value !== 'string' || written.value.includes('\0')) {
    // The schema, or the check of texts, says what is wrong with it.
    for (const diagnostic of await judged(from)) found.push(diagnostic);
    return undefined;
  }
  const path = posix.join(posix.dirname(from.path), written.value);
  const file = join(dirname(source.file), path);
  if (known.some((each) => each.path === path)) {
    report('extends-cycle', place, { path: written.value, files: [...known.map((each) => each.file), file] });
    return undefined;
  }
  if (known.length === mostFiles) {
    report('extends-too-many', place, { limit: mostFiles });
    return undefined;
  }
  const unread: Diagnostic[] = [];
  const reportUnread = reportInto(unread, from.file, from.parsed.locate);
  const bytes = await readBytes(path, written.value, readRelated, reportUnread);
  if (bytes === undefined) {
    // What is no path at all, such as an absolute one, the schema explains better than a file that is missing.
    const malformed = (await judged(from)).filter(({ path: [key] = [] }) => key === 'extends');
    for (const diagnostic of malformed.length > 0 ? malformed : unread) found.push(diagnostic);
    return undefined;
  }
  const parsed = parseSource({ file, fileName: posix.basename(path), bytes });
  for (const diagnostic of parsed.diagnostics) found.push(diagnostic);
  return parsed.root && { file, path, root: parsed.root, parsed };
}

/** What is wrong with the file by itself. */
async function judged({ file, root, parsed }: MappingFile): Promise<readonly Diagnostic[]> {
  const found: Diagnostic[] = [];
  const report = reportInto(found, file, parsed.locate);
  const refused = checkTexts(root, report);
  await validateShape({ root, writtenAt: parsed.writtenAt, refused, report, isPart: true });
  return found;
}

async function readBytes(path: string, written: string, readRelated: ReadRelated, report: Report) {
  const place = { path: ['extends'] };
  try {
    const bytes = await readRelated(path, 'base mapping');
    if (bytes !== undefined && bytes !== 'outside') return bytes;
    report(bytes === 'outside' ? 'extends-outside' : 'extends-missing', place, { path: written });
    return undefined;
  } catch (error) {
    report('extends-unreadable', place, { path: written, reason: systemReason(error) });
    return undefined;
  }
}
