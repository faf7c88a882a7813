/**
 * `defaultDocument: lock`: what `SSM-SessionManagerRunShell` says while it is locked. Whoever reaches it gets no shell, because the
 * agent refuses a session whose Linux user does not exist on the node. Knows the content, not how it is put in place.
 */
import { type SessionDocument, sessionDocument } from '../aws/session-document.js';
import type { RoleMapping, SessionSettings } from '../mapping/model.js';
import { placeholdersIn } from '../mapping/place-values.js';
import { preferencesOf } from './session-settings.js';

/** No node has it: with more than 32 characters, `useradd` refuses the name. The agent takes it for text that is safe in a shell. */
export const lockedUser = 'ssm-runas-gen-default-document-is-locked';

/** Undefined where the mapping does not lock the default document, or not in this step. */
export function lockedDefaultDocument({ lockedDefault, step }: RoleMapping): SessionDocument | undefined {
  if (lockedDefault === undefined || !step.locksDefaultDocument) return undefined;
  return sessionDocument(
    'Locked by ssm-runas-gen: sessions need the document of a role.',
    lockedUser,
    preferencesOf(settingsOfEverybody(lockedDefault)),
  );
}

/**
 * Everybody shares this document, so it cannot write a log whose name differs by role, nor one that only a role names. The other
 * logs stay: people with the tag still get a shell.
 */
function settingsOfEverybody({
  shellProfile: _,
  s3,
  cloudWatch,
  ...others
}: SessionSettings): SessionSettings {
  return {
    ...others,
    ...(s3?.bucket !== undefined && !differsByRole(nameOfBucket(s3)) && { s3 }),
    ...(cloudWatch?.logGroup !== undefined && !differsByRole(cloudWatch.logGroup) && { cloudWatch }),
  };
}

/** The logs of the mapping that the locked document does not write, as the mapping names them, and whether it writes another one. */
export function logsOfLocked({ lockedDefault }: Pick<RoleMapping, 'lockedDefault'>): {
  readonly unwritten: readonly string[];
  readonly writesAnother: boolean;
} {
  const { s3, cloudWatch } = lockedDefault ?? {};
  const logs = [s3 && nameOfBucket(s3), cloudWatch?.logGroup].filter((name) => name !== undefined);
  const unwritten = logs.filter(differsByRole);
  return { unwritten, writesAnother: unwritten.length < logs.length };
}

function nameOfBucket({ bucket, prefix }: NonNullable<SessionSettings['s3']>): string | undefined {
  return bucket === undefined || prefix === undefined ? bucket : `${bucket}/${prefix}`;
}

function differsByRole(name = ''): boolean {
  return placeholdersIn(name).some((placeholder) => placeholder === 'role' || placeholder === 'osUser');
}
