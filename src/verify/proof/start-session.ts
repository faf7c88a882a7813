/**
 * Tries every combination of document, node and tag for StartSession. AWS authorises node and document one by one, and so are
 * they evaluated here: once for each state of the caller, then put together, which is exact and keeps the cost linear.
 */

import { runAsTag } from '../../aws/names.js';
import type { ContextValues } from '../../iam/evaluate/context.js';
import {
  type CompiledRequest,
  compileRequest,
  evaluateCompiled,
  inContext,
  type RequestedResource,
  type ResourceDecision,
} from '../../iam/evaluate/evaluate.js';
import type { AwsPlace } from '../../mapping/place-values.js';
import type { startScenarios } from '../scenarios/index.js';
import {
  type DocumentCheck,
  type DocumentVariant,
  type NodeVariant,
  plainScenarios,
  type TagVariant,
  type Verdict,
} from '../scenarios/scenario.js';
import { callerContext, type Subject } from '../scenarios/subject.js';
import { userOf } from './outcome.js';
import { administrator, type PolicySet } from './policy-sets.js';
import { type Chosen, judge, type PlaceWords } from './start-attempt.js';
import type { Trial } from './trial.js';

/** A document or a node, and which resource of the compiled request it is. */
interface Tried<Variant> extends Chosen<Variant> {
  /** Absent for a document that AWS does not authorise. */
  readonly resource: number | undefined;
}

/** The nodes and documents of all ways as the resources of one request: decided one by one, compiled once. */
interface CompiledWays {
  readonly documents: readonly Tried<DocumentVariant>[];
  readonly nodes: readonly Tried<NodeVariant>[];
  readonly request: CompiledRequest;
}

interface Together {
  readonly subject: Subject;
  readonly sets: readonly PolicySet[];
  readonly ways: CompiledWays;
  readonly tag: Chosen<TagVariant>;
  readonly check: DocumentCheck;
  readonly context: ContextValues;
  /** Where it is, unless at home. */
  readonly place?: PlaceWords;
}

const startSession = 'ssm:StartSession';
const checks: readonly DocumentCheck[] = ['absent', 'true', 'false'];

export function tryStarts(
  subject: Subject,
  sets: readonly PolicySet[],
  scenarios: typeof startScenarios,
  trial: Trial,
): void {
  const { home } = subject;
  const ways = compileWays(
    chosen(scenarios.documents, (scenario) => scenario.variants(subject, home)),
    chosen(scenarios.nodes, (scenario) => scenario.variants(subject, home)),
  );
  if (!ways) return;
  for (const tag of chosen(scenarios.tags, (scenario) => scenario.variants(subject))) {
    for (const check of checks) {
      const context = startContext(subject, home, tag.variant, check);
      tryTogether({ subject, sets, ways, tag, check, context }, trial);
    }
  }
}

/** The own document in each place; only what differs by place is asked anew. */
export function tryPlaces(
  subject: Subject,
  sets: readonly PolicySet[],
  scenarios: typeof startScenarios,
  trial: Trial,
): void {
  // Policies name documents once per account, so that each must end with the name.
  const documentsTried = scenarios.documents.filter(
    ({ id }) => plainScenarios.includes(id) || /^document-(?:longer-name|tunnel|aws-)/.test(id),
  );
  // Where AWS's own documents stay closed, they are so at home as well.
  const isTried = ({ id, variant }: Chosen<DocumentVariant>) =>
    !id.startsWith('document-aws-') || variant.verdict === 'open';
  const anyNode = scenarios.nodes.filter(({ id }) => plainScenarios.includes(id));
  const [tag] = chosen(scenarios.tags, (scenario) => scenario.variants(subject)).filter(({ plain }) => plain);
  if (!tag) return;
  for (const { id, name, variants } of scenarios.places) {
    for (const { place, verdict } of variants(subject)) {
      const words = `${name} (${place.account}, ${place.region})`;
      const documents = chosen(documentsTried, (scenario) => scenario.variants(subject, place))
        .filter(isTried)
        .map((document) => ({
          ...document,
          variant: { ...document.variant, ...inPlace(subject, verdict, place, document.id) },
        }));
      const ways = compileWays(
        documents,
        chosen(anyNode, (scenario) => scenario.variants(subject, place)),
      );
      if (!ways) continue;
      for (const check of ['absent', 'true'] as const) {
        const context = startContext(subject, place, undefined, check);
        tryTogether({ subject, sets, ways, tag, check, context, place: { id, words } }, trial);
      }
    }
  }
}

