/**
 * How the phases report findings: by code and place; the words come from the catalog.
 */

import type { CatalogEntry, Message } from './catalog/entry.js';
import { type ArgumentsOf, catalog, type DiagnosticCode } from './catalog/index.js';
import type { Diagnostic, Path, Range } from './diagnostic.js';
import { visibleInLine } from './format/shown-text.js';

/** Where a finding points: a range already known, or a path into the mapping (its value unless `key` is said). */
export interface SourcePlace {
  readonly path?: Path;
  readonly point?: 'key' | 'value';
  readonly file?: string;
  readonly range?: Range;
}

/** A stretch of a file; without `file`, of the mapping itself. */
export interface LocatedPlace {
  readonly file?: string;
  readonly range: Range;
}

/** Turns a path into a place, which may be in a file that the mapping extends; the parser provides it. */
export type Locate = (path: Path, point: 'key' | 'value') => LocatedPlace | undefined;

/** Collects findings; a phase holds one and asks nothing back but whether it is still without errors. */
export type Report = <Code extends DiagnosticCode>(
  code: Code,
  place: SourcePlace,
  args: ArgumentsOf<Code>,
) => void;

/** A `Report` that appends to `found`. `file` and `locate` fill in what a `Place` leaves out. */
export function reportInto(found: Diagnostic[], file: string | undefined, locate?: Locate): Report {
  return (code, place, args) => {
    const entry = catalog[code] as CatalogEntry<typeof args>;
    const located = place.range ? undefined : place.path && locate?.(place.path, place.point ?? 'value');
    const range = place.range ?? located?.range;
    const inFile = place.file ?? located?.file ?? file;
    found.push({
      code,
      severity: entry.severity,
      ...printable(entry.message(args)),
      ...(inFile !== undefined && { file: inFile }),
      ...(range && { range }),
      ...(place.path && { path: place.path }),
    });
  };
}

/** Messages contain names from other files, and each is one line in every format. */
function printable({ summary, detail, remedy }: Message): Message {
  return { summary: visibleInLine(summary), detail: visibleInLine(detail), remedy: visibleInLine(remedy) };
}
