/** What `terraform output -json documents` prints once a mapping's documents are in place. */
import { createHash } from 'node:crypto';
import type { Access } from '../../src/access/access.js';
import { jsonencode } from '../../src/aws/json-text.js';

export function documentsAsApplied({ roles }: Access): string {
  const documents = roles.map(({ role, document }) => [
    role.name,
    {
      name: role.document.name,
      content_sha256: createHash('sha256').update(jsonencode(document)).digest('hex'),
      default_version: '1',
      latest_version: '1',
    },
  ]);
  return JSON.stringify(Object.fromEntries(documents));
}
