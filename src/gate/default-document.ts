/**
 * Whether a policy lets a role's people start the default document on the role's nodes, asked of the engine of the proof.
 * Knows no plan. What a policy leaves in doubt is said to be in doubt.
 */
import { evaluate, type Request } from '../iam/evaluate/evaluate.js';
import { compilePolicy } from '../iam/evaluate/policy.js';
import { readPolicy } from '../iam/read-policy.js';
import { jsonIn } from '../source/json-value.js';
import { startContext } from '../verify/proof/start-session.js';
import { documentScenarios } from '../verify/scenarios/documents.js';
import { nodeScenarios } from '../verify/scenarios/nodes.js';
import { type AwsPlace, regionNotListed, type Subject } from '../verify/scenarios/subject.js';
import { type NamedPlaces, namedPlaces } from './named-places.js';

export type Opening = 'open' | 'shut' | 'in doubt';

/** The text of a policy; undefined where there is none. */
type PolicyText = string | undefined;

/** The first place where the policy `after` may open the document, and `before` did not for certain. */
export function placeOpened(before: PolicyText, after: PolicyText, subject: Subject): AwsPlace | undefined {
  const [was, now] = [defaultDocumentBy(before, subject), defaultDocumentBy(after, subject)];
  return placesOf(subject, [was.named, now.named]).find((place) => {
    const formerly = was.at(place);
    if (formerly.every((opening) => opening === 'open')) return false;
    return now.at(place).some((opening, at) => opening !== 'shut' && formerly[at] !== 'open');
  });
}

interface DefaultDocument {
  /** One answer for each kind of node, always in the same order. */
  readonly at: (place: AwsPlace) => readonly Opening[];
  readonly named: NamedPlaces;
}

/** Answers are kept by what the policy can tell apart, so that hundreds of places cost no more than those it names. */
export function defaultDocumentBy(text: PolicyText, subject: Subject): DefaultDocument {
  const json = text === undefined ? undefined : jsonIn(text);
  const named = namedPlaces(json);
  const decide = text === undefined ? () => 'shut' as const : decider(json);
  const known = new Map<string, readonly Opening[]>();
  return {
    named,
    at: (place) => {
      const alike = [place.account, place.region]
        .map((name) => (named.tellsApart(name) ? name : ''))
        .join(' ');
      const openings = known.get(alike) ?? startsAt(subject, place).map(decide);
      known.set(alike, openings);
      return openings;
    },
  };
}

function decider(json: unknown): (request: Request) => Opening {
  const [document] = readPolicy('', json);
  const [policy] = document ? compilePolicy({ name: '', kind: 'identity', document }) : [];
  // Nothing that is not understood may pass for open or for shut.
  if (!policy) return () => 'in doubt';
  return (request) => {
    const { outcome, ambiguous } = evaluate([policy], request);
    if (ambiguous) return 'in doubt';
    return outcome === 'allowed' ? 'open' : 'shut';
  };
}

/** Those that the mapping lists. Where it lists none they may be any: those that the policies name, and one that they do not. */
function placesOf({ mapping, home, stranger }: Subject, named: readonly NamedPlaces[]): readonly AwsPlace[] {
  const accounts = new Set(
    mapping.accounts.length > 0
      ? mapping.accounts
      : [home.account, stranger, ...named.flatMap((places) => places.accounts)],
  );
  const regions = new Set(
    mapping.regions.length > 0
      ? mapping.regions
      : [home.region, regionNotListed, ...named.flatMap((places) => places.regions)],
  );
  return [...accounts].flatMap((account) => [...regions].map((region) => ({ account, region })));
}

/** As AWS authorises a session by the default document: the node, and the document as a resource of its own. */
function startsAt(subject: Subject, place: AwsPlace): readonly Request[] {
  const context = startContext(subject, place, undefined, 'absent');
  const documents = documentScenarios
    .filter(({ id }) => id === 'document-default')
    .flatMap(({ variants }) => variants(subject, place).flatMap(({ resource }) => resource ?? []));
  const nodes = nodeScenarios
    .filter(({ id }) => id === 'node-ec2' || id === 'node-hybrid')
    .flatMap(({ variants }) => variants(subject, place))
    .filter(({ verdict }) => verdict === 'open');
  return nodes.map((node) => ({
    action: 'ssm:StartSession',
    resources: [node, ...documents],
    context,
    unstated: 'unknown',
  }));
}
