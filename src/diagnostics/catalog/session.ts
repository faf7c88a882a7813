/** Findings about session preferences: encryption and logging. */
import { error, warning } from './entry.js';
import { listed, quoted } from './quoted.js';
export const sessionEntries = {
  'kms-key-invalid': error<{ key: string; awsManaged: boolean }>(({ key, awsManaged }) => ({
    summary: awsManaged
      ? `${quoted(key)} is a key that AWS manages`
      : `${quoted(key)} does not name a KMS key`,
    detail: awsManaged
      ? 'Session Manager encrypts with customer managed keys only.'
      : 'Expected a key id, an alias such as alias/session-manager, or the ARN of a key or alias.',
    remedy: 'Name a symmetric customer managed key.',
  })),
  'kms-key-one-place': error<{ what: 'account' | 'Region'; place: string; listed: readonly string[] }>(
    ({ what, place, listed: places }) => ({
      summary: `The key's ARN is of one ${what}, ${quoted(place)}`,
      detail: `The same document goes to each ${what} of the mapping (${listed(places)}); the key would have to be used from elsewhere.`,
      remedy: 'Name an alias such as alias/session-manager that exists in every account and Region.',
    }),
  ),
  'session-unencrypted': warning<{ roles: readonly string[]; all: boolean }>(({ roles, all }) => ({
    summary: all
      ? 'Sessions are not encrypted with a KMS key'
      : `Sessions of ${listed(roles)} are not encrypted with a KMS key`,
    detail: 'Session data is protected by TLS only, and the grant of the key is one lock less.',
    remedy: 'State `session.kmsKey`.',
  })),
  'logging-without-sink': error<{ role: string; log: 's3' | 'cloudWatch'; missing: 'bucket' | 'logGroup' }>(
    ({ role, log, missing }) => ({
      summary: `Role ${quoted(role)} logs to \`${log}\` without a \`${missing}\``,
      detail: 'Neither the role nor the mapping says where its log goes.',
      remedy: `Add \`session.${log}.${missing}\`, to the mapping or to the role.`,
    }),
  ),
};
