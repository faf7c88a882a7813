/**
 * The inline policy of a role: which statements it has, in which order. The builder is pure; Sids are stable.
 * What each statement is for stands in `docs/policies.md`.
 */
import type { PolicyDocument, Statement } from '../../iam/policy.js';
import type { Role, RoleMapping } from '../../mapping/model.js';
import { commonScope } from '../../mapping/node-scope.js';
import { namesOfDocument } from '../../mapping/role-documents.js';
import { opensDefaultDocument } from '../../mapping/step.js';
import {
  type DocumentContext,
  protectedDocuments,
  type RoleSettings,
  type SettingsContext,
  type SharedContext,
  type StatementBuilder,
} from './context.js';
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
  denyUnmatchedNodes,
  denyUntaggedNodes,
  startOnNodes,
  startTunnels,
  startWithRoleDocument,
} from './start-session.js';

type Part = {
  /** Whether the step must be one that denies other documents; steps before only add rights. */
  readonly isDeny: boolean;
} & (
  | { readonly sharedBy: 'all'; readonly build: StatementBuilder<SharedContext> }
  | { readonly sharedBy: 'equal settings'; readonly build: StatementBuilder<SettingsContext> }
  | { readonly sharedBy: 'none'; readonly build: StatementBuilder<DocumentContext> }
);

/** In the order of the policy. `DenyRunAsTag` comes with the first step for roles that state it as a canary. */
const parts: readonly Part[] = [
  { build: startOnNodes, sharedBy: 'equal settings', isDeny: false },
  { build: startWithRoleDocument, sharedBy: 'none', isDeny: false },
  { build: startTunnels, sharedBy: 'none', isDeny: false },
  { build: denyOtherDocuments, sharedBy: 'none', isDeny: true },
  { build: denyNoDocument, sharedBy: 'all', isDeny: true },
  { build: denyForeignDocument, sharedBy: 'equal settings', isDeny: true },
  { build: denyUntaggedNodes, sharedBy: 'equal settings', isDeny: true },
  { build: denyUnmatchedNodes, sharedBy: 'equal settings', isDeny: true },
  { build: denyOtherRegions, sharedBy: 'all', isDeny: true },
  { build: denyRunAsTag, sharedBy: 'equal settings', isDeny: false },
  { build: denyOthersSessions, sharedBy: 'all', isDeny: true },
  { build: openDataChannel, sharedBy: 'all', isDeny: false },
  { build: ownSessions, sharedBy: 'all', isDeny: false },
  { build: findNodes, sharedBy: 'all', isDeny: false },
  { build: readRoleDocument, sharedBy: 'none', isDeny: false },
  { build: encryptSession, sharedBy: 'equal settings', isDeny: false },
  { build: denyWaysAround, sharedBy: 'equal settings', isDeny: true },
  { build: denyDocumentChanges, sharedBy: 'equal settings', isDeny: true },
  { build: denyScopeTags, sharedBy: 'equal settings', isDeny: true },
];

/** Roles mostly share their statements; as the same objects, they are also encoded only once further on. */
export function policyBuilder(
  mapping: RoleMapping,
): (role: Role, arns: SettingsContext['arns']) => PolicyDocument {
  const present = parts.filter(({ isDeny }) => !isDeny || mapping.step.deniesOtherDocuments);
  const shared: SharedContext = {
    mapping,
    scope: commonScope(mapping),
    guarded: protectedDocuments(mapping),
  };
  const known = new Map<string, readonly Statement[]>();
  return (role, arns) => {
    const settings = settingsOf(role, mapping);
    const settingsKey = JSON.stringify(settings);
    const statementsOf = (part: Part, at: number): readonly Statement[] => {
      switch (part.sharedBy) {
        case 'all':
          return once(known, `${at}`, () => part.build(shared));
        case 'equal settings':
          return once(known, `${at} ${arns} ${settingsKey}`, () => part.build({ ...shared, arns, settings }));
        case 'none':
          return part.build({
            ...shared,
            arns,
            settings,
            documentNames: namesOfDocument(role.document),
            tunnelNames: role.tunnels.flatMap(({ document }) => namesOfDocument(document)),
          });
      }
    };
    const generated = present.flatMap(statementsOf);
    return { Version: '2012-10-17', Statement: [...generated, ...merged(role)] };
  };
}

function settingsOf(role: Role, { step }: RoleMapping): RoleSettings {
  const { nodes, guardrails, kmsKey, principalTag, osUser, awsDocuments } = role;
  return {
    nodes,
    awsDocuments,
    guardrails,
    kmsKey,
    opensDefaultDocument: opensDefaultDocument(step, role),
    tag: principalTag === 'match' ? { rule: principalTag, osUser } : { rule: principalTag },
  };
}

/** The statements of the role's merge file follow the generated ones. */
function merged({ inlinePolicy }: Role): readonly Statement[] {
  return inlinePolicy.kind === 'merge' ? inlinePolicy.policy.Statement : [];
}

function once<T>(known: Map<string, T>, key: string, make: () => T): T {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}
