/**
 * What a proof says, in the words that the formats for people share: the summary, a line for each role, a result for each
 * row of the matrix. Knows no layout.
 */

import { outcomeText } from '../../diagnostics/catalog/proof-texts.js';
import type { StatementRef } from '../../iam/evaluate/statement.js';
import type { Role } from '../../mapping/model.js';
import { type Step, stepNames } from '../../mapping/step.js';
import type { ClaimName } from '../../verify/claims/claim.js';
import type { ClaimResult, ClaimSummary } from '../../verify/claims/summary.js';
import type { Row, RowResult } from '../../verify/proof/matrix.js';
import { nothing } from '../../verify/proof/policy-sets.js';
import { type ProofReport, proofHolds, type ReportedStatement } from '../report-input.js';
import { requestKinds } from '../request-kinds.js';

/** Each completes "for all requests:". */
export const claimWords: Readonly<Record<ClaimName, string>> = {
  'own-document': 'no session by a document that is not of the role',
  'linux-user': 'no session with a tag that names another Linux user',
  nodes: 'no session on a node out of scope',
  sessions: "nobody resumes somebody else's session",
  'ways-around': 'no guarded action is allowed',
  'two-locks': 'the Allows alone grant no more',
  'no-lock-out': 'no legitimate session is denied',
  'everybody-else': "nobody else starts a role's document",
  'document-writes': 'only who deploys the documents writes them',
  'stack-set-roles': 'nobody else makes a role as which StackSets deploy',
};

export const verdictWords: Readonly<Record<ClaimResult['verdict'], string>> = {
  holds: 'holds',
  violated: 'violated',
  depends: 'depends',
  exempt: 'holds, but for',
  'not-decided': 'not decided',
};

export interface ClaimLine {
  readonly claim: string;
  /** One for each verdict, with the roles where they differ. */
  readonly result: string;
}

export function claimLines({ proof }: ProofReport): ClaimLine[] {
  return proof.claims.map(({ claim, results }) => ({
    claim: claimWords[claim],
    result: results
      .map(({ verdict, roles, on }) => {
        const whose = results.length > 1 ? ` (${shortened(roles)})` : '';
        const detail = on.length === 0 ? '' : `${verdict === 'depends' ? ' on' : ''} ${listed(on)}`;
        return `${verdictWords[verdict]}${detail}${whose}`;
      })
      .join(', '),
  }));
}

/** How much was decided, for who wants to know what "for all requests" took. */
export function decidedWords({ proof }: ProofReport): string {
  const sum = (of: (claim: ClaimSummary) => number) => proof.claims.reduce((all, one) => all + of(one), 0);
  return `${grouped(sum(({ questions }) => questions))} questions, ${grouped(sum(({ branches }) => branches))} cases`;
}

export interface Summary {
  readonly verdict: string;
  readonly scope: string;
}

export function summaryOf(report: ProofReport, strict: boolean): Summary {
  const { proof, mapping, unsupported, violations } = report;
  const { length } = mapping.roles;
  const roles = `${length} role${length === 1 ? '' : 's'}`;
  const sets = [
    ...proof.besides.map(besideWords),
    ...proof.boundaries.map((name) => `always within ${name}`),
    ...proof.serviceControlPolicies.map((name) => `always under ${name}`),
  ];
  const requests = grouped(proof.requests);
  const scope = `${requests} requests in step ${mapping.step.name}; each role's policy ${listed(sets)}.`;
  if (proofHolds(report, strict))
    return { verdict: `${headlineOf(mapping.step)}: ${roles}, ${promise(report)}.`, scope };
  const faults = violations.filter(({ finding }) => strict || finding.severity === 'error').length;
  const parts = [
    ...(faults > 0 ? [`${faults} violation${faults === 1 ? '' : 's'}`] : []),
    ...(unsupported.length > 0
      ? [`${unsupported.length} thing${unsupported.length === 1 ? '' : 's'} not understood`]
      : []),
  ];
  return { verdict: `The proof does not hold: ${roles}, ${parts.join(', ')}.`, scope };
}

/** Only for the last step this is the whole sentence: at the steps before it, a proof that holds promises less. */
function headlineOf({ name, number, deniesOtherDocuments, expectsNoTag }: Step): string {
  if (expectsNoTag) return 'The proof holds';
  const meaning = deniesOtherDocuments ? 'every other document is denied' : 'nothing is denied yet';
  return `Step ${number} of ${stepNames.length}, ${name}, ${meaning}`;
}

/** What else is attached, for people. */
function besideWords(beside: string): string {
  return beside === nothing ? 'alone' : `with ${beside}`;
}

function promise({ mapping: { step, roles } }: ProofReport): string {
  const each = roles.length === 1 ? 'it' : 'each';
  const one = `${each} can become one Linux user`;
  const isSshKept = roles.some(({ awsDocuments }) => awsDocuments.includes('AWS-StartSSHSession'));
  const isLeftOpen = roles.some(({ guardrails: { list, except } }) => list === 'none' || except.length > 0);
  const exceptions = [
    ...(isSshKept ? ['by SSH (the SSH server decides)'] : []),
    ...(isLeftOpen ? ['in ways that its guardrails leave open'] : []),
  ];
  const except = exceptions.length > 0 ? `, except ${listed(exceptions)}` : '';
  const andNoOther = `${one} and no other${except}`;
  if (step.expectsNoTag) return andNoOther;
  if (step.deniesOtherDocuments)
    return roles.every(({ principalTag }) => principalTag !== 'ignore')
      ? andNoOther
      : `${each} gets its own Linux user${except}; if the person still has the tag, the tag decides`;
  return roles.every(({ principalTag }) => principalTag === 'ignore')
    ? 'access is unchanged so far; the tag still decides the Linux user'
    : 'nobody loses access, except people with the tag where a role denies it; elsewhere the tag still decides the Linux user';
}

