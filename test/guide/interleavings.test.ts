/**
 * At no point of the cut-over does a person get a Linux user that neither the old nor the new rule gives them, in any order
 * in which separately applied states may land. Where an order would, it stands in the tables of docs/cut-over.md with what
 * refuses it, and the tables hold nothing else. `UPDATE_GOLDEN=1` writes them; the diff is for the reviewer.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { gateEntries as gateCatalog } from '../../src/diagnostics/catalog/gate.js';
import {
  beginning,
  createJudge,
  type Direction,
  defaultDocuments,
  type Guard,
  guards,
  type Judge,
  type Person,
  persons,
  places,
  preparations,
  reachable,
  rightsBefore,
  type State,
  type Surroundings,
  starts,
  tagAtSignIn,
} from './landing-orders.js';

let judge: Judge;
beforeAll(async () => {
  judge = await createJudge();
});

const surroundings: readonly Surroundings[] = rightsBefore.flatMap((before) =>
  defaultDocuments.map((defaultDocument) => ({ before, defaultDocument, isGuarded: false, isSaid: false })),
);

/** The old rule: the user whom the tag names, and whomever the person could become before the first step. */
function oldUsers(person: Person, around: Surroundings): ReadonlySet<string> {
  const state = beginning(person);
  const could = starts.flatMap((start) => judge.userOf(state, around, start, 0) ?? []);
  return new Set(state.tag === undefined ? could : [state.tag, ...could]);
}

/** The end of the cut-over, from which the way back begins; the person's session may be old or new. */
function ends(person: Person): State[] {
  const end = {
    documents: places.map(() => true),
    policies: 'enforce',
    attribute: false,
    claim: false,
  } as const;
  return [undefined, tagAtSignIn(person, beginning(person))].map((tag) => ({ ...end, tag }));
}

interface WrongUser {
  readonly person: string;
  readonly policies: State['policies'];
  /** On the session. */
  readonly tag: string;
  /** By which document. */
  readonly document: string;
  readonly user: string;
  readonly before: Set<string>;
  /** The shortest. */
  readonly order: readonly string[];
}

const known = new Map<string, ReadonlyMap<string, WrongUser>>();

/** By what they have in common, in order of appearance. */
function wrongUsers(heeded: readonly Guard[], direction: Direction): ReadonlyMap<string, WrongUser> {
  const key = JSON.stringify([direction, heeded.map(({ name }) => name)]);
  const found = known.get(key) ?? findWrongUsers(heeded, direction, surroundings);
  known.set(key, found);
  return found;
}

function findWrongUsers(
  heeded: readonly Guard[],
  direction: Direction,
  inThese: readonly Surroundings[],
): ReadonlyMap<string, WrongUser> {
  const found = new Map<string, WrongUser>();
  for (const person of persons) {
    const from = direction === 'forward' ? [beginning(person)] : ends(person);
    const reached = from.flatMap((state) => reachable(state, person, heeded, direction));
    for (const around of inThese) {
      const fine = new Set([...oldUsers(person, around), judge.ownUser]);
      for (const { state, order } of reached) {
        for (const start of starts) {
          for (const place of places.keys()) {
            const user = judge.userOf(state, around, start, place);
            if (user === undefined || fine.has(user)) continue;
            const [document = ''] = start.split(',');
            const wrong = {
              person: person.name,
              policies: state.policies,
              tag: state.tag ?? 'none',
              document,
              user,
            };
            const key = JSON.stringify(wrong);
            const earlier = found.get(key);
            const before = (earlier?.before ?? new Set<string>()).add(around.before);
            const shortest = earlier && earlier.order.length <= order.length ? earlier.order : order;
            found.set(key, { ...wrong, before, order: shortest });
          }
        }
      }
    }
  }
  return found;
}

/** What is left when a preparation was made, and the guards are heeded. */
function prepared(done: Partial<Surroundings>, direction: Direction): ReadonlyMap<string, WrongUser> {
  const key = JSON.stringify([direction, done]);
  const found =
    known.get(key) ??
    findWrongUsers(
      guards,
      direction,
      surroundings.map((around) => ({ ...around, ...done })),
    );
  known.set(key, found);
  return found;
}

/** The guards that refuse every order leading there, each by itself; else the preparations that do. */
function refusedBy(key: string, direction: Direction): string {
  if (wrongUsers(guards, direction).has(key)) {
    const heeded = preparations.filter(({ done }) => !prepared(done, direction).has(key));
    expect(heeded, key).not.toEqual([]);
    return heeded.map(({ name, code }) => `${name} (\`${code}\`)`).join('; ');
  }
  const enough = guards.filter((guard) => !wrongUsers([guard], direction).has(key));
  expect(enough).not.toEqual([]);
  return enough.map(({ name }) => name).join('; ');
}

