/**
 * The inline policy of a role: which statements it has, in which order. The builder is pure; Sids are stable.
 * What each statement is for stands in `docs/policies.md`.
 */
import type { PolicyDocument, Statement } from '../../iam/policy.js';
import type { Role, RoleMapping, Rollout } from '../../mapping/model.js';
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

interface Part {
  readonly build: StatementBuilder;
  /** The first step that has it: `prepare` only adds rights and takes no session away. */
  readonly from: Rollout;
  /** What the statements depend on; those of `mapping` are built once, those of `settings` once for equal settings. */
  readonly variesBy: 'mapping' | 'settings' | 'role';
}

const parts: readonly Part[] = [
  { build: startOnNodes, from: 'prepare', variesBy: 'settings' },
  { build: startWithRoleDocument, from: 'prepare', variesBy: 'role' },
  { build: denyOtherDocuments, from: 'switch', variesBy: 'role' },
  { build: denyNoDocument, from: 'switch', variesBy: 'mapping' },
  { build: denyForeignDocument, from: 'switch', variesBy: 'mapping' },
  { build: denyUntaggedNodes, from: 'switch', variesBy: 'settings' },
  { build: denyOtherRegions, from: 'switch', variesBy: 'mapping' },
  { build: denyRunAsTag, from: 'prepare', variesBy: 'settings' },
  { build: denyOthersSessions, from: 'switch', variesBy: 'mapping' },
  { build: openDataChannel, from: 'prepare', variesBy: 'mapping' },
  { build: ownSessions, from: 'prepare', variesBy: 'mapping' },
  { build: findNodes, from: 'prepare', variesBy: 'mapping' },
  { build: readRoleDocument, from: 'prepare', variesBy: 'role' },
  { build: encryptSession, from: 'prepare', variesBy: 'settings' },
  { build: denyWaysAround, from: 'switch', variesBy: 'settings' },
  { build: denyDocumentChanges, from: 'switch', variesBy: 'settings' },
  { build: denyScopeTags, from: 'switch', variesBy: 'settings' },
];

/** Roles mostly share their statements; as the same objects, they are also spelled only once further on. */
export function policyBuilder(
  mapping: RoleMapping,
): (role: Role, arns: PolicyContext['arns']) => PolicyDocument {
  const present = parts.filter(({ from }) => from === 'prepare' || mapping.rollout !== 'prepare');
  const known = new Map<string, readonly Statement[]>();
  return (role, arns) => {
    const context: PolicyContext = { mapping, role, arns };
    const keys = { mapping: arns, settings: arns + settingsOf(role), role: undefined };
    const ours = present.flatMap(({ build, variesBy }, at) => {
      const key = keys[variesBy];
      return key === undefined ? build(context) : once(known, `${at} ${key}`, () => build(context));
    });
    return { Version: '2012-10-17', Statement: [...ours, ...merged(role)] };
  };
}

function settingsOf(role: Role): string {
  const { nodes, guardrails, session, permissionSet, sessionsBefore, principalTag, osUser } = role;
  const tag = principalTag === 'match' ? [principalTag, osUser] : principalTag;
  return JSON.stringify([nodes, guardrails, session.kmsKey, permissionSet.kind, sessionsBefore, tag]);
}

/** The statements of the role's merge file follow ours. */
function merged({ inlinePolicy }: Role): readonly Statement[] {
  return inlinePolicy.kind === 'merge' ? inlinePolicy.policy.Statement : [];
}

function once<T>(known: Map<string, T>, key: string, make: () => T): T {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}
