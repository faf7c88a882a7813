/**
 * What a policy may hold that the evaluator does not know, each by name and place.
 * Knows no words for people; they belong to the catalog of diagnostics.
 */

export type RefusalCode =
  | 'not-a-policy'
  | 'unknown-element'
  | 'unknown-version'
  | 'unknown-effect'
  | 'element-and-its-opposite'
  | 'element-missing'
  | 'empty-list'
  | 'not-an-action'
  | 'not-an-arn'
  | 'wildcard-in-service'
  | 'variable-before-resource-part'
  | 'malformed-variable'
  | 'variable-not-supported-here'
  | 'wildcard-in-default'
  | 'unknown-operator'
  | 'not-a-condition-key'
  | 'not-a-boolean'
  | 'not-a-number'
  | 'not-a-date'
  | 'not-an-address';

/** Keys and indexes that lead from the policy document to the value, such as `['Statement', 0, 'Condition', 'Bool']`. */
export type PolicyPath = readonly (string | number)[];

export interface Refusal {
  readonly code: RefusalCode;
  /** The name under which the policy was handed in. */
  readonly policy: string;
  readonly path: PolicyPath;
  /** The text that is refused. */
  readonly subject: string;
}

/** Notes a refusal at the place that it was made for. */
export type Refuse = (code: RefusalCode, subject: string) => void;
