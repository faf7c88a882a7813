/**
 * What became of an earlier report: roles that came, went or changed, statements of policies before and now.
 * The same change of many roles is one change. Knows no markup.
 */
import type { PageData, PagePolicy, PageRole, PageSetting, PageStatement } from './page-data.js';
import type { EarlierReport } from './read-earlier.js';

export interface Change {
  readonly what: string;
  readonly before: string;
  readonly now: string;
}

export interface RoleChange {
  readonly role: string;
  readonly changes: readonly Change[];
}

/** `before` is absent for a statement that is new, `now` for one that is gone. */
export interface StatementChange {
  readonly sid: string;
  readonly before?: PageStatement;
  readonly now?: PageStatement;
  /** At least one. */
  readonly roles: readonly string[];
}

export interface Changes {
  /** Of the mapping as a whole. */
  readonly general: readonly Change[];
  readonly added: readonly PageRole[];
  readonly removed: readonly PageRole[];
  readonly changed: readonly RoleChange[];
  readonly statements: readonly StatementChange[];
  readonly violationsGone: readonly string[];
  readonly violationsNew: readonly string[];
}

export function compareReports(before: EarlierReport, now: PageData): Changes {
  const earlier = byName(before.roles);
  const later = byName(now.roles);
  const stayed = now.roles.flatMap((role) => {
    const old = earlier.get(role.name);
    return old ? [[old, role] as const] : [];
  });
  const summaries = (report: Pick<PageData, 'violations'>) => report.violations.map(({ summary }) => summary);
  return {
    general: generalChanges(before, now),
    added: now.roles.filter(({ name }) => !earlier.has(name)),
    removed: before.roles.filter(({ name }) => !later.has(name)),
    changed: stayed
      .map(([old, role]) => ({ role: role.name, changes: roleChanges(old, role) }))
      .filter(({ changes }) => changes.length > 0),
    statements: statementChanges(stayed, before.statements, now.statements),
    violationsGone: without(summaries(before), summaries(now)),
    violationsNew: without(summaries(now), summaries(before)),
  };
}

export function hasChanges(changes: Changes): boolean {
  return Object.values(changes).some((list: readonly unknown[]) => list.length > 0);
}

const verdict = (holds: boolean) => (holds ? 'holds' : 'does not hold');
const listed = (names: readonly string[]) => (names.length === 0 ? 'any' : names.join(', '));

/** What the proof was told is attached: two verdicts under other assumptions say little of each other. */
function assumed({ policies }: Pick<PageData, 'policies'>, owner: PagePolicy['owner']): string {
  const names = policies.filter((policy) => policy.owner === owner).map(({ name }) => fileNameOf(name));
  return names.length === 0 ? 'none' : names.sort().join(', ');
}

/** The same file lies elsewhere in another checkout. */
export const fileNameOf = (path: string): string => path.split(/[/\\]/).at(-1) ?? path;

function generalChanges(before: EarlierReport, now: PageData): Change[] {
  return differing([
    ['The proof', verdict(before.holds), verdict(now.holds)],
    ['Step of the rollout', before.rollout, now.rollout],
    ['Accounts', listed(before.accounts), listed(now.accounts)],
    ['Regions', listed(before.regions), listed(now.regions)],
    ...settingChanges('Identity Center', before.settings, now.settings),
    ['Assumed to be attached too', assumed(before, 'attached'), assumed(now, 'attached')],
    ['Assumed service control policies', assumed(before, 'service-control'), assumed(now, 'service-control')],
  ]);
}

