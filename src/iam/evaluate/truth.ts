/**
 * Three-valued logic: yes, no, or a doubt that says why the documentation or the request leaves it open.
 * Knows nothing of policies; whoever asks decides what a doubt costs.
 */

export type DoubtAbout =
  /** A wildcard that would have to match across the colons between an ARN's fields. */
  | 'wildcard-across-colons'
  /** A wildcard in the part of an ARN that names the resource's type, where the guide does not allow one. */
  | 'wildcard-in-resource-type'
  /** A Region of an ARN in capitals. */
  | 'letter-case-of-region'
  /** An empty value, which IAM counts as a value in some places and as none in others. */
  | 'empty-value'
  /** A set operator on an absent key, where pages of the guide answer differently. */
  | 'absent-key-of-set-operator'
  /** A key with several values under an operator without `ForAllValues` or `ForAnyValue`. */
  | 'several-values'
  /** A variable without value under a negated operator, where pages of the guide answer differently. */
  | 'valueless-variable'
  /** A variable without value in `NotResource`. */
  | 'valueless-variable-in-not-resource'
  /** A policy variable whose key has several values. */
  | 'several-valued-variable'
  /** A key of which the request says neither a value nor that it is absent. */
  | 'unstated-key'
  /** A field of a resource's ARN that the request leaves open; the subject is its number, from 0. */
  | 'unstated-field'
  /** Keys that are compared with each other in a way that a proof cannot divide into cases. */
  | 'tied-keys'
  /** A value in the request that is not of the operator's type. */
  | 'value-type';

export interface Doubt {
  readonly about: DoubtAbout;
  /** The pattern or the condition key in question, as the policy writes it. */
  readonly subject: string;
}

export type Truth = boolean | Doubt;

export function isDoubt(truth: Truth): truth is Doubt {
  return typeof truth !== 'boolean';
}

/** Whether the request leaves it open, so that another request settles it. */
export function isUnstated({ about }: Doubt): boolean {
  return about === 'unstated-key' || about === 'unstated-field';
}

/** Of two doubts the one that the request could settle, otherwise the first. */
export function rather(first: Doubt | undefined, second: Doubt): Doubt {
  return first && (isUnstated(first) || !isUnstated(second)) ? first : second;
}

export function not(truth: Truth): Truth {
  return isDoubt(truth) ? truth : !truth;
}

/** Yes if one is yes; otherwise a doubt, first of all what the request leaves open; otherwise no. Asks no further than the first yes. */
export function some<T>(items: readonly T[], ask: (item: T) => Truth): Truth {
  let doubt: Doubt | undefined;
  for (const item of items) {
    const truth = ask(item);
    if (truth === true) return true;
    if (isDoubt(truth)) doubt = rather(doubt, truth);
  }
  return doubt ?? false;
}

/** No if one is no; otherwise a doubt, first of all what the request leaves open; otherwise yes. Asks no further than the first no. */
export function every<T>(items: readonly T[], ask: (item: T) => Truth): Truth {
  let doubt: Doubt | undefined;
  for (const item of items) {
    const truth = ask(item);
    if (truth === false) return false;
    if (isDoubt(truth)) doubt = rather(doubt, truth);
  }
  return doubt ?? true;
}
