/**
 * `session-documents/` for AWS provider 6: one call for an account, in which each document is there once in each Region. Knows how the
 * Regions are listed, checked and put out; the documents themselves are those of `session-documents.ts`.
 */
import { documentsByKey, type Role } from '../../mapping/model.js';
import { document, documentOutput } from './addresses.js';
import type { Argument, Block, OutputBlock } from './block.js';
import { driftCheck } from './document-drift.js';
import {
  attributeOf,
  call,
  type Expression,
  index,
  list,
  mapOf,
  reference,
  template,
  text,
} from './value.js';

export const regionsHere: Expression = reference('local', 'regions');

export function regionsLocal(regions: readonly string[]): Argument {
  return {
    name: 'regions',
    value: call('toset', list(regions.map(text))),
    comment: 'Each document is created in each of these Regions.',
  };
}

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
