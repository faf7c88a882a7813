/**
 * From the published policies as files hold them to the text of `src/aws/managed-policies.json`. Knows what the files look like;
 * whoever calls reads and writes them.
 */
import { gunzipSync } from 'node:zlib';
import { type Judgements, judgePolicies, type PublishedPolicy } from './judge-policies.js';

/** What `test/data/README.md` says of the archive. */
const archive = {
  source: 'https://github.com/zoph-io/MAMIP/tree/0387244e53a3dbe038810ef3463489c2c6836f06',
  asOf: '2026-03-07',
};

export interface Derived extends Judgements {
  readonly source: string;
  readonly asOf: string;
  /** Published after the archive was made. */
  readonly newer: readonly string[];
}

/** `archived` holds one policy a line, compressed; `newer` is a JSON list. */
export function derive(archived: Uint8Array, newer: string): Derived {
  const lines = gunzipSync(archived).toString('utf8').trim().split('\n');
  const later = JSON.parse(newer) as readonly PublishedPolicy[];
  const policies = [...lines.map((line) => JSON.parse(line) as PublishedPolicy), ...later];
  return { ...archive, newer: later.map(({ name }) => name), ...judgePolicies(policies) };
}
