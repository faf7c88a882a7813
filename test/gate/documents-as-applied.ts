/** What `terraform output -json documents` prints once a mapping's documents are in place. */
import { createHash } from 'node:crypto';
import type { Access } from '../../src/access/access.js';
import { jsonencode } from '../../src/aws/json-text.js';

export function documentsAsApplied(
  { roles }: Access,
  { account, region } = { account: '123456789012', region: 'eu-central-1' },
): string {
  const documents = roles.map(({ role, document }) => [
    role.name,
    {
      arn: `arn:aws:ssm:${region}:${account}:document/${role.document.name}`,
      name: role.document.name,
      content_sha256: createHash('sha256').update(jsonencode(document)).digest('hex'),
      default_version: '1',
      latest_version: '1',
    },
  ]);
  return JSON.stringify(Object.fromEntries(documents));
}
