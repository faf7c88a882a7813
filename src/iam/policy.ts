/**
 * IAM's policy language as data: what a policy document and a statement are.
 * Knows AWS words only; builds and evaluates nothing.
 */

/** A single value or a list of them; IAM reads both alike. */
export type OneOrMany<T = string> = T | readonly T[];

/** Operator to condition key to values, as in `{ StringEquals: { 'aws:userid': '…' } }`. */
export type ConditionBlock = Readonly<Record<string, Readonly<Record<string, OneOrMany>>>>;

/** A type alias, not an interface: only those are assignable to `JsonTree`. */
export type Statement = {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: OneOrMany;
  readonly NotAction?: OneOrMany;
  readonly Resource?: OneOrMany;
  readonly NotResource?: OneOrMany;
  readonly Condition?: ConditionBlock;
};

/** An identity policy or a service control policy; both lack `Principal`. */
export type PolicyDocument = {
  readonly Version: '2012-10-17' | '2008-10-17';
  readonly Id?: string;
  readonly Statement: readonly Statement[];
};

export function many<T extends string>(values: OneOrMany<T>): readonly T[] {
  return typeof values === 'string' ? [values] : values;
}

/** IAM's own shorthand for lists of one. */
export function oneOrMany(values: readonly string[]): OneOrMany {
  const [only] = values;
  return values.length === 1 && only !== undefined ? only : values;
}
