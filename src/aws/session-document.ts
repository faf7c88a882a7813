/**
 * Session documents, schema 1.0: for a shell as a fixed Linux user, and for a tunnel to a fixed port.
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

/** A Session document that forwards one port and opens no shell. Its properties are those of AWS's own documents. */
export interface PortDocument {
  readonly [key: string]: string | { readonly [key: string]: string | undefined };
  readonly schemaVersion: '1.0';
  readonly description: string;
  readonly sessionType: 'Port';
  readonly properties: { readonly [key: string]: string | undefined };
}

/**
 * Texts only, and no parameters: nobody who starts it can choose another port or host. As local port, `0` is a free one
 * (`AWS-StartPortForwardingSession` has it as its default). An agent before 3.1.1374.0 knows no `host`.
 */
export function portDocument(
  description: string,
  { port, host, localPort = 0 }: { port: number; host: string | undefined; localPort: number | undefined },
): PortDocument {
  return {
    schemaVersion: '1.0',
    description,
    sessionType: 'Port',
    properties: {
      portNumber: String(port),
      type: 'LocalPortForwarding',
      host,
      localPortNumber: String(localPort),
    },
  };
}

function minutes(duration: number | undefined): string | undefined {
  return duration === undefined ? undefined : String(duration);
}
