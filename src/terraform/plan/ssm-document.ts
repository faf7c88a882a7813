/**
 * A document of Systems Manager as Terraform has it: its resource, what outputs say of it, and what checks ask about it. Knows no document
 * in particular.
 */
import { documentArn } from '../../access/policy/context.js';
import type { RoleMapping } from '../../mapping/model.js';
import { types } from './addresses.js';
import type { OutputBlock, ResourceBlock } from './block.js';
import { type ResourceMeta, resource } from './provider-block.js';
import { call, type Expression, equal, type MapValue, map, mapOf, text, textMap } from './value.js';

export interface DocumentArguments {
  readonly name: string;
  readonly type: 'Session' | 'Command';
  readonly content: Expression;
  readonly tags: MapValue | Expression | undefined;
}

export function documentResource(
  label: string,
  { name, type, content, tags }: DocumentArguments,
  meta: ResourceMeta,
): ResourceBlock {
  return resource(
    types.document,
    label,
    {
      name: text(name),
      document_type: text(type),
      document_format: text('JSON'),
      content: call('jsonencode', content),
      tags,
    },
    meta,
  );
}

/** Terraform treats an absent map and an empty one alike; absent reads better. */
export function tagsValue(tags: Readonly<Record<string, string>>): MapValue | undefined {
  return Object.keys(tags).length === 0 ? undefined : textMap(tags);
}

/** Of a document, by the name of an attribute. */
type AttributeOf = (attribute: string) => Expression;

/** So that white space or order that AWS may change does not look like another content. */
export const normalisedContent = (of: AttributeOf): Expression =>
  call('jsonencode', call('jsondecode', of('content')));

/** No plan shows a default version that somebody rolled back. */
export const latestIsDefault = (of: AttributeOf): Expression =>
  equal(of('default_version'), of('latest_version'));

export function documentOutput(of: AttributeOf): MapValue {
  return map({
    arn: of('arn'),
    name: of('name'),
    content_sha256: call('sha256', normalisedContent(of)),
    default_version: of('default_version'),
    latest_version: of('latest_version'),
  });
}

/** The same in words, after "a document:". */
export const documentOutputWords =
  'its ARN, its name, the SHA-256 of its content as normalised JSON, and its versions.';

/** After "each role", where outputs have the documents of tunnels too. */
export function andTunnels({ roles }: Pick<RoleMapping, 'roles'>): string {
  return roles.some(({ tunnels }) => tunnels.length > 0) ? ' and tunnel (ROLE/TUNNEL)' : '';
}

/** `names` are those of the documents, by the keys of the output. */
export function arnPatternsOutput(
  mapping: RoleMapping,
  names: readonly (readonly [key: string, name: string])[],
): OutputBlock {
  return {
    kind: 'output',
    name: 'document_arn_patterns',
    description: `ARN of each Session document, by role${andTunnels(mapping)}, in any Region and account, as policies name it.`,
    value: mapOf(names.map(([key, name]) => [key, text(documentArn(mapping.partition, name))])),
  };
}
