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
import type { Expression, SingleBlock, Value } from './value.js';

interface ResourceMeta {
  readonly lifecycle?: Lifecycle;
  readonly dependsOn?: readonly Expression[];
}

export function resource<Type extends ResourceType>(
  type: Type,
  label: string,
  config: ResourceArguments<Type>,
  { lifecycle, dependsOn = [] }: ResourceMeta = {},
): ResourceBlock {
  return { kind: 'resource', type, label, ...bodyOf(config), lifecycle, dependsOn } as ResourceBlock;
}

export function dataSource<Type extends DataSourceType>(
  type: Type,
  label: string,
  config: DataSourceArguments<Type>,
  postconditions: readonly Assertion[] = [],
): DataBlock {
  return { kind: 'data', type, label, arguments: bodyOf(config).arguments, postconditions } as DataBlock;
}

type Body = Pick<NestedBlock, 'arguments' | 'blocks'>;

/** A value is an argument, a list or a single block is nested blocks, each with arguments of its own. */
function bodyOf(config: object): Body {
  const entries: [string, Given][] = Object.entries(config);
  const args: Argument[] = [];
  const blocks: NestedBlock[] = [];
  for (const [name, given] of entries) {
    if (given === undefined) continue;
    if (isList(given))
      blocks.push(...given.map((inner) => ({ type: name, isSingle: false, ...bodyOf(inner) })));
    else if (given.kind === 'block') blocks.push({ type: name, isSingle: true, ...bodyOf(given.config) });
    else args.push({ name, value: given });
  }
  return { arguments: args, blocks };
}

type Given = Value | SingleBlock<object> | readonly object[] | undefined;

function isList(given: Given): given is readonly object[] {
  return Array.isArray(given);
}
