/** The KMS key that `session.kmsKey` names: which kind of name it is, and as what documents and policies have it. Judges nothing. */
import type { KmsKey, SessionSettings } from './model.js';

/** The settings with the key as documents name it; `regions` are those of the mapping. */
export function withKmsKey(
  session: SessionSettings,
  regions: readonly string[],
): { readonly session: SessionSettings; readonly kmsKey: KmsKey | undefined } {
  if (session.kmsKey === undefined) return { session, kmsKey: undefined };
  const kmsKey = kmsKeyOf(session.kmsKey, regions);
  return { session: { ...session, kmsKey: kmsKey.text }, kmsKey };
}

/**
 * The four ways to name a KMS key (https://docs.aws.amazon.com/kms/latest/developerguide/find-cmk-id-arn.html). `text` has
 * the form that the schema demands.
 */
function kmsKeyOf(text: string, regions: readonly string[]): KmsKey {
  if (text.startsWith('alias/')) return { kind: 'alias', text };
  if (!text.startsWith('arn:')) return { kind: 'id', text };
  const [, , , region = '', account = '', resource = ''] = text.split(':');
  if (resource.startsWith('key/mrk-') && regions.length > 0) {
    const arns = regions.map((one) => inRegion(text, one));
    const [only] = arns;
    return { kind: 'key-arn', text: only && arns.length === 1 ? only : inRegion(text, '{region}'), arns };
  }
  if (resource.startsWith('key/')) return { kind: 'key-arn', text, arns: [text] };
  return { kind: 'alias-arn', text, alias: resource, region, account };
}

/**
 * A multi-Region key has the same account and id everywhere
 * (https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html).
 */
function inRegion(arn: string, region: string): string {
  return arn.split(':').with(3, region).join(':');
}
