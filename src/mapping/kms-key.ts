/** The four ways to name a KMS key (https://docs.aws.amazon.com/kms/latest/developerguide/find-cmk-id-arn.html). */
import type { KmsKey } from './model.js';

/** `text` must have the form that the schema demands. */
export function kmsKeyOf(text: string): KmsKey {
  if (text.startsWith('alias/')) return { kind: 'alias', text };
  if (!text.startsWith('arn:')) return { kind: 'id', text };
  const [, , , region = '', account = '', resource = ''] = text.split(':');
  if (resource.startsWith('key/')) return { kind: 'key-arn', text };
  return { kind: 'alias-arn', text, alias: resource, region, account };
}
