/**
 * The Session document, schema 1.0, for a shell as a fixed Linux user.
 * Knows AWS's schema only (https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-schema.html).
 * Holds no `parameters` and no `{{`: the agent would substitute them in every input, the Linux user included.
 */

export interface SessionInputs {
  readonly runAsDefaultUser: string;
  readonly idleTimeoutMinutes: number;
  readonly maxDurationMinutes: number | undefined;
  /** Key id, alias or ARN. */
  readonly kmsKey: string | undefined;
  readonly s3:
    | { readonly bucket: string; readonly prefix: string | undefined; readonly encrypted: boolean }
    | undefined;
  readonly cloudWatch:
    | { readonly logGroup: string; readonly encrypted: boolean; readonly streaming: boolean }
    | undefined;
  readonly linuxShellProfile: string | undefined;
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
export function sessionDocument(description: string, session: SessionInputs): SessionDocument {
  const { s3, cloudWatch, linuxShellProfile } = session;
  return {
    schemaVersion: '1.0',
    description,
    sessionType: 'Standard_Stream',
    inputs: {
      runAsEnabled: true,
      runAsDefaultUser: session.runAsDefaultUser,
      idleSessionTimeout: String(session.idleTimeoutMinutes),
      maxSessionDuration:
        session.maxDurationMinutes === undefined ? undefined : String(session.maxDurationMinutes),
      kmsKeyId: session.kmsKey,
      s3BucketName: s3?.bucket,
      s3KeyPrefix: s3?.prefix,
      s3EncryptionEnabled: s3?.encrypted,
      cloudWatchLogGroupName: cloudWatch?.logGroup,
      cloudWatchEncryptionEnabled: cloudWatch?.encrypted,
      cloudWatchStreamingEnabled: cloudWatch?.streaming,
      shellProfile: linuxShellProfile === undefined ? undefined : { linux: linuxShellProfile },
    },
  };
}
