/**
 * The requests that a role's people can send, as models with variables: who they are, where, with which keys. What of it is
 * fixed is an axiom. Knows no claims and no policies.
 */
import { mayBeSentWith } from '../../aws/action-keys.js';
import { runAsTag, stackSetRolePrefix } from '../../aws/names.js';
import { ANY, ONE } from '../../iam/glob.js';
import { scopeTagKeys } from '../../mapping/node-scope.js';
import { noColon, sequenceOf } from '../decide/automaton.js';
import {
  type KeyModel,
  type RequestModel,
  type ResourceModel,
  shapes,
  type Term,
  type Variable,
  variable,
} from '../decide/request-model.js';
import type { TextShape } from '../decide/text-classes.js';
import { ownValue, type Subject } from '../scenarios/subject.js';
import type { AxiomName } from './axioms.js';
import { type CallerKind, callerOf } from './callers.js';
import { typedKeys } from './typed-keys.js';

export type NodeTarget = 'ec2' | 'hybrid' | 'ecs';
/** `ours`: of any name, in the caller's account. `aws`: owned by AWS, without an account in its ARN. */
export type DocumentTarget = 'own' | 'ours' | 'account' | 'aws';

export interface RequestSpace {
  readonly assumes: (axiom: AxiomName) => boolean;
  readonly node: (kind: NodeTarget) => ResourceModel;
  /** `name` is that of one of the role's documents, its own unless said, or of one of AWS's; any other has any name. */
  readonly document: (kind: DocumentTarget, name?: string) => ResourceModel;
  readonly session: () => ResourceModel;
  /** A role of the caller's account, by its name one as which StackSets act. */
  readonly stackSetRole: () => ResourceModel;
  /** Any ARN at all. */
  readonly anything: () => ResourceModel;
  readonly fixed: (arn: Term) => ResourceModel;
  readonly request: (action: string, resources: readonly ResourceModel[]) => RequestModel;
}

const alwaysThere = ['aws:securetransport', 'aws:currenttime', 'aws:epochtime'];
const filledField: TextShape = { sequences: [sequenceOf([ONE, ANY], noColon)] };
const field: TextShape = { sequences: [[{ letters: noColon, repeated: true }]] };

/** IAM user guide, reference_policies_condition-single-vs-multi-valued-context-keys and the services' own keys. */
const severalValues = [
  'aws:calledvia',
  'aws:tagkeys',
  'aws:principalorgpaths',
  'aws:resourceorgpaths',
  'aws:principalservicenameslist',
  'kms:resourcealiases',
];

