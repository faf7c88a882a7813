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
} from '../../iam/evaluate/evaluate.js';
import type {
  DocumentCheck,
  DocumentVariant,
  NodeVariant,
  TagVariant,
  Verdict,
} from '../scenarios/scenario.js';
import { callerContext, type Place, type Subject } from '../scenarios/subject.js';
import type { startScenarios } from '../scenarios.js';
import { userOf } from './outcome.js';
import { administrator, type PolicySet } from './policy-sets.js';
import { type Chosen, judge, type PlaceWords } from './start-attempt.js';
import type { Trial } from './trial.js';

export type StartScenarios = {
  readonly [Kind in keyof typeof startScenarios]: (typeof startScenarios)[Kind];
};

interface Ways {
  readonly documents: readonly Chosen<DocumentVariant>[];
  readonly nodes: readonly Chosen<NodeVariant>[];
}

/** The nodes and documents of all ways as the resources of one request: decided one by one, compiled once. */
interface CompiledWays extends Ways {
  readonly request: CompiledRequest | undefined;
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

/** What a plain session has. */
const plainScenarios: ReadonlySet<string> = new Set(['document-own', 'node-in-scope', 'tag-absent']);

const startSession = 'ssm:StartSession';
const checks: readonly DocumentCheck[] = ['absent', 'true', 'false'];

export function tryStarts(
  subject: Subject,
  sets: readonly PolicySet[],
  scenarios: StartScenarios,
  trial: Trial,
): void {
  const { home } = subject;
  const ways = compileWays({
    documents: chosen(scenarios.documents, (scenario) => scenario.variants(subject, home)),
    nodes: chosen(scenarios.nodes, (scenario) => scenario.variants(subject, home)),
  });
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
  scenarios: StartScenarios,
  trial: Trial,
): void {
  // Policies name documents once per account, so that each must end with the name.
  const documentsTried = scenarios.documents.filter(
    ({ id }) => plainScenarios.has(id) || id === 'document-longer-name',
  );
  const anyNode = scenarios.nodes.filter(({ id }) => plainScenarios.has(id));
  const [tag] = chosen(scenarios.tags, (scenario) => scenario.variants(subject)).filter(({ plain }) => plain);
  if (!tag) return;
  for (const { id, name, variants } of scenarios.places) {
    for (const { place, verdict } of variants(subject)) {
      const words = `${name} (${place.account}, ${place.region})`;
      const documents = chosen(documentsTried, (scenario) => scenario.variants(subject, place)).map(
        (document) => ({ ...document, variant: { ...document.variant, ...inPlace(subject, verdict) } }),
      );
      const ways = compileWays({
        documents,
        nodes: chosen(anyNode, (scenario) => scenario.variants(subject, place)),
      });
      for (const check of ['absent', 'true'] as const) {
        const context = startContext(subject, place, undefined, check);
        tryTogether({ subject, sets, ways, tag, check, context, place: { id, words } }, trial);
      }
    }
  }
}

/** Our Allows name no account and no Region; that is left to the Denies, and without them it makes no difference. */
function inPlace({ mapping }: Subject, verdict: Verdict): Partial<DocumentVariant> {
  if (verdict !== 'shut') return {};
  return { verdict: mapping.step.deniesOtherDocuments ? 'shut' : 'limit', onlyDenied: true };
}

function chosen<Scenario extends { readonly id: string; readonly name: string }, Variant>(
  scenarios: readonly Scenario[],
  variantsOf: (scenario: Scenario) => readonly Variant[],
): Chosen<Variant>[] {
  return scenarios.flatMap((scenario) => {
    const { id, name } = scenario;
    return variantsOf(scenario).map((variant) => ({ id, name, plain: plainScenarios.has(id), variant }));
  });
}

export function startContext(
  subject: Subject,
  place: Place,
  tag: TagVariant | undefined,
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

function compileWays({ documents, nodes }: Ways): CompiledWays {
  const resources = [
    ...nodes.map(({ variant }) => variant),
    ...documents.flatMap(({ variant }) => (variant.resource ? [variant.resource] : [])),
  ];
  if (documents.length === 0 || nodes.length === 0) return { documents, nodes, request: undefined };
  const request = compileRequest({ action: startSession, resources, context: {}, unstated: 'unknown' });
  return { documents, nodes, request };
}

function tryTogether({ subject, sets, ways, tag, check, context, place }: Together, trial: Trial): void {
  const { documents, nodes } = ways;
  const request = ways.request && inContext(ways.request, context);
  if (!request) return;
  const decide = (set: PolicySet) => evaluateCompiled(set.policies, request).resources;
  // A Deny of a role's own policies is in every set, and AdministratorAccess has none of its own.
  const broadest = sets.find(({ beside, purpose }) => beside === administrator && purpose === 'attached');
  const decisionsBesideAll = broadest && decide(broadest);
  const isDeniedAnyway = decisionsBesideAll?.every(({ outcome }) => outcome === 'explicitly-denied') ?? false;
  for (const set of sets) {
    // Our Allows do not look at the caller's tags, and what they cost is not asked here.
    if (set.purpose === 'cost' || (set.purpose === 'allows-alone' && !tag.plain)) continue;
    const isKnown = set === broadest || (isDeniedAnyway && set.purpose === 'attached');
    const decisions = (isKnown && decisionsBesideAll) || decide(set);
    let next = nodes.length;
    for (const document of documents) {
      const onDocument = document.variant.resource && decisions[next++];
      if (!document.variant.checks.includes(check)) continue;
      const isShut = document.variant.verdict === 'shut' && onDocument && onDocument.outcome !== 'allowed';
      const outcomeIfAllowed = userOf(document.variant.user, tag.variant.tags);
      trial.requests += nodes.length;
      let at = 0;
      for (const node of nodes) {
        const onNode = decisions[at++];
        // What is denied for its document, as promised, is so on every node; one is enough for the matrix.
        if (isShut && !node.plain) continue;
        if (!onNode) throw new Error('a resource without decision');
        judge(
          { subject, set, document, node, tag, context, outcomeIfAllowed, place },
          onNode,
          onDocument,
          trial,
        );
      }
    }
  }
}
