/**
 * Which Linux user a session gets. Knows Run As of Session Manager only: who may start the session is decided elsewhere, and
 * Windows nodes, containers and Port sessions, which ignore Run As, are not modelled.
 *
 * Sources. Systems Manager user guide, session-manager-schema: Session Manager checks "the `SSMSessionRunAs` tag on the IAM
 * user's session tags, then the `SSMSessionRunAs` tag on the assumed IAM role, and finally this `runAsDefaultUser` value from
 * session preferences"; session-preferences-run-as: Run As "prevents Session Manager from starting sessions using the `ssm-user`
 * account", and without a user "session connection attempts will fail". A document that the caller names takes the place of
 * the default one as a whole (the agent, docparser.go and shell_unix.go, sees one document only).
 */

import { runAsTag } from '../aws/names.js';

/** The inputs of a session document on which the user depends. */
export interface RunAsPreferences {
  readonly runAsEnabled: boolean;
  readonly runAsDefaultUser?: string;
}

export interface SessionStart {
  /** Tag key to value, in any letter case. */
  readonly sessionTags: Readonly<Record<string, string>>;
  readonly roleTags: Readonly<Record<string, string>>;
  /** The document that the caller names; absent if none is named. */
  readonly document?: RunAsPreferences;
  /** `SSM-SessionManagerRunShell` of the account; absent where it was never created. */
  readonly defaultDocument?: RunAsPreferences;
}

export type TagSource = 'session-tag' | 'role-tag';
export type DocumentSource = 'document' | 'default-document';

export type RunAs =
  | { readonly kind: 'user'; readonly user: string; readonly source: TagSource | DocumentSource }
  /** Run As is off, or there are no preferences at all: `ssm-user`, who is root by sudo. */
  | { readonly kind: 'ssm-user'; readonly because: 'run-as-off' | 'no-document' }
  /** Run As is on and nobody is named: the agent ends the session. */
  | { readonly kind: 'no-session'; readonly source: DocumentSource }
  /** The tag is there and empty; whether it then counts is documented nowhere. `otherwise` is what follows if it does not. */
  | {
      readonly kind: 'unknown';
      readonly because: 'empty-tag';
      readonly source: TagSource;
      readonly otherwise: RunAs;
    };

export function runAs(start: SessionStart): RunAs {
  const source = start.document ? 'document' : 'default-document';
  const preferences = start.document ?? start.defaultDocument;
  if (!preferences) return { kind: 'ssm-user', because: 'no-document' };
  if (!preferences.runAsEnabled) return { kind: 'ssm-user', because: 'run-as-off' };

  const byDocument: RunAs = preferences.runAsDefaultUser
    ? { kind: 'user', user: preferences.runAsDefaultUser, source }
    : { kind: 'no-session', source };
  return byTag(start.sessionTags, 'session-tag', () => byTag(start.roleTags, 'role-tag', () => byDocument));
}

function byTag(tags: Readonly<Record<string, string>>, source: TagSource, otherwise: () => RunAs): RunAs {
  const user = runAsTagOf(tags);
  if (user === undefined) return otherwise();
  if (user === '') return { kind: 'unknown', because: 'empty-tag', source, otherwise: otherwise() };
  return { kind: 'user', user, source };
}

/**
 * "Tag key values for IAM users and roles are not case sensitive" (IAM user guide, id_tags), and session tags follow the same
 * rules (id_session-tags); so there are no two tags whose keys differ in letter case only.
 */
function runAsTagOf(tags: Readonly<Record<string, string>>): string | undefined {
  const wanted = runAsTag.toLowerCase();
  return Object.entries(tags).find(([key]) => key.toLowerCase() === wanted)?.[1];
}
