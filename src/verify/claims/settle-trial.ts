/**
 * What was tried and what was decided for all requests, put together: a session that is denied to the example caller only is
 * no lock-out, what nobody can send is no doubt, and what no example showed is a failure all the same.
 */

import { defaultDocument, runAsTag } from '../../aws/names.js';
import type { ContextValues } from '../../iam/evaluate/context.js';
import type { StatementRef } from '../../iam/evaluate/statement.js';
import { many } from '../../iam/policy.js';
import type { Role, RoleDocument } from '../../mapping/model.js';
import { namesOfDocument } from '../../mapping/role-documents.js';
import type { Found } from '../decide/decide.js';
import { allowed, denied, type Outcome, type Ruling, ruling } from '../proof/outcome.js';
import { policyName } from '../proof/policy-sets.js';
import { causeOf, type Trial, type TrialFailure } from '../proof/trial.js';
import type { Subject } from '../scenarios/subject.js';
import type { Decided } from './claim.js';

/** The role that was asked about, on behalf of those that are alike. */
export interface DecidedRole {
  readonly role: Role;
  readonly claims: readonly Decided[];
}

export function settleTrial(trial: Trial, subject: Subject, { role, claims }: DecidedRole): void {
  const causes = new Set(trial.failures.filter((failure) => !isUntold(failure)).map(keyOf));
  trial.reconsider((failure) => {
    const isBeyond = isUntold(failure) && !causes.has(keyOf(failure));
    return isBeyond ? asWarning(failure) : reconsidered(failure, claims);
  });
  for (const one of exceptionsTogether(claims)) {
    const known = failureOf(one, subject);
    const failure = known && { ...known, ruling: renamed(known.ruling, role, subject.role) };
    if (failure && !trial.failures.some((known) => isCovered(failure, known))) trial.fail(failure);
  }
  // What surely locks out is no longer in doubt.
  const sure = new Set(trial.failures.filter(({ code }) => code === 'proof-locks-out').map(deniedBy));
  trial.reconsider((failure) =>
    failure.code === 'proof-may-lock-out' && sure.has(deniedBy(failure)) ? undefined : failure,
  );
}

const deniedBy = (failure: TrialFailure) =>
  [failure.set.purpose, failure.set.beside, causeOf(failure)].join('\n');

/** Whoever a claim about everybody else leaves out is named in one finding. */
function exceptionsTogether(claims: readonly Decided[]): readonly Decided[] {
  const gathered = new Map<string, Decided>();
  for (const one of claims) {
    const { asked, verdict } = one;
    const id = [asked.claim, asked.isOlder, verdict.kind].join();
    const known = gathered.get(id);
    if (asked.set.purpose === 'others' && verdict.kind !== 'violated') {
      if (!known) gathered.set(id, one);
      else if (known.verdict.kind === 'exempt' && verdict.kind === 'exempt') {
        const patterns = [...new Set([...known.verdict.patterns, ...verdict.patterns])];
        gathered.set(id, { ...known, verdict: { ...known.verdict, patterns } });
      }
    } else gathered.set([id, gathered.size].join(), one);
  }
  return [...gathered.values()];
}

/** A row that leaves out what is taken for granted shows more than a claim asks, and is at most a warning. */
const beyondAxioms = /-account-untold$/;
const isUntold = ({ request }: TrialFailure) => request.scenarios.some((id) => beyondAxioms.test(id));
const keyOf = (failure: TrialFailure) => [failure.code, causeOf(failure)].join('\n');

function asWarning(failure: TrialFailure): TrialFailure {
  if (failure.set.purpose !== 'attached' || failure.code !== 'proof-locks-out') return failure;
  return { ...failure, code: 'proof-may-lock-out', dependsOn: ['whether AWS sends aws:ResourceAccount'] };
}

function reconsidered(failure: TrialFailure, decided: readonly Decided[]): TrialFailure | undefined {
  const { code, set, request } = failure;
  const claims = decided.filter(
    ({ asked }) => asked.question.model.action === request.action && asked.set.purpose === set.purpose,
  );
  if (code === 'proof-outsider') {
    const isHole = decided.some(
      ({ asked, verdict }) =>
        asked.claim === 'everybody-else' && verdict.kind !== 'holds' && verdict.kind !== 'exempt',
    );
    return isHole ? failure : undefined;
  }
  if (code === 'proof-in-doubt') {
    const closed = claims.filter(({ asked }) => asked.question.find === 'allowed');
    return closed.length > 0 && closed.every(({ verdict }) => verdict.kind === 'holds') ? undefined : failure;
  }
  if (set.purpose !== 'attached' || (code !== 'proof-locks-out' && code !== 'proof-may-lock-out'))
    return failure;
  const own = claims.filter(
    ({ asked }) => asked.question.find === 'denied' && asked.set.beside === set.beside,
  );
  if (
    own.length === 0 ||
    own.some(({ verdict }) => verdict.kind === 'violated' || verdict.kind === 'not-decided')
  )
    return failure;
  const on = own.flatMap(({ verdict }) => (verdict.kind === 'depends' ? verdict.on : []));
  if (on.length > 0) return { ...failure, code: 'proof-may-lock-out', dependsOn: [...new Set(on)] };
  return code === 'proof-may-lock-out' ? undefined : failure;
}

