/**
 * The quick part of the proof, which `generate` runs: plain attempts at StartSession, once for all roles whose policies
 * differ in their own names only. Pure; cheap enough for every run, and no substitute for `prove`.
 */

import type { Access, RoleAccess } from '../access/access.js';
import { jsonencode } from '../aws/json-text.js';
import type { Report, SourcePlace } from '../diagnostics/report.js';
import type { StatementRef } from '../iam/evaluate/statement.js';
import { many, type Statement } from '../iam/policy.js';
import type { RoleDocument, RoleMapping } from '../mapping/model.js';
import { namesOfDocument } from '../mapping/role-documents.js';
import { compileRole, compileSurroundings } from './proof/policy-sets.js';
import { tryStarts } from './proof/start-session.js';
import { Trial } from './proof/trial.js';
import { gatherViolations } from './proof/violations.js';
import { documentScenarios } from './scenarios/documents.js';
import { nodeScenarios } from './scenarios/nodes.js';
import { tagScenarios } from './scenarios/principal-tags.js';
import { subjectOf } from './scenarios/subject.js';

const tried: ReadonlySet<string> = new Set([
  'document-own',
  'document-other-role',
  'document-tunnel',
  'document-tunnel-other-role',
  'document-aws-ssh',
  'document-aws-port',
  'document-aws-remote-host',
  'document-aws-socket',
  'document-default',
  'document-left-out-formerly',
  'node-in-scope',
  'node-tag-missing',
  'attribute-absent',
  'tag-absent',
  'tag-root',
]);

const isTried = ({ id }: { readonly id: string }) => tried.has(id);

const scenarios = {
  documents: documentScenarios.filter(isTried),
  nodes: nodeScenarios.filter(isTried),
  tags: tagScenarios.filter(isTried),
  places: [],
};

/** Leaves out statements that plainly name other actions. */
function speaksOfStart({ Action }: Statement): boolean {
  if (Action === undefined) return true;
  return many(Action).some((action) => /[*?]/.test(action) || action.toLowerCase() === 'ssm:startsession');
}

/**
 * Reports violations and what the evaluator does not know, each an error; says nothing of what may be denied. A violation is
 * at the statement that decides, where `placeOf` knows its place, else at the role.
 */
export function quickProof(
  mapping: RoleMapping,
  access: Access,
  report: Report,
  placeOf: (statement: StatementRef) => SourcePlace,
): void {
  const [surroundings] = compileSurroundings([]);
  for (const alike of byShape(access.roles).values()) {
    const [representative] = alike;
    if (!representative) continue;
    const place = { path: ['roles', representative.role.name], point: 'key' } as const;
    const [policies, unsupported] = compileRole(representative, surroundings, speaksOfStart);
    for (const { policy, code, subject } of unsupported)
      report('proof-policy-unknown', place, { policy, reason: code, subject });
    if (!policies) continue;
    const subject = subjectOf(mapping, representative);
    const trial = new Trial();
    tryStarts(subject, policies.sets, scenarios, trial);
    const roles = alike.map(({ role }) => role.name);
    for (const { code, statements, arguments: args } of gatherViolations([
      { subject, ownerOf: policies.ownerOf, trial },
    ])) {
      // `principalTag: ignore` is the mapping's own word, and `prove` has the last one on it.
      if (code !== 'proof-may-lock-out' && code !== 'proof-tag-decides')
        report(code, statements.map(placeOf).find(({ range }) => range) ?? place, { ...args, roles });
    }
  }
}

/**
 * Roles whose policies are the same text but for names that the scenarios take from the role as well: its document, its
 * Linux user, its node tags. None of them may hold wildcards or variables, so that renaming changes no decision.
 */
