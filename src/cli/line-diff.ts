/**
 * The unified diff of two texts, in a time that grows with their length: the texts are first held together by the lines that
 * are in both exactly once, and only what is between two such lines is compared line by line. Knows no files.
 */
import { diffArrays, type StructuredPatchHunk } from 'diff';

type Edit = { readonly kind: ' ' | '-' | '+'; readonly line: string };

/** Differences of one gap beyond which it counts as replaced; what is between two anchors is a few lines long. */
const mostEdits = 400;
const contextLines = 3;

export function hunksOf(before: string, after: string): StructuredPatchHunk[] {
  const edits = editsOf(linesOf(before), linesOf(after));
  const hunks: StructuredPatchHunk[] = [];
  let [oldStart, newStart, from] = [1, 1, 0];
  for (const { start, end } of changedRanges(edits)) {
    for (; from < start; from += 1) [oldStart, newStart] = [oldStart + 1, newStart + 1];
    const some = edits.slice(start, end);
    const oldLines = some.filter(({ kind }) => kind !== '+').length;
    const newLines = some.filter(({ kind }) => kind !== '-').length;
    hunks.push({ oldStart, oldLines, newStart, newLines, lines: some.flatMap(linesOfEdit) });
    [oldStart, newStart, from] = [oldStart + oldLines, newStart + newLines, end];
  }
  return hunks;
}

/** Each with its line feed, which the last may lack. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function linesOfEdit({ kind, line }: Edit): readonly string[] {
  return line.endsWith('\n') ? [kind + line.slice(0, -1)] : [kind + line, '\\ No newline at end of file'];
}

/** What changes, with the lines around it; ranges that touch are one. `end` is exclusive. */
function changedRanges(edits: readonly Edit[]): readonly { readonly start: number; readonly end: number }[] {
  const ranges: { start: number; end: number }[] = [];
  edits.forEach(({ kind }, at) => {
    if (kind === ' ') return;
    const last = ranges.at(-1);
    const start = Math.max(0, at - contextLines);
    const end = Math.min(edits.length, at + 1 + contextLines);
    if (last && start <= last.end) last.end = end;
    else ranges.push({ start, end });
  });
  return ranges;
}

function editsOf(before: readonly string[], after: readonly string[]): readonly Edit[] {
  const edits: Edit[] = [];
  let [old, planned] = [0, 0];
  const end = { old: before.length, planned: after.length };
  for (const anchor of [...anchorsOf(before, after), end]) {
    for (const edit of gap(before.slice(old, anchor.old), after.slice(planned, anchor.planned)))
      edits.push(edit);
    const line = before[anchor.old];
    if (line !== undefined && anchor !== end) edits.push({ kind: ' ', line });
    [old, planned] = [anchor.old + 1, anchor.planned + 1];
  }
  return edits;
}

function gap(before: readonly string[], after: readonly string[]): readonly Edit[] {
  const edit = (kind: Edit['kind']) => (line: string) => ({ kind, line });
  if (before.length === 0 || after.length === 0) return [...before.map(edit('-')), ...after.map(edit('+'))];
  const parts = diffArrays([...before], [...after], { maxEditLength: mostEdits });
  if (!parts) return [...before.map(edit('-')), ...after.map(edit('+'))];
  return parts.flatMap(({ value, added, removed }) => value.map(edit(added ? '+' : removed ? '-' : ' ')));
}

interface Anchor {
  readonly old: number;
  readonly planned: number;
}

/** The longest run of lines that are in both texts exactly once, and in the same order. */
function anchorsOf(before: readonly string[], after: readonly string[]): readonly Anchor[] {
  const planned = onceIn(after);
  const shared = [...onceIn(before)].flatMap(([line, old]) => {
    const at = planned.get(line);
    return at === undefined ? [] : [{ old, planned: at }];
  });
  return longestRising(shared);
}

/** Line to its index, in order. */
function onceIn(lines: readonly string[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const repeated = new Set<string>();
  lines.forEach((line, at) => {
    if (found.has(line)) repeated.add(line);
    else found.set(line, at);
  });
  for (const line of repeated) found.delete(line);
  return found;
}

/** Patience sorting: of the runs of each length, the one that ends lowest is kept, and each anchor knows its predecessor. */
function longestRising(anchors: readonly Anchor[]): readonly Anchor[] {
  interface Run {
    readonly anchor: Anchor;
    readonly before: Run | undefined;
  }
  const runs: Run[] = [];
  for (const anchor of anchors) {
    let [low, high] = [0, runs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((runs[middle]?.anchor.planned ?? 0) < anchor.planned) low = middle + 1;
      else high = middle;
    }
    runs[low] = { anchor, before: runs[low - 1] };
  }
  const rising: Anchor[] = [];
  for (let run = runs.at(-1); run; run = run.before) rising.push(run.anchor);
  return rising.reverse();
}