/**
 * Our Allows name no account and no Region; that is left to the Denies, and without them it makes no difference. No Deny can
 * tell in which account a document of AWS is started.
 */
function inPlace(
  { mapping }: Subject,
  verdict: Verdict,
  { region }: AwsPlace,
  document: string,
): Partial<DocumentVariant> {
  if (verdict !== 'shut') return {};
  const isRegionListed = mapping.regions.length === 0 || mapping.regions.includes(region);
  if (document.startsWith('document-aws-') && document !== 'document-aws-stranger' && isRegionListed)
    return { verdict: 'limit' };
  return { verdict: mapping.step.deniesOtherDocuments ? 'shut' : 'limit', onlyDenied: true };
}

function chosen<Scenario extends { readonly id: string; readonly name: string }, Variant>(
  scenarios: readonly Scenario[],
  variantsOf: (scenario: Scenario) => readonly Variant[],
): Chosen<Variant>[] {
  return scenarios.flatMap((scenario) => {
    const { id, name } = scenario;
    return variantsOf(scenario).map((variant) => ({ id, name, plain: plainScenarios.includes(id), variant }));
  });
}

export function startContext(
  subject: Subject,
  place: AwsPlace,
  tag: Pick<TagVariant, 'tags'> | undefined,
  check: DocumentCheck,
): ContextValues {
  const tags = Object.entries(tag?.tags ?? {});
  return {
    ...callerContext(subject, place),
    [`aws:PrincipalTag/${runAsTag}`]: [],
    ...Object.fromEntries(tags.map(([key, value]) => [`aws:PrincipalTag/${key}`, [value]])),
    'ssm:SessionDocumentAccessCheck': check === 'absent' ? [] : check,
    'ssm:AccessRequestId': [],
  };
}

/** Undefined where there is nothing to combine. */
function compileWays(
  documents: readonly Chosen<DocumentVariant>[],
  nodes: readonly Chosen<NodeVariant>[],
): CompiledWays | undefined {
  if (documents.length === 0 || nodes.length === 0) return undefined;
  const resources: RequestedResource[] = [];
  const resource = (requested: RequestedResource | undefined) => requested && resources.push(requested) - 1;
  return {
    nodes: nodes.map((node) => ({ ...node, resource: resource(node.variant) })),
    documents: documents.map((document) => ({ ...document, resource: resource(document.variant.resource) })),
    request: compileRequest({ action: startSession, resources, context: {}, unstated: 'unknown' }),
  };
}

function tryTogether({ subject, sets, ways, tag, check, context, place }: Together, trial: Trial): void {
  const request = inContext(ways.request, context);
  const documents = ways.documents.filter(({ variant }) => variant.checks.includes(check));
  const decisionsOf = decisionsBySet(sets, request);
  for (const set of sets) {
    // Our Allows do not look at the caller's tags, and what they cost is not asked here.
    if (set.purpose === 'cost' || (set.purpose === 'allows-alone' && !tag.plain)) continue;
    const decisions = decisionsOf(set);
    const decisionOn = ({ resource }: Tried<unknown>) =>
      resource === undefined ? undefined : decisions[resource];
    for (const document of documents) {
      const onDocument = decisionOn(document);
      const isShut = document.variant.verdict === 'shut' && onDocument && onDocument.outcome !== 'allowed';
      const outcomeIfAllowed = userOf(document.variant.user, tag.variant.tags);
      trial.requests += ways.nodes.length;
      for (const node of ways.nodes) {
        // What is denied for its document, as promised, is so on every node; one is enough for the matrix.
        if (isShut && !node.plain) continue;
        const attempt = { subject, set, document, node, tag, context, outcomeIfAllowed, place };
        const onNode = decisionOn(node);
        if (onNode) judge(attempt, onNode, onDocument, trial);
      }
    }
  }
}

/** A Deny of a role's own policies is in every set, and AdministratorAccess has none of its own: one decision may do for all. */
function decisionsBySet(
  sets: readonly PolicySet[],
  request: CompiledRequest,
): (set: PolicySet) => readonly ResourceDecision[] {
  const decide = (set: PolicySet) => evaluateCompiled(set.policies, request).resources;
  const broadest = sets.find(({ beside, purpose }) => beside === administrator && purpose === 'attached');
  const besideAll = broadest && decide(broadest);
  const isDeniedAnyway = besideAll?.every(({ outcome }) => outcome === 'explicitly-denied') ?? false;
  return (set) => {
    const isKnown = set === broadest || (isDeniedAnyway && set.purpose === 'attached');
    return isKnown && besideAll ? besideAll : decide(set);
  };
}
