/**
 * What two mappings of one call must not have in common: the output folder, the name by which service control policies of one
 * organization are told apart, and what they write in AWS. Reads no file but to follow links.
 */

import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { type Locate, type Report, reportInto } from '../diagnostics/report.js';
import type { RoleMapping } from '../mapping/model.js';
import { realFileSystem, realPath } from '../output/file-system.js';
import { isInside } from '../source/path-inside.js';
import { type SharedThings, sharedThings } from './clashes-in-aws.js';

export interface PlacedMapping {
  /** As the user named it. */
  readonly file: string;
  readonly mapping: RoleMapping;
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
    for (const [index, other] of mappings.entries()) {
      if (!other || index === at) continue;
      const [folder, otherFolder] = [folders[at], folders[index]];
      if (folder !== undefined && otherFolder !== undefined)
        compareFolders(own, folder, other, otherFolder, report);
      compareNames(own, other, report);
    }
    const others = mappings.filter((other) => other !== undefined).filter((other) => other !== own);
    for (const { path, ...what } of sharedWith(own, others)) report('mappings-same-resource', { path }, what);
    return found;
  });
}

/** What is shared with several mappings is one mistake, such as a mapping that was copied. */
function sharedWith({ mapping }: PlacedMapping, others: readonly PlacedMapping[]) {
  const found = new Map<string, SharedThings & { readonly others: string[] }>();
  for (const other of others) {
    for (const shared of sharedThings(mapping, other.mapping)) {
      const key = JSON.stringify([shared.kind, shared.names]);
      const known = found.get(key) ?? { ...shared, others: [] };
      known.others.push(other.file);
      found.set(key, known);
    }
  }
  return found.values();
}

function compareFolders(
  own: PlacedMapping,
  folder: string,
  other: PlacedMapping,
  otherFolder: string,
  report: Report,
): void {
  if (!isInside(folder, otherFolder) && !isInside(otherFolder, folder)) return;
  const { directory } = own.mapping.output;
  const args = { directory, other: other.file, nested: folder !== otherFolder };
  report('mappings-same-folder', { path: ['output', 'directory'] }, args);
}

function compareNames({ mapping }: PlacedMapping, other: PlacedMapping, report: Report): void {
  const { name, instanceArn } = mapping;
  if (name !== other.mapping.name) return;
  if (name === undefined && instanceArn !== other.mapping.instanceArn) return;
  const path = name === undefined ? ['identityCenter', 'instanceArn'] : ['name'];
  report('mappings-same-name', { path }, { name, other: other.file });
}