/** People to whom the same happens share a row. */
function tableOf(direction: Direction): string {
  const rows = new Map<
    string,
    { readonly people: string[]; readonly cells: readonly string[]; order: readonly string[] }
  >();
  for (const [key, { person, policies, tag, document, user, before, order }] of wrongUsers([], direction)) {
    const rights = before.size === rightsBefore.length ? 'any' : [...before].join(' or ');
    const cells = [policies, tag, document, user, rights, refusedBy(key, direction)];
    const row = rows.get(cells.join('|')) ?? { people: [], cells, order };
    row.people.push(person);
    if (order.length < row.order.length) row.order = order;
    rows.set(cells.join('|'), row);
  }
  const header = [
    'person',
    'policies',
    'tag on the session',
    'document',
    'becomes',
    'rights before',
    'refused by',
    'shortest order',
  ];
  const lines = [...rows.values()]
    .sort((a, b) => (a.cells.join('|') < b.cells.join('|') ? -1 : 1))
    .map(({ people, cells, order }) => [people.join('; '), ...cells, order.join(' → ')]);
  return [header, header.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

const page = join(import.meta.dirname, '../../docs/cut-over.md');
const marked = (name: string) => new RegExp(`(<!-- begin: ${name} -->\n)(.*?)(\n<!-- end: ${name} -->)`, 's');

/** Formatters align the columns of tables. */
const unpadded = (table: string) => table.trim().replaceAll(/ {2,}/g, ' ').replaceAll(/-{3,}/g, '---');

describe('the tables of docs/cut-over.md', () => {
  it.each(['forward', 'back'] as const)(
    'list every order %s that would lead to a wrong user',
    (direction) => {
      const table = tableOf(direction);
      const text = readFileSync(page, 'utf8');
      if (process.env.UPDATE_GOLDEN)
        writeFileSync(
          page,
          text.replace(marked(direction), (_, begin, __, end) => begin + table + end),
        );
      const [, , written] = marked(direction).exec(readFileSync(page, 'utf8')) ?? [];
      expect(unpadded(written ?? '')).toBe(unpadded(table));
    },
  );
});

describe('the model', () => {
  it('knows the old rule at the beginning and the new one at the end', () => {
    const around: Surroundings = {
      before: 'default document',
      defaultDocument: { runAsEnabled: true, runAsDefaultUser: 'shared' },
      isGuarded: false,
      isSaid: false,
    };
    const [tagged, untagged] = persons;
    if (!tagged || !untagged) throw new Error('persons are missing');
    expect(judge.userOf(beginning(tagged), around, 'default', 0)).toBe('alice');
    expect(judge.userOf(beginning(untagged), around, 'default', 0)).toBe('shared');
    const [end, withOldSession] = ends(tagged);
    if (!end || !withOldSession) throw new Error('ends are missing');
    expect(starts.map((start) => judge.userOf(end, around, start, 1))).toEqual([
      'dev',
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(starts.flatMap((start) => judge.userOf(withOldSession, around, start, 1) ?? [])).toEqual([]);
  });

  it('refuses, and never gives another user, where documents are missing', () => {
    for (const person of persons) {
      for (const { state } of reachable(beginning(person), person, [])) {
        if (state.policies !== 'switch' && state.policies !== 'enforce') continue;
        for (const [place, isThere] of state.documents.entries()) {
          if (isThere) continue;
          const users = surroundings.flatMap((around) =>
            starts.flatMap((start) => judge.userOf(state, around, start, place) ?? []),
          );
          expect(users).toEqual([]);
        }
      }
    }
  });

  it('sees every combination of what may land', () => {
    const [tagged] = persons;
    // Two places, four sets of policies, the attribute there or gone, and the tag on the session or not.
    expect(tagged && reachable(beginning(tagged), tagged, [])).toHaveLength(2 * 2 * 4 * (1 + 2));
  });

  it('leaves nothing open once both preparations are made', () => {
    const done = Object.assign({}, ...preparations.map((one) => one.done));
    for (const direction of ['forward', 'back'] as const)
      expect([...prepared(done, direction).values()]).toEqual([]);
  });

  it('names codes of the gate for its guards, of which one refuses without `--strict`', () => {
    const severities: Readonly<Record<string, { readonly severity: string }>> = gateCatalog;
    for (const { name, codes } of guards.filter((guard) => guard.codes.length > 0))
      expect([name, codes.map((code) => severities[code]?.severity)]).toEqual([
        name,
        expect.arrayContaining(['error', 'warning']),
      ]);
    expect(guards.filter(({ codes }) => codes.length === 0).map(({ name }) => name)).toEqual([
      'a hidden claim first',
      'a claim that decides last',
    ]);
  });

  it('has a code of the gate for each preparation, which `--strict` makes refuse', () => {
    const severities: Readonly<Record<string, { readonly severity: string }>> = gateCatalog;
    expect(preparations.map(({ code }) => severities[code]?.severity)).toEqual(['warning', 'warning']);
  });

  it('needs each guard and each preparation', () => {
    const done: Partial<Surroundings> = Object.assign({}, ...preparations.map((one) => one.done));
    for (const one of preparations) {
      const { [Object.keys(one.done)[0] as keyof Surroundings]: _, ...others } = done;
      expect(prepared(others, 'forward').size, one.name).toBeGreaterThan(0);
    }
  });
});
