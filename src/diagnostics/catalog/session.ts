/** Findings about session preferences: encryption and logging. */
import { error, warning } from './entry.js';
import { didYouMean, listed, quoted } from './quoted.js';
export const sessionEntries = {
  'kms-key-invalid': error<{ key: string; awsManaged: boolean }>(({ key, awsManaged }) => ({
    summary: awsManaged
      ? `${quoted(key)} is a key that AWS manages`
      : `${quoted(key)} does not name a KMS key`,
    detail: awsManaged
      ? 'Session Manager supports only customer managed keys.'
      : 'Expected a key id, an alias such as alias/session-manager, or the ARN of a key or alias.',
    remedy: 'Write the alias, key id or ARN of a symmetric customer managed key.',
  })),
  'kms-key-one-place': error<{ place: string; listed: readonly string[] }>(({ place, listed: places }) => ({
    summary: `The ARN of the key belongs to one Region, ${quoted(place)}`,
    detail: `The same document is created in each Region of the mapping (${listed(places)}), and sessions in the others would have to use this key too.`,
    remedy:
      'Write an alias, such as alias/session-manager, that exists in every account and Region, or the ARN of a multi-Region key (key/mrk-…) that has a replica in each Region.',
  })),
  'session-unencrypted': warning<{ roles: readonly string[]; all: boolean }>(({ roles, all }) => ({
    summary: all
      ? 'Sessions are not encrypted with a KMS key'
      : `Sessions of ${listed(roles)} are not encrypted with a KMS key`,
    detail:
      'Session data is encrypted with TLS only. With a KMS key, a person also needs permission to use that key.',
    remedy: 'Set `session.kmsKey`, for example `session: { kmsKey: alias/session-manager }`.',
  })),
  'session-placeholder': error<{ stray: string; suggestion: string | undefined }>(
    ({ stray, suggestion }) => ({
      summary: `${quoted(stray)} is not a placeholder`,
      detail: `The name of a bucket, a prefix or a log group may contain {account}, {region}, {role} and {osUser}, and no other braces.${didYouMean(suggestion)}`,
      remedy: 'Use one of the placeholders, or remove the braces. A placeholder cannot follow $ or %.',
    }),
  ),
  'session-place-unknown': error<{ placeholder: string; key: 'accounts' | 'regions' }>(
    ({ placeholder, key }) => ({
      summary: `${placeholder} needs \`${key}\``,
      detail: 'The value differs by place, and the mapping does not say in which places the documents are.',
      remedy: `List \`${key}\`.`,
    }),
  ),
  'session-value-filled': error<{ value: string; role: string; expected: string }>(
    ({ value, role, expected }) => ({
      summary: `With its placeholders filled in, the value of role ${quoted(role)} is ${quoted(value)}`,
      detail: `AWS expects ${expected}.`,
      remedy: 'Change the text around the placeholders, or the name that fills them.',
    }),
  ),
  'logging-without-sink': error<{ role: string; log: 's3' | 'cloudWatch'; missing: 'bucket' | 'logGroup' }>(
    ({ role, log, missing }) => ({
      summary: `Role ${quoted(role)} logs to \`${log}\` without a \`${missing}\``,
      detail: 'Neither the role nor the mapping says where the log is written.',
      remedy: `Add \`session.${log}.${missing}\` to the mapping or to the role.`,
    }),
  ),
};
