/**
 * Makes the blocks whose arguments the provider knows: resources and data sources. An argument that is misspelled, is
 * missing or is of another type does not compile. Knows the provider's types, none of its resources.
 */
import type {
  DataSourceArguments,
  DataSourceType,
  ResourceArguments,
  ResourceType,
} from '../json/argument-types.js';
import type { Argument, Assertion, DataBlock, Lifecycle, NestedBlock, ResourceBlock } from './block.js';
import type { Expression, Value } from './value.js';

export interface ResourceMeta {
  /**
   * The one way to the argument `region`, which version 6 of the provider has and the constructs, made from version 5, have not. Only
   * for resources of which AWS has one in each Region; never for Identity Center.
   */
  readonly regions?: Expression | undefined;
  readonly lifecycle?: Lifecycle;
  readonly dependsOn?: readonly Expression[];
}

export function resource<Type extends ResourceType>(
  type: Type,
  label: string,
  config: ResourceArguments<Type>,
  { regions, lifecycle, dependsOn = [] }: ResourceMeta = {},
): ResourceBlock {
  return { kind: 'resource', type, label, regions, ...bodyOf(config), lifecycle, dependsOn } as ResourceBlock;
}

export function dataSource<Type extends DataSourceType>(
  type: Type,
  label: string,
  config: DataSourceArguments<Type>,
  postconditions: readonly Assertion[] = [],
): DataBlock {
  return { kind: 'data', type, label, ...bodyOf(config), postconditions } as DataBlock;
}

type Body = Pick<NestedBlock, 'arguments' | 'blocks'>;

/** A value is an argument; a list is nested blocks, each with arguments of its own, and another object is one nested block. */
function bodyOf(config: object): Body {
  const entries: [string, Value | object | readonly object[] | undefined][] = Object.entries(config);
  const args: Argument[] = [];
  const blocks: NestedBlock[] = [];
  for (const [name, given] of entries) {
    if (given === undefined) continue;
    if (isList(given))
      blocks.push(...given.map((inner) => ({ type: name, isSingle: false, ...bodyOf(inner) })));
    else if (isValue(given)) args.push({ name, value: given });
    else blocks.push({ type: name, isSingle: true, ...bodyOf(given) });
  }
  return { arguments: args, blocks };
}

function isList(given: object): given is readonly object[] {
  return Array.isArray(given);
}

/** Each value says its kind; no argument of the provider has this name. */
function isValue(given: object): given is Value {
  return 'kind' in given && typeof given.kind === 'string';
}
