/** The keys that AWS sends with a request: those of the request, and those of each of its resources. */
import { mayBeSentWith } from '../../aws/action-keys.js';
import { runAsTag } from '../../aws/names.js';
import { scopeTagKeys } from '../../mapping/node-scope.js';
import { type KeyModel, type ResourceModel, shapes, type Term } from '../decide/request-model.js';
import type { TextShape } from '../decide/text-classes.js';
import { ownValue, type Subject } from '../scenarios/subject.js';
import type { AxiomName } from './axioms.js';
import { type CallerKind, callerOf } from './callers.js';
import type { ResourceFacts } from './resources.js';
import type { RequestVariables } from './variables.js';

const alwaysThere = ['aws:securetransport', 'aws:currenttime', 'aws:epochtime'];

/** IAM user guide, reference_policies_condition-single-vs-multi-valued-context-keys and the services' own keys. */
const severalValues = [
  'aws:calledvia',
  'aws:tagkeys',
  'aws:principalorgpaths',
  'aws:resourceorgpaths',
  'aws:principalservicenameslist',
  'kms:resourcealiases',
];

/** What AWS sends for keys that are no texts, each in lower case (IAM user guide, reference_policies_condition-keys, "Data type"). */
export const typedKeys: ReadonlyMap<string, TextShape> = new Map<string, TextShape>([
  ['aws:securetransport', shapes.truth],
  ['aws:multifactorauthpresent', shapes.truth],
  ['aws:viaawsservice', shapes.truth],
  ['ssm:sessiondocumentaccesscheck', shapes.truth],
  ['aws:multifactorauthage', shapes.number],
  ['aws:currenttime', shapes.date],
  ['aws:tokenissuetime', shapes.date],
  ['aws:epochtime', shapes.epochSeconds],
  ['aws:sourceip', shapes.address],
  ['aws:vpcsourceip', shapes.address],
]);

const isTag = (key: string) => /^[a-z0-9-]+:(?:principal|request|resource)tag\//.test(key);

/** Takes the key in lower case. `resource`: the one whose key it may be, by its index. */
export type KeyOf = (
  action: string,
  resources: readonly ResourceModel[],
  key: string,
  resource: number,
) => KeyModel;

export function requestKeys(
  subject: Subject,
  who: CallerKind,
  { known, free, account, region }: RequestVariables,
  { ownerOf, isOwnDocument }: ResourceFacts,
  assumes: (axiom: AxiomName) => boolean,
): KeyOf {
  const { mapping, role } = subject;
  const filled = assumes('no-empty-values') ? shapes.something : shapes.anything;
  const userOf = () =>
    free(`aws:PrincipalTag/${runAsTag}`, shapes.anything, {
      notable: [subject.otherUser, 'root', role.osUser, ''],
    });

  const tagValues = (key: string) => {
    const own = Object.entries(role.nodes.tags).find(([name]) => name.toLowerCase() === key);
    return own ? { notable: own[1], stated: true } : {};
  };

  /** Compared with node tags that are in scope. */
  const ownAttributes = new Set(
    Object.values(role.nodes.matchTags).map((attribute) => `aws:principaltag/${attribute.toLowerCase()}`),
  );

  const sender = () =>
    callerOf(who, subject, { account: account(), known, isPathKnown: assumes('role-path') });

  const requestKey = (action: string, key: string): Term | 'absent' => {
    switch (key) {
      case 'aws:principalaccount':
        return [account()];
      case 'aws:principalarn':
        return sender().arn;
      case 'aws:principaltype':
        return assumes('caller-is-role') ? [sender().type] : free(key, shapes.anything);
      case 'aws:principalisawsservice':
        return ['false'];
      case 'aws:userid':
        return sender().id;
      case 'aws:username':
        if (who === 'user') return [known('the name of the user', shapes.principal)];
        return assumes('caller-is-role') ? 'absent' : free(key, shapes.anything);
      case 'aws:requestedregion':
        return [region()];
      case `aws:principaltag/${runAsTag.toLowerCase()}`:
        return userOf();
    }
    if (ownAttributes.has(key)) return free(key, shapes.anything, { notable: [ownValue] });
    if (assumes('action-keys') && !mayBeSentWith(action.toLowerCase(), key)) return 'absent';
    const typed = assumes('key-types') ? typedKeys.get(key) : undefined;
    return free(key, typed ?? (isTag(key) ? shapes.anything : filled), {
      optional: !alwaysThere.includes(key),
      several: severalValues.includes(key) || !assumes('single-values'),
      ...(key === 'ssm:sessiondocumentaccesscheck' && { stated: true, notable: ['true'] }),
    });
  };

  /** Generated documents have the tags of `documents.tags`, and none of the tags by which nodes are told apart. */
  const tagOfOwnDocument = (tag: string): Term | 'absent' | undefined => {
    const valueIn = (tags: Readonly<Record<string, unknown>>) =>
      Object.entries(tags).find(([key]) => key.toLowerCase() === tag)?.[1];
    const value = valueIn(mapping.documents.tags);
    if (typeof value === 'string') return [value];
    const isOfNodes = scopeTagKeys(role.nodes).some((key) => key.toLowerCase() === tag);
    return isOfNodes ? 'absent' : undefined;
  };

  /** Undefined where the key is not one of a resource. */
  const resourceKey = (of: ResourceModel, key: string): Term | 'absent' | undefined => {
    if (key === 'aws:resourceaccount') {
      const owner = ownerOf(of);
      return assumes('resource-account') && owner.length > 0
        ? owner
        : free(`aws:ResourceAccount of the ${of.name}`, shapes.account);
    }
    const [, service, tag] = /^(aws|ssm):resourcetag\/(.*)$/.exec(key) ?? [];
    if (tag !== undefined) {
      const own = isOwnDocument(of) ? tagOfOwnDocument(tag) : undefined;
      if (own !== undefined) return own;
      const name = assumes('one-tag')
        ? `tag ${tag} of the ${of.name}`
        : `${service} tag ${tag} of the ${of.name}`;
      return free(name, shapes.anything, of.name === 'document' ? {} : tagValues(tag));
    }
    if (/^(?:aws:resource|kms:resourcealiases$)/.test(key))
      return free(`${key} of the ${of.name}`, filled, { several: severalValues.includes(key) });
    return undefined;
  };

  return (action, resources, key, at) => {
    const of = resources[at];
    const own = of && resourceKey(of, key);
    return own === undefined ? { of: 'request', term: requestKey(action, key) } : { of: at, term: own };
  };
}
