/**
 * The statements about sessions that run already, and what a person needs to find nodes and documents.
 * Sessions are told apart by their tag: `${aws:username}` does not exist for Identity Center users, and session ids
 * start with the role session name, so that ARNs built from `${aws:userid}` match nothing.
 */
import { documentReadActions, nodeSearchActions } from '../../aws/session-actions.js';
import { type ConditionBlock, oneOrMany } from '../../iam/policy.js';
import { sids } from '../../iam/sids.js';
import {
  type DocumentContext,
  documentArn,
  type SharedContext,
  type StatementBuilder,
  sessionArn,
} from './context.js';

const sessionOwner = 'ssm:resourceTag/aws:ssmmessages:session-id';
const caller = '${aws:userid}';
const isOwn: ConditionBlock = { StringEquals: { [sessionOwner]: caller } };

export const denyOthersSessions: StatementBuilder<SharedContext> = () => [
  {
    Sid: sids.denyOthersSessions,
    Effect: 'Deny',
    Action: 'ssm:ResumeSession',
    Resource: '*',
    Condition: { StringNotEquals: { [sessionOwner]: caller } },
  },
];

/** Signed by the Session Manager plugin since 1.2.764.0. */
export const openDataChannel: StatementBuilder<SharedContext> = ({ mapping }) => [
  {
    Sid: sids.openDataChannel,
    Effect: 'Allow',
    Action: 'ssmmessages:OpenDataChannel',
    Resource: sessionArn(mapping.partition),
  },
];

export const ownSessions: StatementBuilder<SharedContext> = ({ mapping }) => [
  {
    Sid: sids.ownSessions,
    Effect: 'Allow',
    Action: ['ssm:TerminateSession', 'ssm:ResumeSession'],
    Resource: sessionArn(mapping.partition),
    Condition: isOwn,
  },
];

export const findNodes: StatementBuilder<SharedContext> = () => [
  {
    Sid: sids.findNodes,
    Effect: 'Allow',
    Action: nodeSearchActions,
    Resource: '*',
  },
];

/** The Session Manager console reads the document before it offers it. AWS's own documents are public. */
export const readRoleDocument: StatementBuilder<DocumentContext> = ({
  mapping,
  documentNames,
  tunnelNames,
}) => [
  {
    Sid: sids.readRoleDocument,
    Effect: 'Allow',
    Action: documentReadActions,
    Resource: oneOrMany(
      [...documentNames, ...tunnelNames].map((name) => documentArn(mapping.partition, name)),
    ),
  },
];
