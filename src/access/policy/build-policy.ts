/**
 * The inline policy of a role: which statements it has, in which order. The builder is pure; Sids are stable.
 * What each statement is for stands in `docs/policies.md`.
 */
import type { PolicyDocument, Statement } from '../../aws/iam-policy.js';
import type { Rollout } from '../../mapping/model.js';
import type { PolicyContext, StatementBuilder } from './context.js';
import { denyDocumentChanges, denyScopeTags, denyWaysAround } from './deny-guardrails.js';
import { encryptSession } from './encrypt-session.js';
import {
  denyOthersSessions,
  findNodes,
  openDataChannel,
  ownSessions,
  readRoleDocument,
} from './own-sessions.js';
import {
  denyForeignDocument,
  denyNoDocument,
  denyOtherDocuments,
  denyOtherRegions,
  denyRunAsTag,
  denyUntaggedNodes,
  startOnNodes,
  startWithRoleDocument,
} from './start-session.js';

/** `prepare` only adds rights: its policies hold nothing that could take a session away. */
const always: readonly Rollout[] = ['prepare', 'switch', 'enforce'];
const fromSwitchOn: readonly Rollout[] = ['switch', 'enforce'];

const builders: readonly (readonly [StatementBuilder, readonly Rollout[]])[] = [
  [startOnNodes, always],
  [startWithRoleDocument, always],
  [denyOtherDocuments, fromSwitchOn],
  [denyNoDocument, fromSwitchOn],
  [denyForeignDocument, fromSwitchOn],
  [denyUntaggedNodes, fromSwitchOn],
  [denyOtherRegions, fromSwitchOn],
  [denyRunAsTag, always],
  [denyOthersSessions, fromSwitchOn],
  [openDataChannel, always],
  [ownSessions, always],
  [findNodes, always],
  [readRoleDocument, always],
  [encryptSession, always],
  [denyWaysAround, fromSwitchOn],
  [denyDocumentChanges, fromSwitchOn],
  [denyScopeTags, fromSwitchOn],
];

/** Most statements are the same for every role; sharing them lets whoever spells them do it once. */
export type SharedStatements = Map<string, Statement>;

/** Ours first, then the statements of the role's merge file, if it has one. */
export function buildPolicy(context: PolicyContext, shared: SharedStatements = new Map()): PolicyDocument {
  const ours = builders
    .filter(([, steps]) => steps.includes(context.mapping.rollout))
    .flatMap(([build]) => build(context))
    .map((statement) => share(statement, shared));
  const theirs: readonly Statement[] =
    context.role.inlinePolicy.kind === 'merge' ? context.role.inlinePolicy.policy.Statement : [];
  return { Version: '2012-10-17', Statement: [...ours, ...theirs] };
}

function share(statement: Statement, shared: SharedStatements): Statement {
  const key = JSON.stringify(statement);
  const known = shared.get(key);
  if (known) return known;
  shared.set(key, statement);
  return statement;
}