function failureOf({ asked, verdict }: Decided, subject: Subject): Omit<TrialFailure, 'alike'> | undefined {
  const { claim, set, words, question, unstated } = asked;
  if (verdict.kind === 'holds') return undefined;
  const wanted = question.find === 'denied' ? ('allowed' as const) : ('denied' as const);
  const about = { set, expected: wanted, actual: wanted === 'denied' ? allowed : denied };
  const scenario = asked.isOlder ? `claim-${claim}-older` : `claim-${claim}`;
  const tried = { action: question.model.action, scenarios: [scenario] };
  if (verdict.kind === 'not-decided') {
    const request = { ...tried, resources: [], context: {}, words };
    return { ...about, code: 'proof-not-decided', request, ruling: ruling([]), dependsOn: [verdict.because] };
  }
  const { found } = verdict;
  const request = {
    ...tried,
    resources: found.request.resources.map(({ arn, context = {} }) => ({ arn, context })),
    context: found.request.context,
    words: `${words} (${[...callerIn(asked, found), ...describe(found)].join('; ')})`,
  };
  const actual = wanted === 'denied' ? userIn(found, subject) : denied;
  const decided = { ...about, actual, request, ruling: ruling(found.decision.resources) };
  if (verdict.kind === 'exempt') return { ...decided, code: 'proof-exempt', dependsOn: verdict.patterns };
  if (verdict.kind === 'depends' && unstated !== undefined)
    return { ...decided, code: 'proof-exempt', dependsOn: [everybodyWithoutSet] };
  if (verdict.kind === 'depends') return { ...decided, code: 'proof-may-lock-out', dependsOn: verdict.on };
  return { ...decided, code: found.inDoubt && wanted === 'denied' ? 'proof-in-doubt' : asked.code };
}

const everybodyWithoutSet =
  'everybody who does not use a permission set, because `documents.deployedBy` is not stated';

/** Whose user somebody becomes by the document of the request, if the mapping knows it. */
function userIn({ request }: Found, { mapping }: Subject): Outcome {
  const { lockedDefault, step } = mapping;
  const [, name] = /:document\/(.+)$/.exec(request.resources[1]?.arn ?? '') ?? [];
  if (request.action !== 'ssm:StartSession') return allowed;
  const tag = Object.entries(request.context).find(([key]) => key.toLowerCase() === tagKey)?.[1];
  const [value] = many(tag ?? []);
  if (value) return { kind: 'user', user: value, source: 'tag' };
  const isNamed = ({ document }: { readonly document: RoleDocument }) =>
    name !== undefined && namesOfDocument(document).includes(name);
  const isTunnel = mapping.roles.some(({ tunnels }) => tunnels.some(isNamed));
  if (isTunnel) return { kind: 'tunnel' };
  const of = mapping.roles.find(isNamed);
  if (of) return { kind: 'user', user: of.osUser, source: 'document' };
  if (name !== undefined && name !== defaultDocument) return { kind: 'open', because: 'document-author' };
  const isLocked = lockedDefault !== undefined && step.locksDefaultDocument;
  return { kind: 'open', because: isLocked ? 'locked' : 'default-document' };
}

const tagKey = `aws:principaltag/${runAsTag.toLowerCase()}`;

/** Policies of roles that are alike are called by the role. */
function renamed(known: Ruling, from: Role, to: Role): Ruling {
  if (from === to) return known;
  const ref = (one: StatementRef): StatementRef =>
    one.policy === policyName(from.name) ? { ...one, policy: policyName(to.name) } : one;
  return {
    ...known,
    by: known.by.map(ref),
    resources: known.resources.map(({ by, doubts, ...resource }) => ({
      ...resource,
      by: by.map(ref),
      doubts: doubts.map(({ statement, doubt }) => ({ statement: ref(statement), doubt })),
    })),
  };
}

const isOlder = ({ request }: Pick<TrialFailure, 'request'>) =>
  request.scenarios.some((id) => id.endsWith('-older'));
const serviceOf = ({ request }: Pick<TrialFailure, 'request'>) => request.action.split(':')[0];
const isSession = (action: string) => action === 'ssm:StartSession';

/** The example that was tried says it better. */
function isCovered(failure: Omit<TrialFailure, 'alike'>, known: TrialFailure): boolean {
  if (known.set.purpose !== failure.set.purpose) return false;
  if (failure.set.purpose === 'others')
    return (
      known.code === failure.code &&
      isOlder(known) === isOlder(failure) &&
      serviceOf(known) === serviceOf(failure) &&
      isSession(known.request.action) === isSession(failure.request.action)
    );
  if (failure.expected === 'allowed')
    return (
      known.expected === 'allowed' &&
      (known.code === 'proof-locks-out' || failure.code !== 'proof-locks-out') &&
      known.set.beside === failure.set.beside &&
      causeOf(known) === causeOf(failure)
    );
  return (
    known.expected !== 'allowed' && isSession(known.request.action) === isSession(failure.request.action)
  );
}

/** Somebody else is named; the role's people are known. */
function callerIn({ set }: Decided['asked'], { request }: Found): readonly string[] {
  if (set.purpose !== 'others') return [];
  return many(request.context['aws:PrincipalArn'] ?? []).map((arn) => {
    const [, , , , account, name = ''] = arn.split(':');
    return `${name.split('/').at(-1)} of ${account}`;
  });
}

/** The resources, then what had to be chosen of the caller and of the node. */
function describe({ request, chosen, nameOf }: Found): string[] {
  const arns = request.resources.map(({ arn }) => arn.split(':').slice(2).join(':'));
  const named = new Set(Object.keys({ ...request.context, ...tagsOf(request.resources) }));
  const keys = [...chosen].flatMap(([variable, values]) => {
    const name = nameOf(variable);
    if (!named.has(name) && !name.startsWith('tag ')) return [];
    return [
      values.length === 0
        ? `without ${name}`
        : `${name} ${values.map((value) => JSON.stringify(value)).join(', ')}`,
    ];
  });
  return [...arns, ...keys];
}

function tagsOf(resources: Found['request']['resources']): ContextValues {
  return Object.assign({}, ...resources.map(({ context }) => context ?? {}));
}
