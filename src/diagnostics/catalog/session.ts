/** Findings about session preferences: encryption and logging. */
import { entry } from './entry.js';
import { listed, quoted } from './quoted.js';

const encryption =
  'https://docs.aws.amazon.com/systems-manager/latest/userguide/session-preferences-enable-encryption.html';

export const sessionEntries = {
  'kms-key-invalid': entry<{ key: string; awsManaged: boolean }>({
    severity: 'error',
    message: ({ key, awsManaged }) => ({
      summary: awsManaged
        ? `${quoted(key)} is a key that AWS manages`
        : `${quoted(key)} does not name a KMS key`,
      detail: awsManaged
        ? 'Session Manager encrypts with customer managed keys only.'
        : 'Expected a key id, an alias such as alias/session-manager, or the ARN of a key or alias.',
      remedy: 'Name a symmetric customer managed key.',
    }),
    page: {
      why: 'A key that cannot be used ends every session at its start.',
      example: { wrong: 'kmsKey: session-manager', right: 'kmsKey: alias/session-manager' },
      source: encryption,
    },
  }),
  'kms-key-one-place': entry<{ what: 'account' | 'Region'; place: string; listed: readonly string[] }>({
    severity: 'error',
    message: ({ what, place, listed: places }) => ({
      summary: `The key's ARN is of one ${what}, ${quoted(place)}`,
      detail: `The same document goes to each ${what} of the mapping (${listed(places)}); the key would have to be used from elsewhere.`,
      remedy: 'Name an alias such as alias/session-manager that exists in every account and Region.',
    }),
    page: {
      why: 'One document text is rolled out everywhere. An alias names the key of the account and Region that a session is in; an ARN always names one key.',
      example: {
        wrong:
          'regions: [eu-central-1, eu-west-1]\nsession:\n  kmsKey: arn:aws:kms:eu-central-1:111122223333:alias/sessions',
        right: 'regions: [eu-central-1, eu-west-1]\nsession:\n  kmsKey: alias/sessions',
      },
      source: 'https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html',
    },
  }),
  'session-unencrypted': entry<{ roles: readonly string[]; all: boolean }>({
    severity: 'warning',
    message: ({ roles, all }) => ({
      summary: all
        ? 'Sessions are not encrypted with a KMS key'
        : `Sessions of ${listed(roles)} are not encrypted with a KMS key`,
      detail: 'Session data is protected by TLS only, and the grant of the key is one lock less.',
      remedy: 'State `session.kmsKey`.',
    }),
    page: {
      why: 'With a key, the node and the person both need permission for it, and what they exchange is encrypted from end to end.',
      example: {
        wrong: 'session: { idleTimeoutMinutes: 20 }',
        right: 'session: { kmsKey: alias/session-manager }',
      },
      source: encryption,
    },
  }),
  'logging-without-sink': entry<{ role: string; log: 's3' | 'cloudWatch'; missing: 'bucket' | 'logGroup' }>({
    severity: 'error',
    message: ({ role, log, missing }) => ({
      summary: `Role ${quoted(role)} logs to \`${log}\` without a \`${missing}\``,
      detail: 'Neither the role nor the mapping says where its log goes.',
      remedy: `Add \`session.${log}.${missing}\`, to the mapping or to the role.`,
    }),
    page: {
      why: 'Logging that is configured and goes nowhere is noticed on the day that the log is needed.',
      example: {
        wrong: 'session: { s3: { prefix: linux } }',
        right: 'session: { s3: { bucket: logs, prefix: linux } }',
      },
      source: 'https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-logging.html',
    },
  }),
};
