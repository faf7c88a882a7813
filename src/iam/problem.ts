/**
 * What a policy may hold that is not of the grammar, or that the evaluator does not support: each by a code and a path.
 * Knows no texts for people; they belong to the catalog of diagnostics.
 */

/** What is not of the grammar; the subject is the name of the element, the operator or the condition key. */
export type GrammarProblemCode =
  | 'no-object'
  | 'policy-element'
  | 'statement-element'
  | 'principal-element'
  | 'unknown-version'
  | 'element-missing'
  | 'empty-list'
  | 'not-a-statement'
  | 'not-an-object'
  | 'not-text'
  | 'not-texts'
  | 'not-text-in-list'
  | 'unknown-effect'
  | 'element-and-its-opposite'
  | 'neither-element'
  | 'not-a-condition-value'
  | 'inexact-number';

/** What the evaluator does not support; the subject is the text in question. */
export type UnsupportedCode =
  | 'not-an-action'
  | 'not-an-arn'
  | 'wildcard-in-service'
  | 'variable-before-resource-part'
  | 'malformed-variable'
  | 'variable-not-supported-here'
  | 'wildcard-in-default'
  | 'unknown-operator'
  | 'not-a-condition-key'
  | 'condition-key-twice'
  | 'not-a-boolean'
  | 'not-a-number'
  | 'not-a-date'
  | 'not-an-address';

export type PolicyProblemCode = GrammarProblemCode | UnsupportedCode;

/** Keys and indexes that lead from the policy document to the value, such as `['Statement', 0, 'Condition', 'Bool']`. */
export type PolicyPath = readonly (string | number)[];

export interface PolicyProblem {
  readonly code: PolicyProblemCode;
  /** The name under which the policy was handed in. */
  readonly policy: string;
  readonly path: PolicyPath;
  readonly subject: string;
}

/** Notes what is not supported at the place that it was made for. */
export type ReportUnsupported = (code: UnsupportedCode, subject: string) => void;
