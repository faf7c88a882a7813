/**
 * What a policy decides about a role's people: whether it lets them start the default document on the role's nodes, or denies it, or
 * denies sessions with a tag. The evaluator of the proof answers. Knows no plan. Where a policy cannot be decided, the answer says so.
 */
import { runAsTag } from '../aws/names.js';
import { evaluate, type Request, type RequestedResource } from '../iam/evaluate/evaluate.js';
import { compilePolicy } from '../iam/evaluate/policy.js';
import type { Statement } from '../iam/policy.js';
import type { AwsPlace } from '../mapping/place-values.js';
import { startContext } from '../verify/proof/start-session.js';
import { documentScenarios } from '../verify/scenarios/documents.js';
import { nodeScenarios } from '../verify/scenarios/nodes.js';
import { regionNotListed, type Subject } from '../verify/scenarios/subject.js';
import { type NamedPlaces, namedPlaces } from './named-places.js';
import { policyIn } from './plan-reading.js';

const startSession = 'ssm:StartSession';

export type Opening = 'open' | 'shut' | 'in doubt';

/** The text of a policy; undefined where there is none. */
type PolicyText = string | undefined;

/** The first place where the policy `after` may open the document, and `before` did not for certain. */
export function placeOpened(before: PolicyText, after: PolicyText, subject: Subject): AwsPlace | undefined {
  const [was, now] = [defaultDocumentBy(before, subject), defaultDocumentBy(after, subject)];
  return placesOf(subject, [was.named(), now.named()]).find((place) => {
    const formerly = was.at(place);
    if (formerly.every((opening) => opening === 'open')) return false;
    return now.at(place).some((opening, at) => opening !== 'shut' && formerly[at] !== 'open');
  });
}

/** Whether the policy denies the default document everywhere, whatever else is attached. */
export function deniesDefaultDocument(text: PolicyText, subject: Subject): boolean {
  return deniesEverywhere(text, subject, startsAt);
}

/** Whether it denies sessions on every node while the tag names another Linux user. */
export function deniesOtherTag(text: PolicyText, subject: Subject): boolean {
  return deniesEverywhere(text, subject, taggedStartsAt);
}

const anything: Statement = { Effect: 'Allow', Action: '*', Resource: '*' };

function deniesEverywhere(text: PolicyText, subject: Subject, requestsAt: typeof startsAt): boolean {
  const document = policyIn(text ?? '');
  if (!document) return false;
  const beside = { ...document, Statement: [...document.Statement, anything] };
  const { statements, decide } = policyOf(JSON.stringify(beside));
  const places = placesOf(subject, [namedPlaces(statements, placeKeysOf(subject))]);
  return places.every((place) => requestsAt(subject, place).every((request) => decide(request) === 'shut'));
}

interface DefaultDocument {
  /** One answer for each kind of node, always in the same order. */
  readonly at: (place: AwsPlace) => readonly Opening[];
  readonly named: () => NamedPlaces;
}

export function defaultDocumentBy(text: PolicyText, subject: Subject): DefaultDocument {
  const { statements, decide } = policyOf(text);
  return {
    named: () => namedPlaces(statements, placeKeysOf(subject)),
    at: (place) => startsAt(subject, place).map(decide),
  };
}

interface Policy {
  /** Those on starting a session. */
  readonly statements: readonly Statement[];
  readonly decide: (request: Request) => Opening;
}

function policyOf(text: PolicyText): Policy {
  if (text === undefined) return { statements: [], decide: () => 'shut' };
  const document = policyIn(text);
  const [policy] = document ? compilePolicy({ name: '', kind: 'identity', document }) : [];
  // Nothing that is not understood may pass for open or for shut.
  if (!document || !policy) return { statements: [], decide: () => 'in doubt' };
  const { allows, denies } = policy.statementsFor(startSession.toLowerCase());
  return {
    statements: [...allows.each, ...denies.each].flatMap(({ ref }) => document.Statement[ref.index] ?? []),
    decide: (request) => {
      const { outcome, ambiguous } = evaluate([policy], request);
      if (ambiguous) return 'in doubt';
      return outcome === 'allowed' ? 'open' : 'shut';
    },
  };
}

/**
 * Those that the mapping lists. Where it lists none they may be any: those that the policies name, and one that they do not.
 * Of places that no policy tells apart the first stands for all, so that hundreds cost no more than those that are named.
 */
function placesOf({ mapping, home, stranger }: Subject, named: readonly NamedPlaces[]): readonly AwsPlace[] {
  const accounts =
    mapping.accounts.length > 0
      ? mapping.accounts
      : [home.account, stranger, ...named.flatMap((places) => places.accounts)];
  const regions =
    mapping.regions.length > 0
      ? mapping.regions
      : [home.region, regionNotListed, ...named.flatMap((places) => places.regions)];
  return toldApart(accounts, named).flatMap((account) =>
    toldApart(regions, named).map((region) => ({ account, region })),
  );
}

function toldApart(names: readonly string[], named: readonly NamedPlaces[]): readonly string[] {
  const isToldApart = (name: string) => named.some((places) => places.tellsApart(name));
  const standsForAll = names.find((name) => !isToldApart(name));
  return [...new Set(names)].filter((name) => name === standsForAll || isToldApart(name));
}

/** The keys whose value depends on the place, as two places show that have nothing in common. */
function placeKeysOf(subject: Subject): ReadonlySet<string> {
  const [one, other] = [subject.home, { account: subject.stranger, region: regionNotListed }].map((place) =>
    startsAt(subject, place).flatMap(({ context, resources }) =>
      [context, ...resources.map((resource) => resource.context ?? {})].flatMap((values) =>
        Object.entries(values),
      ),
    ),
  );
  const differing = (one ?? []).filter(([, value], at) => String(value) !== String(other?.[at]?.[1]));
  return new Set(differing.map(([key]) => key.toLowerCase()));
}

/** As AWS authorises a session by the default document: the node, and the document as a resource of its own. */
function startsAt(subject: Subject, place: AwsPlace): readonly Request[] {
  const documents = documentScenarios
    .filter(({ id }) => id === 'document-default')
    .flatMap(({ variants }) => variants(subject, place).flatMap(({ resource }) => resource ?? []));
  return startsOn(subject, place, {}, documents);
}

/** Of the node alone: a policy that names another document denies today's document whatever the tag is. */
function taggedStartsAt(subject: Subject, place: AwsPlace): readonly Request[] {
  return startsOn(subject, place, { [runAsTag]: subject.otherUser }, []);
}

function startsOn(
  subject: Subject,
  place: AwsPlace,
  tags: Readonly<Record<string, string>>,
  documents: readonly RequestedResource[],
): readonly Request[] {
  const context = startContext(subject, place, { tags }, 'absent');
  return nodeScenarios
    .filter(({ id }) => id === 'node-ec2' || id === 'node-hybrid')
    .flatMap(({ variants }) => variants(subject, place))
    .filter(({ verdict }) => verdict === 'open')
    .map((node) => ({
      action: startSession,
      resources: [node, ...documents],
      context,
      unstated: 'unknown',
    }));
}
