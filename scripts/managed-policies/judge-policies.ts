/**
 * Which of AWS's managed policies do harm beside the policy of a role, asked of the evaluator that the proof uses. Knows the
 * published documents as data; reads and writes no files.
 */
import { evaluate } from '../../src/iam/evaluate/evaluate.js';
import { type CompiledPolicy, compilePolicy } from '../../src/iam/evaluate/policy.js';
import { many, type PolicyDocument } from '../../src/iam/policy.js';
import type { PolicyProblem } from '../../src/iam/problem.js';
import { readPolicy } from '../../src/iam/read-policy.js';
import { exampleResources, type HarmfulRequest, harms, type ResourceType } from './harms.js';

export interface PublishedPolicy {
  readonly name: string;
  readonly document: unknown;
}

/** Every name stands in it once. */
export interface Judgements {
  readonly judged: number;
  /** Names by harm. */
  readonly harmful: Readonly<Record<string, readonly string[]>>;
  /** Reasons by name: what the evaluator cannot read may do anything. */
  readonly undecided: Readonly<Record<string, string>>;
  readonly harmless: readonly string[];
}

/** Later policies replace earlier ones of the same name. */
export function judgePolicies(policies: readonly PublishedPolicy[]): Judgements {
  const byName = new Map(policies.map(({ name, document }) => [name, judge(document)]));
  const judgements = [...byName].sort(([one], [other]) => (one < other ? -1 : 1));
  const namesOf = (isWanted: (judgement: Judgement) => boolean) =>
    judgements.filter(([, judgement]) => isWanted(judgement)).map(([name]) => name);
  return {
    judged: judgements.length,
    harmful: Object.fromEntries(harms.map((row) => [row.harm, namesOf(({ harm }) => harm === row.harm)])),
    undecided: Object.fromEntries(
      judgements.flatMap(([name, { reason }]) => (reason === undefined ? [] : [[name, reason]])),
    ),
    harmless: namesOf(({ harm, reason }) => harm === undefined && reason === undefined),
  };
}

interface Judgement {
  readonly harm?: string;
  /** Why it cannot be decided. */
  readonly reason?: string;
}

function judge(json: unknown): Judgement {
  const [document, unreadable] = readPolicy('', json);
  const [policy, problems] = document ? compilePolicy({ name: '', kind: 'identity', document }) : [];
  if (!document || !policy) return { reason: reasonOf(problems ?? unreadable) };
  const row = harms.find(({ shownBy }) => shownBy.some((request) => mayAllow(policy, document, request)));
  return row ? { harm: row.harm } : {};
}

function reasonOf(problems: readonly PolicyProblem[]): string {
  return problems.map(({ code, path, subject }) => `${code} (${path.join('.')}): ${subject}`).join('; ');
}

/** Nothing is said of the caller, the place or the time, so that a condition neither excludes nor promises anything. */
function mayAllow(policy: CompiledPolicy, document: PolicyDocument, { action, on }: HarmfulRequest): boolean {
  const { allows } = policy.statementsFor(action.toLowerCase());
  if (allows.each.length === 0) return false;
  const named = allows.each
    .flatMap(({ ref }) => many(document.Statement[ref.index]?.Resource ?? []))
    .filter((pattern) => on.some((type) => isOfType(type, pattern)))
    .map(exampleOf);
  return [...on.flatMap((type) => exampleResources[type]), ...named].some((arn) => {
    const request = { action, resources: [{ arn }], context: {}, unstated: 'unknown' } as const;
    return evaluate([policy], request).outcome === 'allowed';
  });
}

function isOfType(type: ResourceType, pattern: string): boolean {
  const [, , service, , , resource = ''] = pattern.split(':');
  return `${service}:${resource.split('/')[0]}` === type;
}

/** An ARN that the pattern takes in. */
function exampleOf(pattern: string): string {
  const whole: readonly string[] = ['arn', 'aws', '', 'eu-central-1', '111122223333'];
  return pattern
    .replaceAll(/\$\{[^}]*\}/g, 'example')
    .split(':')
    .map((field, at) => (field === '*' ? (whole[at] ?? 'example') : field))
    .join(':')
    .replaceAll('*', 'example')
    .replaceAll('?', 'x');
}
