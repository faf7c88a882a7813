/**
 * `session-documents/` for AWS provider 6: one call for an account, in which each document is there once in each Region. Knows how the
 * documents of all Regions are checked and put out; the documents themselves are those of `session-documents.ts`.
 */
import { documentsByKey, type Role } from '../../mapping/model.js';
import { document, documentOutput } from './addresses.js';
import type { Block, OutputBlock } from './block.js';
import { driftCheck } from './document-drift.js';
import { regionsHere } from './placing.js';
import { attributeOf, call, type Expression, index, mapOf, reference, template } from './value.js';

/** By the keys of the output; the resource of each is a map from Region to document. `contents` is what they say in a `region`, by name. */
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
          item: template(name, ' in ', reference('region')),
          where,
        },
      }),
  );
}

export function regionalOutput(andTunnels: string): OutputBlock {
  const there = index(reference('regional'), reference('region'));
  return {
    kind: 'output',
    name: 'documents',
    description: `By Region, Session document of each role${andTunnels}: its ARN, its name, the SHA-256 of its content as normalised JSON, and its versions.`,
    value: {
      kind: 'for-map',
      names: ['region'],
      in: regionsHere,
      key: reference('region'),
      value: {
        kind: 'for-map',
        names: ['key', 'regional'],
        in: reference('local', 'documents'),
        key: reference('key'),
        value: documentOutput((attribute) => attributeOf(there, attribute)),
      },
    },
  };
}