export interface RoleLine {
  readonly role: string;
  readonly permissionSet: string;
  readonly becomes: string;
  readonly withTag: string;
  readonly otherwise: string;
}

export const roleHeader: RoleLine = {
  role: 'role',
  permissionSet: 'permission set',
  becomes: 'becomes',
  withTag: 'with another tag',
  otherwise: 'other ways',
};

/** What the matrix holds for each role, in the order of the mapping. */
export function roleLines({ mapping, proof }: ProofReport): RoleLine[] {
  const own = cellsByRole(proof.matrix.filter(({ id }) => id === 'document-own'));
  const tag = cellsByRole(proof.matrix.filter(({ id }) => id === 'tag-other-user'));
  const other = cellsByRole(proof.matrix.filter(({ id, kind }) => kind === 'document' && isOtherWay(id)));
  return mapping.roles.map(({ name, permissionSet }) => ({
    role: name,
    permissionSet: permissionSet.name,
    becomes: words(own.get(name)),
    withTag: words(tag.get(name)),
    otherwise: summed(other.get(name)),
  }));
}

/** Not the own document or an own tunnel, nor what no policy can tell from it. */
function isOtherWay(id: string): boolean {
  return id !== 'document-tunnel' && !id.startsWith('document-own') && id !== 'document-left-out-unmarked';
}

function cellsByRole(rows: readonly Row[]): ReadonlyMap<string, ReadonlySet<string>> {
  const cells = new Map<string, Set<string>>();
  for (const { roles, outcomes } of rows.flatMap(({ results }) => results)) {
    for (const role of roles) {
      const cell = cells.get(role) ?? new Set();
      for (const outcome of outcomes) cell.add(outcomeText(outcome));
      cells.set(role, cell);
    }
  }
  return cells;
}

const words = (cell: ReadonlySet<string> = new Set(['not tried'])) => [...cell].join(' or ');

function summed(cell: ReadonlySet<string> = new Set(['not tried'])): string {
  return cell.size === 1 ? words(cell) : 'depends on the request';
}

/** One for each thing attached beside, where that makes a difference. */
interface ResultLine {
  /** In words; absent where the result is the same with each attached policy. */
  readonly beside: string | undefined;
  readonly result: string;
}

function resultLines({ results }: Row, roles: readonly Role[]): ResultLine[] {
  const userOf = new Map(roles.map(({ name, osUser }) => [name, osUser]));
  const byBeside = new Map<string, RowResult[]>();
  for (const result of results) byBeside.set(result.beside, [...(byBeside.get(result.beside) ?? []), result]);
  const lines = [...byBeside].map(([beside, ofBeside]) => ({
    beside: besideWords(beside),
    result: resultWords(ofBeside, userOf),
  }));
  const [first] = lines;
  if (first && lines.every(({ result }) => result === first.result))
    return [{ beside: undefined, result: first.result }];
  return lines;
}

/** Each distinct result once; whose it is follows where roles differ. */
function resultWords(results: readonly RowResult[], userOf: ReadonlyMap<string, string>): string {
  const rolesOf = new Map<string, string[]>();
  for (const { outcomes, roles } of results) {
    for (const role of roles) {
      const texts = outcomes.map((outcome) =>
        outcome.kind === 'user' && outcome.user === userOf.get(role) ? 'its user' : outcomeText(outcome),
      );
      const text = [...new Set(texts)].join(' or ');
      rolesOf.set(text, [...(rolesOf.get(text) ?? []), role]);
    }
  }
  const [only] = rolesOf.values();
  if (only && rolesOf.size === 1 && only.length === userOf.size) return [...rolesOf.keys()].join();
  return [...rolesOf].map(([text, roles]) => `${text} (${shortened(roles)})`).join(', ');
}

const mostNamed = 3;

function shortened(roles: readonly string[]): string {
  return roles.length <= mostNamed ? roles.join(', ') : `${roles.length} roles`;
}

/** Thousands apart; the locale functions would load their data for this alone. */
function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join() : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** The matrix as all pages have it: the rows of a kind together, in the order of the proof. */
export function matrixKinds({ mapping, proof }: ProofReport) {
  const kinds = [...new Set(proof.matrix.map(({ kind }) => kind))];
  return kinds.map((kind) => ({
    title: requestKinds[kind],
    rows: proof.matrix
      .filter((row) => row.kind === kind)
      .map((row) => ({ name: row.name, reason: row.reason, results: resultLines(row, mapping.roles) })),
  }));
}

export function statementName({ sid, index }: StatementRef): string {
  return sid ?? `statement ${index + 1}`;
}

export function placeText({ file, range }: Pick<ReportedStatement, 'file' | 'range'>): string | undefined {
  return file !== undefined && range ? `${file}:${range.start.line}` : file;
}
