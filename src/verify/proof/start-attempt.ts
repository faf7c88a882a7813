/**
 * A single combination of document, node and tag, held to what is promised of it in each step of the rollout.
 * Knows neither where combinations come from nor how they are decided.
 */
import type { ContextValues } from '../../iam/evaluate/context.js';
import type { ResourceDecision } from '../../iam/evaluate/evaluate.js';
import type { DocumentVariant, NodeVariant, TagVariant } from '../scenarios/scenario.js';
import type { Subject } from '../scenarios/subject.js';
import { denied, type Outcome, ruling } from './outcome.js';
import type { PolicySet } from './policy-sets.js';
import type { Trial, TrialFailure, TriedRequest } from './trial.js';

/** A variant with the scenario that it comes from. */
export interface Chosen<Variant> {
  readonly id: string;
  readonly name: string;
  /** Whether a plain session has it. */
  readonly plain: boolean;
  readonly variant: Variant;
}

/** A scenario of places, and which place it is. */
export interface PlaceWords {
  readonly id: string;
  readonly words: string;
}

/** One combination, with what it would yield if allowed. */
export interface Attempt {
  readonly subject: Subject;
  readonly set: PolicySet;
  readonly document: Chosen<DocumentVariant>;
  readonly node: Chosen<NodeVariant>;
  readonly tag: Chosen<TagVariant>;
  readonly context: ContextValues;
  readonly outcomeIfAllowed: Outcome;
  /** Undefined at home. */
  readonly place: PlaceWords | undefined;
}

/** Notes what the combination comes to, and whether that is other than promised. */
export function judge(
  attempt: Attempt,
  onNode: ResourceDecision,
  onDocument: ResourceDecision | undefined,
  trial: Trial,
): void {
  const { set, subject, document, node, tag, outcomeIfAllowed } = attempt;
  const isAllowed = onNode.outcome === 'allowed' && (!onDocument || onDocument.outcome === 'allowed');
  const actual = isAllowed ? outcomeIfAllowed : denied;
  if (set.purpose === 'attached') recordRow(attempt, actual, onNode, onDocument, trial);

  const expected = expectation(attempt);
  if (expected === undefined) return;
  const fail = (code: TrialFailure['code'], wanted: TrialFailure['expected']) => {
    const decided = ruling(onDocument ? [onNode, onDocument] : [onNode]);
    trial.fail({ code, set, request: describe(attempt), expected: wanted, actual, ruling: decided });
  };
  if (expected === 'denied') {
    if (!isAllowed) return;
    const inDoubt = onNode.doubts.length > 0 || (onDocument?.doubts.length ?? 0) > 0;
    if (set.purpose === 'allows-alone') fail('proof-one-lock', 'denied');
    else fail(inDoubt ? 'proof-in-doubt' : 'proof-opens', 'denied');
    return;
  }
  if (!isAllowed) {
    fail('proof-locks-out', 'allowed');
    return;
  }
  if (onNode.doubts.length > 0 || (onDocument?.doubts.length ?? 0) > 0) fail('proof-may-lock-out', 'allowed');
  if (set.purpose !== 'attached' || document.variant.user.kind !== 'preferences') return;
  const { osUser } = subject.role;
  if (actual.kind === 'user' && actual.user === osUser) return;
  if (tag.plain) fail('proof-wrong-user', 'user');
  else if (subject.mapping.step.expectsNoTag && node.plain) fail('proof-tag-decides', 'user');
}

/** Undefined where nothing is promised. */
function expectation({ subject, set, document, node, tag }: Attempt): 'allowed' | 'denied' | undefined {
  const { onlyDenied, verdict: ofDocument } = document.variant;
  if (ofDocument === 'limit') return undefined;
  if (tag.variant.verdict === 'shut') return 'denied';
  if (ofDocument === 'open' && node.variant.verdict === 'open') return 'allowed';
  // As long as nothing is denied, what other policies allow stays allowed.
  if (set.purpose === 'attached') return subject.mapping.step.deniesOtherDocuments ? 'denied' : undefined;
  return onlyDenied && node.variant.verdict === 'open' ? undefined : 'denied';
}

/** A row of the matrix varies one thing. */
function recordRow(
  { set, document, node, tag, place }: Attempt,
  outcome: Outcome,
  onNode: ResourceDecision,
  onDocument: ResourceDecision | undefined,
  trial: Trial,
): void {
  const varied = Number(!document.plain) + Number(!node.plain) + Number(!tag.plain);
  if (varied > 1) return;
  const decisions = onDocument ? [onNode, onDocument] : [onNode];
  if (place) {
    if (varied === 0) trial.record(place.id, set, outcome, decisions);
    return;
  }
  for (const { id, plain } of [document, node, tag]) {
    if (varied === 0 || !plain) trial.record(id, set, outcome, decisions);
  }
}

function describe({ document, node, tag, context, place }: Attempt): TriedRequest {
  const { named, resource } = document.variant;
  const nodeWords = node.plain ? node.name : `${node.name} (${node.variant.shown})`;
  const documentWords = named === undefined ? document.name : `${document.name} (${named})`;
  const tagWords = tag.plain ? '' : `, ${tag.variant.shown}`;
  const placeWords = place ? `, in ${place.words}` : '';
  return {
    action: 'ssm:StartSession',
    resources: [{ arn: node.variant.arn, context: node.variant.context }, ...(resource ? [resource] : [])],
    context,
    scenarios: [
      ...(place ? [place.id] : []),
      ...[document, node, tag].filter(({ plain }) => !plain).map(({ id }) => id),
    ],
    words: `${documentWords} on ${nodeWords}${tagWords}${placeWords}`,
  };
}
