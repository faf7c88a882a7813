/** The resources that requests name, as ARNs in which what is open is a variable. */
import { stackSetRolePrefix } from '../../aws/names.js';
import { ANY, ONE } from '../../iam/glob.js';
import { noColon, sequenceOf } from '../decide/automaton.js';
import { type ResourceModel, shapes, type Term } from '../decide/request-model.js';
import type { TextShape } from '../decide/text-classes.js';
import type { Subject } from '../scenarios/subject.js';
import type { AxiomName } from './axioms.js';
import type { RequestVariables } from './variables.js';

export type NodeTarget = 'ec2' | 'hybrid' | 'ecs';
/** `ours`: of any name, in the caller's account. `aws`: owned by AWS, without an account in its ARN. */
export type DocumentTarget = 'own' | 'ours' | 'account' | 'aws';

export interface RequestResources {
  readonly node: (kind: NodeTarget) => ResourceModel;
  /** `name`: of a document of the role or of AWS; by default, the role's own document. A document of another kind may have any name. */
  readonly document: (kind: DocumentTarget, name?: string) => ResourceModel;
  readonly session: () => ResourceModel;
  /** A role of the caller's account, by its name one as which StackSets act. */
  readonly stackSetRole: () => ResourceModel;
  /** Any ARN at all. */
  readonly anything: () => ResourceModel;
  readonly fixed: (arn: Term) => ResourceModel;
}

/** What is known of the resources that were made. */
export interface ResourceFacts {
  /** The account; nothing where it is not known. */
  readonly ownerOf: (resource: ResourceModel) => Term;
  readonly isOwnDocument: (resource: ResourceModel) => boolean;
}

const filledField: TextShape = { sequences: [sequenceOf([ONE, ANY], noColon)] };
const field: TextShape = { sequences: [[{ letters: noColon, repeated: true }]] };

export function requestResources(
  { mapping: { partition }, role, home }: Subject,
  { known, account, region, documentName, accountOf }: RequestVariables,
  assumes: (axiom: AxiomName) => boolean,
): readonly [RequestResources, ResourceFacts] {
  const owners = new Map<ResourceModel, Term>();
  const ownDocuments = new Set<ResourceModel>();
  const resource = (name: string, arn: Term, owner: Term): ResourceModel => {
    const made = { name, arn };
    owners.set(made, owner);
    return made;
  };
  const resources: RequestResources = {
    node: (kind) => {
      const id = known('the node', assumes('node-arns') ? shapes.hexadecimal17 : filledField, {
        notable: ['0123456789abcdef0'],
      });
      const owner = assumes('own-account-nodes') ? account() : accountOf('node');
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
      const where = assumes('document-region')
        ? region()
        : known('the Region of the document', shapes.region);
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
          const owner = kind === 'ours' ? account() : accountOf('document');
          return resource(
            'document',
            [`arn:${partition}:ssm:`, where, ':', owner, ':document/', documentName()],
            [owner],
          );
        }
        case 'aws': {
          const shape = assumes('aws-documents') ? shapes.awsDocumentName : shapes.documentName;
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
  };
  return [resources, { ownerOf: (of) => owners.get(of) ?? [], isOwnDocument: (of) => ownDocuments.has(of) }];
}
