/** What is looked for, as EventBridge patterns: each finding a few, within the size that EventBridge takes. */
import { runAsTag } from '../../aws/names.js';
import type { PermissionSetRow } from '../../facts/access-map.js';
import {
  type AuditFacts,
  attributeEvents,
  documentChangeEvents,
  documentsOf,
  type EventNames,
  type FindingName,
  identityCenterService,
  permissionSetEvents,
  sourceOf,
  wayAroundEvents,
  writtenDocuments,
} from './audit-facts.js';
import { type Clause, type EventPattern, type Filters, packed } from './event-pattern.js';

const startSession: readonly EventNames[] = [{ service: 'ssm', names: ['StartSession'] }];
const absent: Filters = [{ exists: false }];
const refused: Filters = [{ prefix: 'AccessDenied' }];

/** Identity Center's name for the role of a permission set, up to the suffix, which has no underscore. */
const roleStart = (permissionSet: string): string => `AWSReservedSSO_${permissionSet}_`;

/** A role's name with anything after a further underscore: the name of a longer permission set. */
const longerRole = (permissionSet: string): string =>
  `${roleStart(permissionSet).replaceAll(/[\\*]/g, '\\$&')}*_*`;

const issuer = (clause: Clause): Clause => ({ userIdentity: { sessionContext: { sessionIssuer: clause } } });
const named = (documentName: Filters): Clause => ({ requestParameters: { documentName } });
/** The document by its bare name, or by its ARN in any account. */
const oneOf = (documents: readonly string[]): Filters =>
  documents.flatMap((document) => [document, { suffix: `:document/${document}` }]);

export const patterns: Readonly<Record<FindingName, (facts: AuditFacts) => EventPattern[]>> = {
  'other-document': ({ roles }) => [
    ...packed(roles, (some) => call(startSession, { errorCode: absent, ...callers(some), ...named(absent) })),
    ...packed(roles, (some) =>
      call(startSession, {
        errorCode: absent,
        $or: some.map((role) => ({
          ...callerIs(role, roles),
          ...named([{ 'anything-but': [...documentsOf(role), ...role.awsDocuments] }]),
        })),
      }),
    ),
  ],
  'foreign-caller': ({ roles, previous }) => [
    ...packed(roles.flatMap(documentsOf), (some) =>
      call(startSession, { errorCode: absent, ...named(oneOf(some)), ...issuer({ userName: absent }) }),
    ),
    ...packed(roles, (some) =>
      call(startSession, {
        errorCode: absent,
        $or: some.map((role) => ({
          ...named(oneOf(documentsOf(role))),
          ...issuer({
            userName: [
              { 'anything-but': { prefix: roleStart(role.permissionSet) } },
              { wildcard: longerRole(role.permissionSet) },
            ],
          }),
        })),
      }),
    ),
    ...packed(previous, (some) => call(startSession, { errorCode: absent, ...named(oneOf(some)) })),
    call(startSession, {
      errorCode: absent,
      ...issuer({
        userName: [{ prefix: 'AWSReservedSSO_' }],
        arn: [{ 'anything-but': { wildcard: ['*:role/aws-reserved/sso.amazonaws.com*'] } }],
      }),
    }),
  ],
  'lingering-tag': () => [
    call([{ service: 'sts', names: ['AssumeRoleWithSAML', 'AssumeRole', 'AssumeRoleWithWebIdentity'] }], {
      errorCode: absent,
      // Field names are compared letter by letter, tag keys are not.
      $or: [runAsTag, runAsTag.toLowerCase(), runAsTag.toUpperCase()].map((tag) => ({
        requestParameters: { principalTags: { [tag]: [{ exists: true }] } },
      })),
    }),
  ],
  'way-around': ({ roles }) =>
    packed(roles, (some) => call(wayAroundEvents, { errorCode: absent, ...callers(some) })),
  'document-changed': (facts) =>
    packed(writtenDocuments(facts), (some) =>
      call(documentChangeEvents, {
        errorCode: absent,
        requestParameters: { name: oneOf(some) },
        ...notDeployer(facts.deployedBy),
      }),
    ),
  'stack-set-changed': (facts) =>
    facts.stackSetRoles.length === 0
      ? []
      : packed(writtenDocuments(facts), (some) =>
          call(documentChangeEvents, {
            errorCode: absent,
            requestParameters: { name: oneOf(some) },
            ...issuer({
              arn: facts.stackSetRoles.map((wildcard) => ({ wildcard: wildcard.replaceAll('?', '*') })),
            }),
          }),
        ),
  'attributes-changed': () => [
    call([{ service: identityCenterService, names: attributeEvents }], { errorCode: absent }),
  ],
  'policy-changed': () => [
    call([{ service: identityCenterService, names: permissionSetEvents }], { errorCode: absent }),
  ],
  denied: ({ roles, previous }) => [
    ...packed(roles, (some) => call(startSession, { errorCode: refused, ...callers(some) })),
    ...packed([...roles.flatMap(documentsOf), ...previous], (some) =>
      call(startSession, { errorCode: refused, ...named(oneOf(some)) }),
    ),
  ],
  // A question before the cut-over, for which no alarm is needed.
  'port-forwarding': () => [],
};

/**
 * A call that CloudTrail recorded: one of the events, and all of the clause, which has no alternatives of its own where
 * the events are of several services.
 */
function call(events: readonly EventNames[], clause: Clause): EventPattern {
  const services = events.map(({ service, names }) => ({
    eventSource: [sourceOf(service)],
    ...(!names.includes('*') && {
      eventName: names.map((name) => (name.endsWith('*') ? { prefix: name.slice(0, -1) } : name)),
    }),
  }));
  const [only] = services;
  return {
    source: events.map(({ service }) => `aws.${service}`),
    'detail-type': ['AWS API Call via CloudTrail'],
    detail: { ...(services.length === 1 ? only : { $or: services }), ...clause },
  };
}

/** Any of the permission sets; a longer name may pass for one of them. */
function callers(roles: readonly PermissionSetRow[]): Clause {
  return issuer({ userName: roles.map(({ permissionSet }) => ({ prefix: roleStart(permissionSet) })) });
}

/**
 * The permission set; where the mapping has another whose name goes on after an underscore, exactly this one. Nothing
 * within one field can say both, so that the ARN says the second.
 */
function callerIs({ permissionSet }: PermissionSetRow, roles: readonly PermissionSetRow[]): Clause {
  const start = roleStart(permissionSet);
  const hasLonger = roles.some((other) => other.permissionSet.startsWith(`${permissionSet}_`));
  return issuer({
    userName: [{ prefix: start }],
    ...(hasLonger && { arn: [{ 'anything-but': { wildcard: [`*/${longerRole(permissionSet)}`] } }] }),
  });
}

/** Patterns have no `?`: a deployer named with one is not left out. */
function notDeployer(deployedBy: readonly string[]): Clause {
  const wildcard = deployedBy.filter((pattern) => !pattern.includes('?'));
  if (wildcard.length === 0) return {};
  return { $or: [issuer({ arn: absent }), issuer({ arn: [{ 'anything-but': { wildcard } }] })] };
}
