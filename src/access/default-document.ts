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
 * Logging without a bucket or a log group is that of roles that add one, and so is logging to one that differs by role. People with
 * the tag still get a shell, so the rest is logged.
 */
function settingsOfEverybody({
  shellProfile: _,
  s3,
  cloudWatch,
  ...others
}: SessionSettings): SessionSettings {
  return {
    ...others,
    ...(s3?.bucket !== undefined && isOfEverybody(s3.bucket, s3.prefix) && { s3 }),
    ...(cloudWatch?.logGroup !== undefined && isOfEverybody(cloudWatch.logGroup) && { cloudWatch }),
  };
}

/** Whether the mapping has a log that the locked document does not write. */
export function isUnlogged({ lockedDefault }: Pick<RoleMapping, 'lockedDefault'>): boolean {
  if (lockedDefault === undefined) return false;
  const written = settingsOfEverybody(lockedDefault);
  const { s3, cloudWatch } = lockedDefault;
  return (
    (s3?.bucket !== undefined && !written.s3) || (cloudWatch?.logGroup !== undefined && !written.cloudWatch)
  );
}

function isOfEverybody(...values: readonly (string | undefined)[]): boolean {
  const names = values.flatMap((value) => placeholdersIn(value ?? ''));
  return !names.includes('role') && !names.includes('osUser');
}
