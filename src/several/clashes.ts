/**
 * What two mappings of one call must not have in common: the output folder, the name by which service control policies of one
 * organization are told apart, and what they write in AWS. Reads no file but to follow links.
 */

import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { type Locate, type Report, reportInto } from '../diagnostics/report.js';
import { realFileSystem, realPath } from '../output/file-system.js';
import { isInside } from '../source/path-inside.js';
import { type AppliedMapping, type SharedThings, sharedThings } from './clashes-in-aws.js';

export interface PlacedMapping extends AppliedMapping {
  /** As the user named it. */
  readonly file: string;
  readonly locate: Locate;
  /** Absolute. */
  readonly folder: string;
}

/** For each mapping the findings about it, in the order given. Undefined stands for a mapping with errors. */
export function clashesIn(
  mappings: readonly (PlacedMapping | undefined)[],
): readonly (readonly Diagnostic[])[] {
  const folders = mappings.map((each) => each && realPath(each.folder, realFileSystem));
  return mappings.map((own, at) => {
    const found: Diagnostic[] = [];
    if (!own) return found;
    const report = reportInto(found, own.file, own.locate);
    const others = mappings.flatMap((mapping, index): Other[] => {
      const folder = folders[index];
      return mapping && folder !== undefined && index !== at ? [{ mapping, folder }] : [];
    });
    compareFolders(own, folders[at] ?? own.folder, others, report);
    compareNames(own, others, report);
    for (const { path, ...what } of sharedWith(own, others)) report('mappings-same-resource', { path }, what);
    return found;
  });
}

interface Other {
  readonly mapping: PlacedMapping;
  /** Without links. */
  readonly folder: string;
}

const filesOf = (others: readonly Other[]) => others.map(({ mapping }) => mapping.file);

/** What is shared with several mappings is one mistake, such as a mapping that was copied. */
function sharedWith(mapping: PlacedMapping, others: readonly Other[]) {
  const found = new Map<string, SharedThings & { readonly others: string[] }>();
  for (const { mapping: other } of others) {
    for (const shared of sharedThings(mapping, other)) {
      const key = JSON.stringify([shared.kind, shared.names]);
      const known = found.get(key) ?? { ...shared, others: [] };
      known.others.push(other.file);
      found.set(key, known);
    }
  }
  return found.values();
}

function compareFolders(
  { mapping }: PlacedMapping,
  folder: string,
  others: readonly Other[],
  report: Report,
): void {
  const { directory } = mapping.output;
  const same = others.filter((other) => other.folder === folder);
  const nested = others
    .filter((other) => isInside(folder, other.folder) || isInside(other.folder, folder))
    .filter((other) => !same.includes(other));
  for (const [clashing, isNested] of [
    [same, false],
    [nested, true],
  ] as const) {
    if (clashing.length === 0) continue;
    const args = { directory, others: filesOf(clashing), nested: isNested };
    report('mappings-same-folder', { path: ['output', 'directory'] }, args);
  }
}

function compareNames({ mapping }: PlacedMapping, others: readonly Other[], report: Report): void {
  const { name, instanceArn } = mapping;
  const same = others.filter(
    ({ mapping: { mapping: other } }) =>
      name === other.name && (name !== undefined || instanceArn === other.instanceArn),
  );
  if (same.length === 0) return;
  const path = name === undefined ? ['identityCenter', 'instanceArn'] : ['name'];
  report('mappings-same-name', { path }, { name, others: filesOf(same) });
}