function byShape(roles: readonly RoleAccess[]): ReadonlyMap<string, readonly RoleAccess[]> {
  const shapes = new Map<string, RoleAccess[]>();
  const seen: Seen = { renamed: new Map(), numbers: new Map() };
  for (const access of roles) {
    const shape = shapeOf(access, seen);
    const known = shapes.get(shape);
    if (known) known.push(access);
    else shapes.set(shape, [access]);
  }
  return shapes;
}

/** Roles mostly share their statements, so each is renamed once and then known by a number. */
interface Seen {
  /** By the user and the tags whose names are replaced. */
  readonly renamed: Map<string, Renamed>;
  /** By the text in which all names are replaced. */
  readonly numbers: Map<string, number>;
}

interface Renamed {
  /** Whole strings as they stand in JSON, and what takes their place. A NUL can stand in no policy. */
  readonly spellings: readonly (readonly [from: string, to: string])[];
  /** By the text in which only the document's name is replaced. */
  readonly numbers: Map<string, number>;
  /** Those in which no document stands. */
  readonly statements: WeakMap<Statement, number>;
}

function shapeOf({ role, arns, policy }: RoleAccess, seen: Seen): string {
  const { name, document, tunnels, nodes, principalTag, inlinePolicy } = role;
  const renamed = renamedFor(role, seen);
  // What somebody else wrote may hold any name in any place, so that such a policy is like no other.
  const kind = inlinePolicy.kind === 'merge' ? `merge of ${name}` : inlinePolicy.kind;
  const shape: unknown[] = [arns, nodes.kinds.join(), principalTag, kind, policy.Version];
  for (const statement of policy.Statement.filter(speaksOfStart)) {
    let number = renamed.statements.get(statement);
    if (number === undefined) {
      const text = tunnels.reduce(
        (known, tunnel, at) => withoutNames(known, tunnel.document, `tunnel ${at}`),
        withoutNames(jsonencode(statement), document, 'name'),
      );
      number = renamed.numbers.get(text) ?? numberOf(text, renamed, seen);
      if (!text.includes('document/')) renamed.statements.set(statement, number);
    }
    shape.push(number);
  }
  return shape.join('\n');
}

function withoutNames(text: string, document: RoleDocument, word: string): string {
  return namesOfDocument(document).reduce(
    (known, name, at) => known.replaceAll(`document/${name}"`, `document/\u0000${word}${at || ''}"`),
    text,
  );
}

function renamedFor({ osUser, nodes, principalTag }: RoleAccess['role'], { renamed }: Seen): Renamed {
  const user = principalTag === 'match' ? osUser : undefined;
  const key = JSON.stringify([user, nodes.tags, nodes.matchTags]);
  const known = renamed.get(key);
  if (known) return known;
  const names = new Map(user === undefined ? [] : [[user, 'user']]);
  for (const [at, [tag, values]] of Object.entries(nodes.tags).entries()) {
    names.set(`ssm:resourceTag/${tag}`, `tag ${at}`).set(tag, `key ${at}`);
    for (const [which, value] of values.entries()) names.set(value, `value ${at} ${which}`);
  }
  for (const [at, [tag, attribute]] of Object.entries(nodes.matchTags).entries()) {
    names.set(`ssm:resourceTag/${tag}`, `matched tag ${at}`).set(tag, `matched key ${at}`);
    names.set(`aws:PrincipalTag/${attribute}`, `attribute ${at}`);
    names.set(`\${aws:PrincipalTag/${attribute}}`, `value of attribute ${at}`);
  }
  const spellings = [...names].map(([from, to]) => [jsonencode(from), `"\u0000${to}"`] as const);
  const made = { spellings, numbers: new Map(), statements: new WeakMap() };
  renamed.set(key, made);
  return made;
}

function numberOf(text: string, { spellings, numbers }: Renamed, seen: Seen): number {
  const nameless = spellings.reduce((renaming, [from, to]) => renaming.replaceAll(from, to), text);
  const number = seen.numbers.get(nameless) ?? seen.numbers.size;
  seen.numbers.set(nameless, number);
  numbers.set(text, number);
  return number;
}
