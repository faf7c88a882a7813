/**
 * `session-documents/` for AWS provider 6: one call for an account, in which each document is there once in each Region. Knows how the
 * documents of all Regions are checked and put out; the documents themselves are those of `session-documents.ts`.
 */
import type { Role } from '../../mapping/model.js';
import { documentsByKey } from '../../mapping/role-documents.js';
import { document } from './addresses.js';
import type { Block } from './block.js';
import { driftCheck } from './document-drift.js';
import { regionOfLoop } from './placing.js';
import { documentOutput } from './ssm-document.js';
import { attributeOf, call, type Expression, index, mapOf, reference, template } from './value.js';

/** By the keys of the output; the resource of each is a map from Region to document. `contents`: by name, what they say in that Region. */
export function checkInRegions(roles: readonly Role[], contents: Expression): readonly Block[] {
  const name = reference('document', 'name');
  return driftCheck(
    {
      name: 'documents',
      value: mapOf(roles.flatMap(documentsByKey).map(([key, one]) => [key, document(one)])),
      comment: 'The documents of each Region.',
    },
    index(contents, name),
    (where) =>
      call('flatten', {
        kind: 'for',
        names: ['key', 'regional'],
        in: reference('local', 'documents'),
        item: {
          kind: 'for',
          names: ['region', 'document'],
          in: reference('regional'),
          item: template(name, ' in ', regionOfLoop),
          where,
        },
      }),
  );
}

/** The value of the output `documents`. */
export function documentsByRegion(regions: Expression): Expression {
  const there = index(reference('regional'), regionOfLoop);
  return {
    kind: 'for-map',
    names: ['region'],
    in: regions,
    key: regionOfLoop,
    value: {
      kind: 'for-map',
      names: ['key', 'regional'],
      in: reference('local', 'documents'),
      key: reference('key'),
      value: documentOutput((attribute) => attributeOf(there, attribute)),
    },
  };
}
