/**
 * How one text differs from another, for readers: the lines that differ, below the heading or comment they stand under. Of
 * lines of Markdown that are much alike only the words are shown. A difference names no line numbers and repeats little of
 * what both texts hold, so that a sentence that changes in both does not change it.
 */
import { diffLines, diffWordsWithSpace } from 'diff';

export interface NamedText {
  readonly name: string;
  readonly text: string;
}

/** Empty when the texts are equal. */
export function differenceOf(from: NamedText, to: NamedText, isMarkdown: boolean): string {
  const hunks = hunksOf(from.text, to.text);
  if (hunks.length === 0) return '';
  const lines = hunks.flatMap((hunk) => [
    `@@ ${hunk.heading}`.trimEnd(),
    ...(isMarkdown ? inWords(hunk) : inLines(hunk)),
  ]);
  return `${[`--- ${from.name}`, `+++ ${to.name}`, ...lines].join('\n')}\n`;
}

interface Hunk {
  readonly heading: string;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

function hunksOf(before: string, after: string): Hunk[] {
  const hunks: Hunk[] = [];
  let heading = '';
  let removed: string[] = [];
  let added: string[] = [];
  const close = () => {
    if (removed.length + added.length > 0) hunks.push({ heading, removed, added });
    removed = [];
    added = [];
  };
  for (const part of diffLines(before, after)) {
    const lines = part.value.replace(/\n$/, '').split('\n');
    if (part.removed) removed = lines;
    else if (part.added) added = lines;
    else {
      close();
      heading = lastHeading(lines) ?? heading;
    }
  }
  close();
  return hunks;
}

/** The last heading of Markdown, by its number if it has one, or the last comment of a script. */
function lastHeading(lines: readonly string[]): string | undefined {
  const line = lines.findLast((each) => each.trimStart().startsWith('#'));
  return line && (/^#+ \d+[a-z]?\./.exec(line)?.[0] ?? line.trim());
}

function inLines({ removed, added }: Omit<Hunk, 'heading'>): string[] {
  return [...removed.map((line) => `- ${line}`.trimEnd()), ...added.map((line) => `+ ${line}`.trimEnd())];
}

/** Pairs the lines where there are as many before as after. */
function inWords({ removed, added }: Hunk): string[] {
  if (removed.length !== added.length) return inLines({ removed, added });
  return removed.flatMap((line, at) => {
    const other = added[at] ?? '';
    const stretches = stretchesOf(line, other);
    const kept = stretches.reduce((sum, each) => sum + (each.kept?.length ?? 0), 0);
    if (kept * 2 < Math.max(line.length, other.length)) return inLines({ removed: [line], added: [other] });
    return [`~ ${stretches.map((each, place) => shown(each, place, stretches.length)).join('')}`];
  });
}

/** Words that both lines have, or what one has in place of the other's. */
interface Stretch {
  readonly kept?: string;
  readonly removed: string;
  readonly added: string;
}

function stretchesOf(before: string, after: string): readonly Stretch[] {
  const stretches: Stretch[] = [];
  const words = diffWordsWithSpace(before, after);
  for (const [at, { value, removed, added }] of words.entries()) {
    const isKept = !removed && !added;
    // A word or two between changes belong to the change.
    const isAmongChanges = at > 0 && at < words.length - 1 && piecesOf(value).length < 3;
    if (isKept && !isAmongChanges) {
      stretches.push({ kept: value, removed: '', added: '' });
      continue;
    }
    const last = stretches.at(-1);
    const change = last && last.kept === undefined ? stretches.pop() : undefined;
    stretches.push({
      removed: (change?.removed ?? '') + (added ? '' : value),
      added: (change?.added ?? '') + (removed ? '' : value),
    });
  }
  return stretches;
}

const piecesOf = (text: string) => text.split(/(?<=\s)/);

/** Changes are marked; of kept words only those next to a change are shown. */
function shown(stretch: Stretch, place: number, count: number): string {
  const { kept, removed, added } = stretch;
  if (kept === undefined) return (removed && `[-${removed}-]`) + (added && `{+${added}+}`);
  const pieces = piecesOf(kept);
  if (pieces.length <= 4) return kept;
  const left = place > 0 ? `${pieces.slice(0, 2).join('').trimEnd()} ` : '';
  const right = place < count - 1 ? ` ${pieces.slice(-2).join('').trimStart()}` : '';
  return `${left}…${right}`;
}