function roleChanges(before: PageRole, now: PageRole): Change[] {
  return differing([
    ['Linux user', before.osUser, now.osUser],
    ['Permission set', before.permissionSet, now.permissionSet],
    [
      'ARN of the permission set',
      before.permissionSetArn ?? 'not given',
      now.permissionSetArn ?? 'not given',
    ],
    ['The permission set is', before.permissionSetOrigin, now.permissionSetOrigin],
    ...settingChanges('Created with', before.created, now.created),
    ['Session document', before.document, now.document],
    ['Port forwarding', before.forwarding ?? 'none', now.forwarding ?? 'none'],
    ['Nodes', before.nodes, now.nodes],
    ['Inline policy', before.inlinePolicy, now.inlinePolicy],
    ['Caller with the tag', before.principalTag, now.principalTag],
    ...contentChanges(before.content, now.content),
  ]);
}

type Triple = readonly [what: string, before: string, now: string];

/** Each value of the Session document by its path. */
function contentChanges(before: PageRole['content'], now: PageRole['content']): Triple[] {
  const isOfItsOwn = ([path]: readonly [string, string]) => path !== 'inputs.runAsDefaultUser';
  return paired('Document', leaves(before, '').filter(isOfItsOwn), leaves(now, '').filter(isOfItsOwn));
}

function settingChanges(
  whose: string,
  before: readonly PageSetting[],
  now: readonly PageSetting[],
): Triple[] {
  const named = ({ what, name, value }: PageSetting) =>
    [name === undefined ? what : `${what} ${name}`, value] as const;
  return paired(whose, before.map(named), now.map(named));
}

function paired(
  whose: string,
  before: readonly (readonly [name: string, value: string])[],
  now: readonly (readonly [name: string, value: string])[],
): Triple[] {
  const earlier = new Map(before);
  const later = new Map(now);
  return [...new Set([...earlier.keys(), ...later.keys()])].map((name) => [
    `${whose}: ${name}`,
    earlier.get(name) ?? 'not set',
    later.get(name) ?? 'not set',
  ]);
}

function leaves(value: unknown, path: string): (readonly [path: string, text: string])[] {
  if (typeof value !== 'object' || value === null) {
    return value === undefined ? [] : [[path, typeof value === 'string' ? value : JSON.stringify(value)]];
  }
  return Object.entries(value).flatMap(([key, each]) => leaves(each, path === '' ? key : `${path}.${key}`));
}

function differing(triples: readonly Triple[]): Change[] {
  return triples
    .filter(([, before, now]) => before !== now)
    .map(([what, before, now]) => ({ what, before, now }));
}

function statementChanges(
  stayed: readonly (readonly [before: PageRole, now: PageRole])[],
  before: readonly PageStatement[],
  now: readonly PageStatement[],
): StatementChange[] {
  const found = new Map<string, StatementChange & { readonly roles: string[] }>();
  for (const [old, role] of stayed) {
    const earlier = statementsOf(old, before);
    const later = statementsOf(role, now);
    for (const name of new Set([...earlier.keys(), ...later.keys()])) {
      const [was, is] = [earlier.get(name), later.get(name)];
      const key = JSON.stringify([was?.text, is?.text]);
      if (was?.text === is?.text) continue;
      const known = found.get(key);
      if (known) known.roles.push(role.name);
      else {
        found.set(key, {
          sid: was?.statement.Sid ?? is?.statement.Sid ?? 'without a Sid',
          ...(was && { before: was.statement }),
          ...(is && { now: is.statement }),
          roles: [role.name],
        });
      }
    }
  }
  return [...found.values()];
}

/** By Sid; a statement without one is only ever equal or not. */
function statementsOf({ policy }: PageRole, statements: readonly PageStatement[]) {
  return new Map(
    policy.flatMap((index) => {
      const statement = statements[index];
      if (!statement) return [];
      const text = JSON.stringify(statement);
      return [[statement.Sid ?? `\n${text}`, { statement, text }] as const];
    }),
  );
}

function byName(roles: readonly PageRole[]): ReadonlyMap<string, PageRole> {
  return new Map(roles.map((role) => [role.name, role]));
}

function without(texts: readonly string[], others: readonly string[]): string[] {
  const left = new Set(others);
  return texts.filter((text) => !left.has(text));
}
