/** What the evaluator of policies refuses or leaves open, in words; the names are its own. */
import { quoted } from './quoted.js';

const refusals = {
  'not-a-policy': (subject: string) => `${subject} stands where a policy's grammar has something else`,
  'unknown-element': (subject: string) => `${subject} is no element of an identity policy`,
  'unknown-version': (subject: string) => `${subject} is no version of the policy language`,
  'unknown-effect': (subject: string) => `${subject} is neither Allow nor Deny`,
  'element-and-its-opposite': (subject: string) => `${subject} stands beside its opposite`,
  'element-missing': (subject: string) => `${subject} is missing`,
  'empty-list': (subject: string) => `${subject} is an empty list`,
  'not-an-action': (subject: string) => `${subject} is not an action`,
  'not-an-arn': (subject: string) => `${subject} is not an ARN`,
  'wildcard-in-service': (subject: string) => `${subject} has a wildcard in place of a service`,
  'variable-before-resource-part': (subject: string) => `${subject} has a variable before its last part`,
  'malformed-variable': (subject: string) => `${subject} is not a policy variable`,
  'variable-not-supported-here': (subject: string) =>
    `${subject} is a variable where the operator takes none`,
  'wildcard-in-default': (subject: string) => `${subject} has a wildcard in a default value`,
  'unknown-operator': (subject: string) => `${subject} is a condition operator that is not understood`,
  'not-a-condition-key': (subject: string) => `${subject} is not a condition key`,
  'not-a-boolean': (subject: string) => `${subject} is neither true nor false`,
  'not-a-number': (subject: string) => `${subject} is not a number that can be compared`,
  'not-a-date': (subject: string) => `${subject} is not a date`,
  'not-an-address': (subject: string) => `${subject} is not an IP address or range`,
} as const;

export type Reason = keyof typeof refusals;

/** Why a part of a policy is refused. */
export function refusalWords(reason: Reason, subject: string): string {
  return refusals[reason](quoted(subject));
}

type About = keyof typeof doubts;

const doubts = {
  'wildcard-across-colons': (subject: string) => `whether a wildcard of ${subject} reaches across colons`,
  'wildcard-in-resource-type': (subject: string) =>
    `whether ${subject} may have a wildcard in a resource's type`,
  'empty-value': (subject: string) => `whether an empty ${subject} counts as a value`,
  'absent-key-of-set-operator': (subject: string) => `what a set operator makes of ${subject} being absent`,
  'several-values': (subject: string) => `what the operator makes of several values of ${subject}`,
  'valueless-variable-in-not-resource': (subject: string) =>
    `what ${subject} means while its variable is empty`,
  'several-valued-variable': (subject: string) => `what a variable of several values in ${subject} means`,
  'unstated-key': (subject: string) => subject,
  'value-type': (subject: string) => `a value of ${subject} that the operator cannot compare`,
} as const;

/** A doubt of the evaluator, completing "that depends on …". */
export function doubtWords(about: About, subject: string): string {
  return doubts[about](subject);
}
