/**
 * The right to use the session's KMS key. No `kms:ViaService`: the plugin calls KMS with the person's own credentials.
 */

import type { Partition } from '../../aws/names.js';
import { oneOrMany, type Statement } from '../../iam/policy.js';
import { sids } from '../../iam/sids.js';
import type { KmsKey } from '../../mapping/model.js';
import type { SettingsContext, StatementBuilder } from './context.js';

export const encryptSession: StatementBuilder<SettingsContext> = ({ mapping, settings: { kmsKey } }) => {
  if (!kmsKey) return [];
  return [
    {
      Sid: sids.encryptSession,
      Effect: 'Allow',
      Action: 'kms:GenerateDataKey',
      ...keyScope(mapping.partition, kmsKey),
    },
  ];
};

/** KMS authorises keys, never aliases; an alias is a condition on the key. */
function keyScope(partition: Partition, key: KmsKey): Pick<Statement, 'Resource' | 'Condition'> {
  const called = (alias: string) => ({ 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': alias } });
  switch (key.kind) {
    case 'key-arn':
      return { Resource: oneOrMany(key.arns) };
    case 'id':
      return { Resource: `arn:${partition}:kms:*:*:key/${key.text}` };
    case 'alias':
      return {
        Resource: `arn:${partition}:kms:*:*:key/*`,
        Condition: {
          ...called(key.text),
          StringEquals: { 'aws:ResourceAccount': '${aws:PrincipalAccount}' },
        },
      };
    case 'alias-arn':
      return {
        Resource: `arn:${partition}:kms:${key.region}:${key.account}:key/*`,
        Condition: called(key.alias),
      };
  }
}
