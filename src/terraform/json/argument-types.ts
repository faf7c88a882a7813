/**
 * The arguments of each resource and data source, by Terraform's names, as the provider's own types have them. Types
 * only, made from the constructs of the registry; tsc checks the plan against them, whatever the syntax.
 */
import type { IResolvable, TerraformMetaArguments } from 'cdktf';
import type { Expression, ListValue, MapValue, TextValue, Value } from '../plan/value.js';
import type { DataSourceConfigs, ResourceConfigs } from './constructs.js';

export type ResourceType = keyof ResourceConfigs;
export type DataSourceType = keyof DataSourceConfigs;

export type ResourceArguments<Type extends ResourceType> = ArgumentsOf<ResourceConfigs[Type]>;
export type DataSourceArguments<Type extends DataSourceType> = ArgumentsOf<DataSourceConfigs[Type]>;

/** Without what Terraform itself knows of every block: the plan has that beside the arguments. */
type ArgumentsOf<Config> = {
  readonly [Key in keyof Config as Key extends keyof TerraformMetaArguments
    ? never
    : SnakeCase<Key & string>]:
    | ArgumentOf<Exclude<Config[Key], undefined | IResolvable>>
    | Unset<Config[Key]>;
};

/** cdktf writes `documentFormat` for `document_format`. */
type SnakeCase<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `_${Lowercase<First>}`}${SnakeCase<Rest>}`
  : '';

/** An optional argument may be undefined, and is left out. */
type Unset<T> = undefined extends T ? undefined : never;

/** A nested block that can be repeated is a list, one that cannot is an object. */
type ArgumentOf<T> = [T] extends [string]
  ? TextValue | Expression
  : [T] extends [number]
    ? Extract<Value, { kind: 'number' }> | Expression
    : [T] extends [boolean]
      ? Extract<Value, { kind: 'boolean' }> | Expression
      : [T] extends [readonly (infer Item)[]]
        ? Item extends object
          ? readonly ArgumentsOf<Item>[]
          : ListValue | Expression
        : string extends keyof T
          ? MapValue | Expression
          : ArgumentsOf<T>;
