/** A few short guides that together have every block of commands of many: what a real shell takes long to run, it runs once. */
import { templates } from '../../src/compiled/guide-templates.js';
import { guideFacts } from '../../src/guide/facts.js';
import { mappingDigest } from '../../src/mapping/origin.js';
import { renderTemplate } from '../../src/markdown/templates.js';
import type { Guide } from './guides.js';
import { commandBlocks } from './rehearsal.js';

export type GuideFacts = ReturnType<typeof guideFacts>;

export const factsOf = ({ mapping, access }: Guide): GuideFacts =>
  guideFacts(mapping, access, mappingDigest(mapping));

export const print = (facts: GuideFacts) => renderTemplate(templates.rollout, facts).toString();

/** In place of every name. */
export const plain = 'NAME';

export const hostile: readonly string[] = [
  '$(touch canary)`touch canary`\'; touch canary; \'"; touch canary; ")touch canary;; \\ * %s ${IFS} !! ~',
  "-n '' `` ` | a | *b* [c](d) <e> @f #1 www.g.example &amp; ~~h~~ \\",
];

/** Texts that are not the mapping's: the words that call Terraform, shell variables, kinds, and files that the tool names. */
const ours = new Set(['terraform', 'program', 'state', 'header', 'statements', 'kind', 'file']);

const withFields = <Value extends object>(value: Value, change: (field: unknown) => unknown): Value =>
  Object.fromEntries(
    Object.entries(value).map(([key, field]) => [key, ours.has(key) ? field : change(field)]),
  ) as Value;

export function withNames<Value>(value: Value, name: string): Value {
  if (typeof value === 'string') return name as Value;
  if (Array.isArray(value)) return value.map((item) => withNames(item, name)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return withFields(value, (field) => withNames(field, name));
}

/** Of each list two items: more of them say nothing new to a shell, and a guide for 300 accounts takes long. */
export function shortened<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.slice(0, 2).map(shortened) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return withFields(value, shortened);
}

/** As many guides as it takes to have every block of commands of all guides, names aside. */
export function withAllBlocks<Item>(
  all: readonly Item[],
  factsOf: (item: Item) => GuideFacts,
): readonly Item[] {
  const left = new Map(
    all.map((item) => [item, new Set(commandBlocks(print(withNames(factsOf(item), plain))))]),
  );
  const chosen: Item[] = [];
  for (;;) {
    const [item, blocks] = [...left].reduce((most, next) => (next[1].size > most[1].size ? next : most));
    if (blocks.size === 0) return chosen;
    chosen.push(item);
    for (const others of left.values())
      if (others !== blocks) for (const block of blocks) others.delete(block);
    blocks.clear();
  }
}
