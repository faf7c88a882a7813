/** What `terraform output -json` prints of documents once those of a mapping are in place. */
import { createHash } from 'node:crypto';
import { type Access, documentAccess } from '../../src/access/access.js';
import { documentAt } from '../../src/access/document-by-place.js';
import { jsonencode } from '../../src/aws/json-text.js';
import type { RoleMapping } from '../../src/mapping/model.js';
import { stackSetsOf } from '../../src/terraform/plan/stack-set-template.js';

const hashOf = (content: Parameters<typeof jsonencode>[0]) =>
  createHash('sha256').update(jsonencode(content)).digest('hex');

export function documentsAsApplied(
  { roles }: Access,
  { account, region } = { account: '123456789012', region: 'eu-central-1' },
): string {
  const documents = roles.flatMap(documentAccess).map(({ key, name, content }) => [
    key,
    {
      arn: `arn:aws:ssm:${region}:${account}:document/${name}`,
      name,
      content_sha256: hashOf(documentAt(content, { account, region })),
      default_version: '1',
      latest_version: '1',
    },
  ]);
  return JSON.stringify(Object.fromEntries(documents));
}

/** In `session-documents-stackset/`. */
export function stackSetsAsApplied(mapping: RoleMapping, access: Access): string {
  const sets = stackSetsOf(mapping, access);
  const documents = sets.flatMap((set) =>
    set.documents.map(({ key, name, content }) => [
      key,
      { name, content_sha256: hashOf(content), stack_set: set.name },
    ]),
  );
  const instances = mapping.accounts.flatMap((account) =>
    mapping.regions.map((region) => `${account} ${region} CURRENT`),
  );
  const output = (value: unknown) => ({ sensitive: false, type: 'dynamic', value });
  return JSON.stringify({
    documents: output(Object.fromEntries(documents)),
    stack_instances: output(Object.fromEntries(sets.map(({ name }) => [name, instances]))),
  });
}
