/**
 * Puts our alias into a text of `~/.aws/cli/alias` and leaves every other line as it is. Knows of that INI file what
 * makes a merge safe: a section may stand only once, an alias only once in it, and an indented line belongs to the
 * alias above it. Reads and writes nothing.
 */
import { beginMarker, endMarker } from './aws-cli-alias.js';
import { isSameMapping } from './client-facts.js';

export type AliasMerge =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'merged'; readonly text: string }
  /** The alias in the file is of another mapping; `text` is its lines. */
  | { readonly kind: 'other-mapping'; readonly text: string }
  /** `line` is counted from 1. */
  | { readonly kind: 'refused'; readonly reason: AliasRefusal; readonly line: number };

/** `foreign-alias`: somebody else's `runas`. `broken-markers`: a BEGIN or END line without the other, or twice. */
export type AliasRefusal = 'foreign-alias' | 'broken-markers' | 'indented-section';

/**
 * `generated` is the text of `client/aws-cli-alias`; `existing` is undefined when there is no such file yet. The alias of another
 * mapping is replaced only with `replace`.
 */
export function mergeAlias(existing: string | undefined, generated: string, replace = false): AliasMerge {
  if (existing === undefined || existing.trim() === '') return { kind: 'merged', text: generated };
  // Each with its own carriage return, if it has one.
  const own = existing.split('\n');
  const lines = own.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  const block = findBlock(lines);
  if (block.kind === 'broken') return refused('broken-markers', block.line);
  const foreign = lines.findIndex((line, index) => /^\s*runas\s*[=:]/i.test(line) && !isWithin(block, index));
  if (foreign !== -1) return refused('foreign-alias', foreign);
  // Below our alias, an indented heading would be read as a line of it.
  const indented = lines.findIndex((line, index) => /^\s+\[.*\]\s*$/.test(line) && !isWithin(block, index));
  if (indented !== -1) return refused('indented-section', indented);

  const merged = block.kind === 'block' ? lines.slice(block.begin, block.end + 1).join('\n') : '';
  if (!replace && !isSameMapping(merged, generated)) return { kind: 'other-mapping', text: merged };

  const { before, heading, after } = block.kind === 'block' ? aroundBlock(block) : placeForAlias(lines);
  const carriage = own[0]?.endsWith('\r') ? '\r' : '';
  const ours = [...heading, ...blockOf(generated.split('\n'))].map((line) => `${line}${carriage}`);
  // The last line may lack its end, and is the last no more.
  const kept = own.slice(0, before).map((line, at) => (at === own.length - 1 ? `${line}${carriage}` : line));
  const rest = own.slice(after);
  const text = [...kept, ...ours, ...(rest.length === 0 ? [''] : rest)].join('\n');
  return text === existing ? { kind: 'unchanged' } : { kind: 'merged', text };
}

function refused(reason: AliasRefusal, index: number): AliasMerge {
  return { kind: 'refused', reason, line: index + 1 };
}

type Block =
  | { readonly kind: 'none' }
  | { readonly kind: 'block'; readonly begin: number; readonly end: number }
  | { readonly kind: 'broken'; readonly line: number };

function findBlock(lines: readonly string[]): Block {
  const places = (marker: string) => lines.flatMap((line, index) => (line.startsWith(marker) ? [index] : []));
  const begins = places(beginMarker);
  const ends = places(endMarker);
  const [begin] = begins;
  const [end] = ends;
  if (begin === undefined && end === undefined) return { kind: 'none' };
  if (begin === undefined || end === undefined || end < begin)
    return { kind: 'broken', line: begin ?? end ?? 0 };
  const again = begins[1] ?? ends[1];
  return again === undefined ? { kind: 'block', begin, end } : { kind: 'broken', line: again };
}

function isWithin(block: Block, index: number): boolean {
  return block.kind === 'block' && index >= block.begin && index <= block.end;
}

function blockOf(generated: readonly string[]): readonly string[] {
  const block = findBlock(generated);
  if (block.kind !== 'block') throw new Error('the generated alias has no markers');
  return generated.slice(block.begin, block.end + 1);
}

interface Around {
  /** How many lines stay before our lines. */
  readonly before: number;
  readonly heading: readonly string[];
  /** The first line that stays after them. */
  readonly after: number;
}

function aroundBlock({ begin, end }: { readonly begin: number; readonly end: number }): Around {
  return { before: begin, heading: [], after: end + 1 };
}

/** At the end of `[toplevel]`: above another alias that is indented, the generated alias would swallow it. */
function placeForAlias(lines: readonly string[]): Around {
  const heading = lines.findIndex((line) => line.startsWith('[toplevel]'));
  const next = lines.findIndex((line, index) => index > heading && line.startsWith('['));
  const end = lastTextBefore(lines, heading === -1 || next === -1 ? lines.length : next);
  return { before: end, heading: heading === -1 ? ['', '[toplevel]'] : [], after: end };
}

/** The number of lines up to and with the last one before `limit` that is not empty. */
function lastTextBefore(lines: readonly string[], limit: number): number {
  let end = limit;
  while (end > 0 && lines[end - 1]?.trim() === '') end--;
  return end;
}
