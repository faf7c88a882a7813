/**
 * The Terraform blocks that a plan may hold, one variant per block kind.
 * Shapes only; the files beside this one decide what is planned, the targets how it is spelled.
 */
import { type Expression, eachKey, type TextValue, template, type Value } from './value.js';

export type Block =
  | TerraformBlock
  | VariableBlock
  | LocalsBlock
  | DataBlock
  | ResourceBlock
  | ImportBlock
  | MovedBlock
  | RemovedBlock
  | CheckBlock
  | OutputBlock;

export interface TerraformBlock {
  readonly kind: 'terraform';
  readonly requiredVersion: string;
  readonly providers: readonly { readonly name: string; readonly source: string; readonly version: string }[];
}

export interface VariableBlock {
  readonly kind: 'variable';
  readonly name: string;
  readonly description: string;
  readonly type: Expression;
  readonly default: Value;
}

export interface LocalsBlock {
  readonly kind: 'locals';
  readonly values: readonly Argument[];
}

/** Only `provider-block.ts` makes the blocks with this mark: it knows the provider's types of their arguments. */
declare const typed: unique symbol;

export interface DataBlock {
  readonly [typed]: true;
  readonly kind: 'data';
  readonly type: string;
  readonly label: string;
  readonly arguments: readonly Argument[];
  readonly blocks: readonly NestedBlock[];
  readonly postconditions: readonly Assertion[];
}

export interface ResourceBlock {
  readonly [typed]: true;
  readonly kind: 'resource';
  readonly type: string;
  readonly label: string;
  /** Once in each of these Regions, with `for_each` and `region`; undefined: once, in the provider's Region. */
  readonly regions: Expression | undefined;
  readonly arguments: readonly Argument[];
  /** Nested blocks, after the arguments. */
  readonly blocks: readonly NestedBlock[];
  readonly lifecycle: Lifecycle | undefined;
  readonly dependsOn: readonly Expression[];
}

export interface Lifecycle {
  readonly preventDestroy: boolean;
  /** Arguments whose drift Terraform must leave alone. */
  readonly ignoreChanges: readonly string[];
}

/** Only a root module may hold it (https://developer.hashicorp.com/terraform/language/import). */
export interface ImportBlock {
  readonly kind: 'import';
  readonly to: string;
  readonly id: string;
  /** Only if this is true when Terraform plans (`for_each` of `import` needs Terraform 1.7 or OpenTofu 1.7). */
  readonly when?: Expression;
  /** Into the resource of each of these Regions, as AWS provider 6 takes it: with `@REGION` after the id. */
  readonly regions?: Expression;
}

/** The id in the Region of an `import` block with `regions`. */
export function idInRegion({ id }: ImportBlock): Expression {
  return template(id, '@', eachKey);
}

export interface MovedBlock {
  readonly kind: 'moved';
  readonly from: string;
  readonly to: string;
}

/**
 * Terraform forgets the object and leaves it in AWS. Terraform destroys by default and must be told not to; OpenTofu
 * forgets by default and rejects `lifecycle` here before 1.10.
 */
export interface RemovedBlock {
  readonly kind: 'removed';
  readonly from: string;
  readonly spellDestroy: boolean;
}

export interface CheckBlock {
  readonly kind: 'check';
  readonly label: string;
  readonly assertions: readonly Assertion[];
}

export interface OutputBlock {
  readonly kind: 'output';
  readonly name: string;
  readonly description: string;
  readonly value: Value;
}

export interface Argument {
  readonly name: string;
  readonly value: Value;
  /** A line above it, for targets that have comments. */
  readonly comment?: string;
}

export interface NestedBlock {
  readonly type: string;
  /** Whether the provider accepts it once only; then JSON has no list of it. */
  readonly isSingle: boolean;
  readonly arguments: readonly Argument[];
  readonly blocks: readonly NestedBlock[];
}

export interface Assertion {
  readonly condition: Expression;
  readonly message: TextValue | Expression;
}