/** `without`: axioms that are left out, to see what rests on them. */
export function requestSpace(
  subject: Subject,
  without: ReadonlySet<AxiomName> = new Set(),
  who: CallerKind = 'own',
): RequestSpace {
  const { mapping, role, home } = subject;
  const { partition, accounts, regions } = mapping;
  const holds = (axiom: AxiomName) => !without.has(axiom);
  const filled = holds('no-empty-values') ? shapes.something : shapes.anything;
  const variables = new Map<string, Variable>();
  const known = (
    name: string,
    shape: TextShape,
    more: Partial<Omit<Variable, 'name' | 'shape'>> = {},
  ): Variable => {
    const found = variables.get(name) ?? variable(name, shape, more);
    variables.set(name, found);
    return found;
  };
  const account = () =>
    known("the caller's account", shapes.account, {
      notable: [home.account, ...accounts],
      stated: accounts.length > 0,
    });
  const region = () =>
    known('the Region', shapes.region, { notable: [home.region, ...regions], stated: regions.length > 0 });
  const anyName = () =>
    variables.get('the document') ??
    known('the document', shapes.documentName, { notable: documentNames(subject) });
  const otherAccount = (of: string) =>
    known(`the account of the ${of}`, shapes.account, {
      notable: [home.account, subject.stranger, ...accounts],
    });

  const accountOf = new Map<ResourceModel, Term>();
  const ownDocuments = new Set<ResourceModel>();
  const resource = (name: string, arn: Term, owner: Term): ResourceModel => {
    const made = { name, arn };
    accountOf.set(made, owner);
    return made;
  };
  const free = (
    name: string,
    shape: TextShape,
    more: Partial<Omit<Variable, 'name' | 'shape'>> = {},
  ): Term => [known(name, shape, { optional: true, ...more })];
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

  const sender = () => callerOf(who, subject, { account: account(), known, isPathKnown: holds('role-path') });

  const requestKey = (action: string, key: string): Term | 'absent' => {
    switch (key) {
      case 'aws:principalaccount':
        return [account()];
      case 'aws:principalarn':
        return sender().arn;
      case 'aws:principaltype':
        return holds('caller-is-role') ? [sender().type] : free(key, shapes.anything);
      case 'aws:principalisawsservice':
        return ['false'];
      case 'aws:userid':
        return sender().id;
      case 'aws:username':
        if (who === 'user') return [known('the name of the user', shapes.principal)];
        return holds('caller-is-role') ? 'absent' : free(key, shapes.anything);
      case 'aws:requestedregion':
        return [region()];
      case `aws:principaltag/${runAsTag.toLowerCase()}`:
        return userOf();
    }
    if (ownAttributes.has(key)) return free(key, shapes.anything, { notable: [ownValue] });
    if (holds('action-keys') && !mayBeSentWith(action.toLowerCase(), key)) return 'absent';
    const typed = holds('key-types') ? typedKeys.get(key) : undefined;
    return free(key, typed ?? (isTag(key) ? shapes.anything : filled), {
      optional: !alwaysThere.includes(key),
      several: severalValues.includes(key) || !holds('single-values'),
      ...(key === 'ssm:sessiondocumentaccesscheck' && { stated: true, notable: ['true'] }),
    });
  };

  /** Documents of ours carry the tags of `documents.tags`, and none of those that nodes are told apart by. */
  const tagOfOwnDocument = (tag: string): Term | 'absent' | undefined => {
    const valueIn = (tags: Readonly<Record<string, unknown>>) =>
      Object.entries(tags).find(([key]) => key.toLowerCase() === tag)?.[1];
    const value = valueIn(mapping.documents.tags);
    if (typeof value === 'string') return [value];
    const isOfNodes = scopeTagKeys(role.nodes).some((key) => key.toLowerCase() === tag);
    return isOfNodes ? 'absent' : undefined;
  };

  const resourceKey = (
    resources: readonly ResourceModel[],
    at: number,
    key: string,
  ): Term | 'absent' | undefined => {
    const of = resources[at];
    if (!of) return undefined;
    if (key === 'aws:resourceaccount') {
      const owner = accountOf.get(of) ?? [];
      return holds('resource-account') && owner.length > 0
        ? owner
        : free(`aws:ResourceAccount of the ${of.name}`, shapes.account);
    }
    const [, service, tag] = /^(aws|ssm):resourcetag\/(.*)$/.exec(key) ?? [];
    if (tag !== undefined) {
      const own = ownDocuments.has(of) ? tagOfOwnDocument(tag) : undefined;
      if (own !== undefined) return own;
      const name = holds('one-tag')
        ? `tag ${tag} of the ${of.name}`
        : `${service} tag ${tag} of the ${of.name}`;
      return free(name, shapes.anything, of.name === 'document' ? {} : tagValues(tag));
    }
    if (/^(?:aws:resource|kms:resourcealiases$)/.test(key))
      return free(`${key} of the ${of.name}`, filled, { several: severalValues.includes(key) });
    return undefined;
  };

  return {
    assumes: holds,
    node: (kind) => {
      const id = known('the node', holds('node-arns') ? shapes.hexadecimal17 : filledField, {
        notable: ['0123456789abcdef0'],
      });
      const owner = holds('own-account-nodes') ? account() : otherAccount('node');
      const at: Term = [region(), ':', owner];
      const arns: Readonly<Record<NodeTarget, Term>> = {
        ec2: [`arn:${partition}:ec2:`, ...at, ':instance/i-', id],
        hybrid: [`arn:${partition}:ssm:`, ...at, ':managed-instance/mi-', id],
        ecs: [
          `arn:${partition}:ecs:`,
          ...at,
          ':task/',
          known('the task', shapes.principal, { notable: ['cluster/0123456789abcdef'] }),
        ],
      };
      return resource('node', arns[kind], [owner]);
    },
    document: (kind, stated) => {
      const where = holds('document-region') ? region() : known('the Region of the document', shapes.region);
      switch (kind) {
        case 'own': {
          const arn = [
            `arn:${partition}:ssm:`,
            where,
            ':',
            account(),
            `:document/${stated ?? role.document.name}`,
          ];
          const document = resource('document', arn, [account()]);
          ownDocuments.add(document);
          return document;
        }
        case 'ours':
        case 'account': {
          const owner = kind === 'ours' ? account() : otherAccount('document');
          return resource(
            'document',
            [`arn:${partition}:ssm:`, where, ':', owner, ':document/', anyName()],
            [owner],
          );
        }
        case 'aws': {
          const shape = holds('aws-documents') ? shapes.awsDocumentName : shapes.documentName;
          const owned = known("the document of AWS's", shape, { notable: ['AWS-StartSSHSession'] });
          return resource('document', [`arn:${partition}:ssm:`, where, '::document/', stated ?? owned], []);
        }
      }
    },
    session: () =>
      resource(
        'session',
        [
          `arn:${partition}:ssm:`,
          region(),
          ':',
          account(),
          ':session/',
          known('the session', shapes.sessionName, { notable: ['alice-0123456789abcdef0'] }),
        ],
        [account()],
      ),
    stackSetRole: () => {
      const rest = known('the role of StackSets', shapes.principal, { notable: ['0123456789abcdef'] });
      const name = [`:role/${stackSetRolePrefix}`, rest];
      return resource('role', [`arn:${partition}:iam::`, account(), ...name], [account()]);
    },
    anything: () => {
      const owner = known('the account of the resource', field, { notable: [home.account, ''] });
      const place = known('the Region of the resource', field, { notable: [home.region, ''] });
      const service = known('the service of the resource', field, { notable: ['ec2', 'ssm'] });
      return resource(
        'resource',
        [`arn:${partition}:`, service, ':', place, ':', owner, ':', known('the resource', filledField)],
        [],
      );
    },
    fixed: (arn) => resource('resource', arn, []),
    request: (action, resources) => ({
      action,
      resources,
      key: (key, at): KeyModel => {
        const own = resourceKey(resources, at, key);
        return own === undefined ? { of: 'request', term: requestKey(action, key) } : { of: at, term: own };
      },
    }),
  };
}

const isTag = (key: string) => /^[a-z0-9-]+:(?:principal|request|resource)tag\//.test(key);

/** Names that people know: other roles', older ones, AWS's. */
function documentNames({ role, neighbour, otherTunnels, mapping }: Subject): string[] {
  const tunnels = role.tunnels.map(({ document }) => document.name);
  return [
    ...otherTunnels.slice(0, 1).map(({ document }) => document.name),
    ...tunnels.slice(0, 1).flatMap((name) => [name, `${name}2`]),
    ...(neighbour ? [neighbour.document.name] : []),
    ...mapping.documents.previous.map(({ name }) => name),
    'SSM-SessionManagerRunShell',
    role.document.name,
    `${role.document.name}2`,
  ];
}
