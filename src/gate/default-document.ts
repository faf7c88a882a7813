/**
 * Whether a policy lets a role's people start the default document on the role's nodes, asked of the engine of the proof.
 * Knows no plan. What a policy leaves in doubt is said to be in doubt.
 */
import { evaluate, type Request } from '../access/evaluate/evaluate.js';
import { compilePolicy } from '../access/evaluate/policy.js';
import { readPolicy } from '../access/evaluate/policy-json.js';
import { startContext } from '../access/proof/start-session.js';
import { documentScenarios } from '../access/scenarios/documents.js';
import { nodeScenarios } from '../access/scenarios/nodes.js';
import type { Place, Subject } from '../access/scenarios/subject.js';
import { parseJson } from './json-value.js';

export type Opening = 'open' | 'shut' | 'in doubt';

/**
 * One answer for each account, Region and kind of node, always in the same order: a policy may have opened the document in
 * one place only. `text` is undefined where there is no policy.
 */
export function defaultDocumentBy(text: string | undefined, subject: Subject): readonly Opening[] {
  const requests = startsOf(subject);
  if (text === undefined) return requests.map(() => 'shut');
  const [document] = readPolicy('', parseJson(text));
  const [policy] = document ? compilePolicy({ name: '', kind: 'identity', document }) : [];
  // Nothing that is not understood may pass for open or for shut.
  if (!policy) return requests.map(() => 'in doubt');
  return requests.map((request) => {
    const { outcome, ambiguous } = evaluate([policy], request);
    if (ambiguous) return 'in doubt';
    return outcome === 'allowed' ? 'open' : 'shut';
  });
}

/** As AWS authorises a session by the default document: the node, and the document as a resource of its own. */
function startsOf(subject: Subject): readonly Request[] {
  return placesOf(subject).flatMap((place) => startsAt(subject, place));
}

/** Those that the mapping lists, or the one that stands for all. */
function placesOf({ mapping: { accounts, regions }, home }: Subject): readonly Place[] {
  const listed = <T>(all: readonly T[], one: T) => (all.length > 0 ? all : [one]);
  return listed(accounts, home.account).flatMap((account) =>
    listed(regions, home.region).map((region) => ({ account, region })),
  );
}

function startsAt(subject: Subject, place: Place): readonly Request[] {
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
