/**
 * The Session document, schema 1.0, for a shell as a fixed Linux user.
 * Knows AWS's schema only (https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-schema.html).
 * Holds no `parameters` and no `{{`: the agent would substitute them in every input, the Linux user included.
 */

/** The inputs of a Session document that are not about Run As, by AWS's names. */
export interface SessionPreferences {
  /** Minutes. */
  readonly idleSessionTimeout?: number;
  /** Minutes. */
  readonly maxSessionDuration?: number;
  /** Key id, alias or ARN. */
  readonly kmsKeyId?: string;
  readonly s3BucketName?: string;
  readonly s3KeyPrefix?: string;
  readonly s3EncryptionEnabled?: boolean;
  readonly cloudWatchLogGroupName?: string;
  readonly cloudWatchEncryptionEnabled?: boolean;
  readonly cloudWatchStreamingEnabled?: boolean;
  readonly shellProfile?: { readonly linux?: string; readonly windows?: string };
}

export interface SessionDocument {
  readonly [key: string]: string | SessionDocumentInputs;
  readonly schemaVersion: '1.0';
  readonly description: string;
  readonly sessionType: 'Standard_Stream';
  readonly inputs: SessionDocumentInputs;
}

interface SessionDocumentInputs {
  readonly [key: string]: string | boolean | { readonly [key: string]: string } | undefined;
}

/** Booleans are JSON booleans, timeouts are strings of minutes, inputs that are not used are left out. */
export function sessionDocument(
  description: string,
  runAsDefaultUser: string,
  preferences: SessionPreferences,
): SessionDocument {
  return {
    schemaVersion: '1.0',
    description,
    sessionType: 'Standard_Stream',
    inputs: {
      runAsEnabled: true,
      runAsDefaultUser,
      idleSessionTimeout: minutes(preferences.idleSessionTimeout),
      maxSessionDuration: minutes(preferences.maxSessionDuration),
      kmsKeyId: preferences.kmsKeyId,
      s3BucketName: preferences.s3BucketName,
      s3KeyPrefix: preferences.s3KeyPrefix,
      s3EncryptionEnabled: preferences.s3EncryptionEnabled,
      cloudWatchLogGroupName: preferences.cloudWatchLogGroupName,
      cloudWatchEncryptionEnabled: preferences.cloudWatchEncryptionEnabled,
      cloudWatchStreamingEnabled: preferences.cloudWatchStreamingEnabled,
      shellProfile: preferences.shellProfile,
    },
  };
}

function minutes(duration: number | undefined): string | undefined {
  return duration === undefined ? undefined : String(duration);
}
