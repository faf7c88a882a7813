/**
 * Whatever a mapping says stays a name in ROLLOUT.md: every text among the facts of every golden case is replaced by a plain name, and
 * by text that would be markup or commands. The two guides differ in nothing but the names.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { templates } from '../../src/compiled/guide-templates.js';
import { guideFacts } from '../../src/guide/facts.js';
import { renderTemplate } from '../../src/markdown/templates.js';
import { shellWord } from '../../src/shell/quote.js';
import { hasShell } from '../shells.js';
import { combinedGuides, goldenGuides } from './guides.js';
import { commandBlocks, rehearse } from './rehearsal.js';

const plain = 'NAME';

const hostile = [
  '$(touch canary)`touch canary`\'; touch canary; \'"; touch canary; ")touch canary;; \\ * %s ${IFS} !! ~',
  "-n '' `` ` | a | *b* [c](d) <e> @f #1 www.g.example &amp; ~~h~~ \\",
];

type GuideFacts = ReturnType<typeof guideFacts>;

/** Texts that are not the mapping's: the words that call Terraform, kinds, and files that the tool names. */
const ours = new Set(['terraform', 'program', 'header', 'statements', 'kind', 'file']);

/** Lists are cut to two items: with one name for all, more of them say nothing new, and a guide for 300 accounts takes long. */
function withNames<Value>(value: Value, name: string): Value {
  if (typeof value === 'string') return name as Value;
  if (Array.isArray(value)) return value.slice(0, 2).map((item) => withNames(item, name)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([key, field]) => [
    key,
    ours.has(key) ? field : withNames(field, name),
  ]);
  return Object.fromEntries(fields);
}

const print = (facts: GuideFacts) => renderTemplate(templates.rollout, facts).toString();

let golden: readonly GuideFacts[] = [];
let all: readonly GuideFacts[] = [];
beforeAll(async () => {
  golden = (await goldenGuides()).map(({ mapping, access }) => guideFacts(mapping, access));
  all = [...golden, ...(await combinedGuides()).map(({ mapping, access }) => guideFacts(mapping, access))];
});

/** Prose without blocks of code, and without what is in code spans. */
function outsideOfCode(guide: string): string {
  return guide.replace(/^```sh\n[\s\S]*?^```$/gm, 'BLOCK').replace(/(?<!`)(`+)(?!`).*?[^`]\1(?!`)/g, 'CODE');
}

/** A bar that is not escaped begins a cell, in code too. */
const bars = (guide: string) => guide.match(/^\|.*/gm)?.map((row) => row.match(/(?<!\\)\|/g)?.length);

describe('hostile names', () => {
  it.each(hostile)('are code spans in Markdown: %s', (name) => {
    for (const given of all) {
      const expected = print(withNames(given, plain));
      const guide = print(withNames(given, name));
      expect(outsideOfCode(guide)).toBe(outsideOfCode(expected));
      expect(bars(guide)).toEqual(bars(expected));
    }
  });

  it.skipIf(!hasShell('sh'))('are words in commands', () => {
    for (const given of withAllBlocks(golden)) {
      const expected = rehearse(print(withNames(given, plain)), [plain]);
      for (const name of hostile) {
        const { calls, leftovers, stderr } = rehearse(print(withNames(given, name)), [name]);
        const named = (text: string) => text.replaceAll(shellWord(name), plain).replaceAll(name, plain);
        expect(
          calls.map(({ program, args }) => ({ program, args: args.map((arg) => inText(arg, named)) })),
        ).toEqual(expected.calls);
        expect(leftovers.map(named)).toEqual(expected.leftovers);
        expect(named(stderr)).toEqual(expected.stderr);
      }
    }
  });
});

/** As many guides as it takes to have every block of commands of all guides, names aside. */
function withAllBlocks(all: readonly GuideFacts[]): readonly GuideFacts[] {
  const left = new Map(all.map((given) => [given, new Set(commandBlocks(print(withNames(given, plain))))]));
  const chosen: GuideFacts[] = [];
  for (;;) {
    const [given, blocks] = [...left].reduce((most, next) => (next[1].size > most[1].size ? next : most));
    if (blocks.size === 0) return chosen;
    chosen.push(given);
    for (const others of left.values())
      if (others !== blocks) for (const block of blocks) others.delete(block);
    blocks.clear();
  }
}

/** A replacement in a text, or in the texts of the JSON that it is. */
function inText(text: string, replace: (text: string) => string): string {
  if (!/^[[{]/.test(text)) return replace(text);
  return JSON.stringify(JSON.parse(text, (_, value) => (typeof value === 'string' ? replace(value) : value)));
}
