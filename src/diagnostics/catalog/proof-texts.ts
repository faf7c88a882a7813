/**
 * Texts for what the proof yields: what may be wrong with a policy, what the evaluator leaves open, what a request comes to.
 * The codes and outcomes are data of `iam` and `verify`.
 */
import { quoted } from './quoted.js';

/** Names of elements, operators and keys, of which the last two are whatever the file holds. */
const element = (name: string) => (/^[\w:/.-]{1,60}$/.test(name) ? `\`${name}\`` : quoted(name));

const problems = {
  'no-object': () => 'a policy is an object with `Statement`, and the file holds something else',
  'policy-element': (subject: string) => `a policy has no element ${quoted(subject)}`,
  'statement-element': (subject: string) => `a statement of a policy has no element ${quoted(subject)}`,
  'principal-element': (subject: string) => `${element(subject)} belongs to resource policies`,
  'unknown-version': (subject: string) => `its ${element(subject)} is neither "2012-10-17" nor "2008-10-17"`,
  'element-missing': (subject: string) => `${element(subject)} is missing`,
  'empty-list': (subject: string) => `${element(subject)} is empty`,
  'not-a-statement': () => 'a statement is not an object',
  'not-an-object': (subject: string) => `${element(subject)} is not an object`,
  'not-text': (subject: string) => `${element(subject)} is not text`,
  'not-texts': (subject: string) => `${element(subject)} is neither text nor a list of texts`,
  'not-text-in-list': (subject: string) => `${element(subject)} lists something that is not text`,
  'unknown-effect': (subject: string) => `${element(subject)} is neither "Allow" nor "Deny"`,
  'element-and-its-opposite': (subject: string) =>
    `a statement has both ${element(subject.replace('Not', ''))} and ${element(subject)}`,
  'neither-element': (subject: string) =>
    `a statement has neither ${element(subject)} nor ${element(`Not${subject}`)}`,
  'not-a-condition-value': (subject: string) =>
    `the condition on ${element(subject)} compares with something that is no text, number or truth value`,
  'inexact-number': (subject: string) =>
    `the condition on ${element(subject)} compares with a number that must be written as a text to stay exact`,
  'not-an-action': (subject: string) => `${quoted(subject)} is not an action`,
  'not-an-arn': (subject: string) => `${quoted(subject)} is not an ARN`,
  'wildcard-in-service': (subject: string) => `${quoted(subject)} has a wildcard in place of a service`,
  'variable-before-resource-part': (subject: string) =>
    `${quoted(subject)} has a variable before its last part`,
  'malformed-variable': (subject: string) => `${quoted(subject)} is not a policy variable`,
  'variable-not-supported-here': (subject: string) =>
    `${quoted(subject)} is a variable where the operator takes none`,
  'wildcard-in-default': (subject: string) => `${quoted(subject)} has a wildcard in a default value`,
  'unknown-operator': (subject: string) =>
    `${quoted(subject)} is a condition operator that is not understood`,
  'not-a-condition-key': (subject: string) => `${quoted(subject)} is not a condition key`,
  'condition-key-twice': (subject: string) =>
    `the condition key ${quoted(subject)} is there twice, in different letter case`,
  'not-a-boolean': (subject: string) => `${quoted(subject)} is neither true nor false`,
  'not-a-number': (subject: string) => `${quoted(subject)} is not a number that can be compared`,
  'not-a-date': (subject: string) => `${quoted(subject)} is not a date`,
  'not-an-address': (subject: string) => `${quoted(subject)} is not an IP address or range`,
} as const;

/** What may be wrong with a policy, and what the evaluator leaves open, as texts; the codes are those of `iam`. */
export type PolicyProblemReason = keyof typeof problems;

export function policyProblemText(reason: PolicyProblemReason, subject: string): string {
  return problems[reason](subject);
}

type About = keyof typeof doubts;

const doubts = {
  'wildcard-across-colons': (subject: string) => `whether a wildcard of ${subject} reaches across colons`,
  'wildcard-in-resource-type': (subject: string) =>
    `whether ${subject} may have a wildcard in a resource's type`,
  'letter-case-of-region': (subject: string) =>
    `whether AWS reads the Region in ${subject} without letter case`,
  'empty-value': (subject: string) => `whether an empty ${subject} counts as a value`,
  'absent-key-of-set-operator': (subject: string) => `what a set operator makes of ${subject} being absent`,
  'several-values': (subject: string) => `what the operator makes of several values of ${subject}`,
  'valueless-variable': (subject: string) =>
    `what a negated operator makes of a variable without value for ${subject}`,
  'valueless-variable-in-not-resource': (subject: string) =>
    `what ${subject} means while its variable is empty`,
  'several-valued-variable': (subject: string) => `what a variable of several values in ${subject} means`,
  'unstated-key': (subject: string) => subject,
  'unstated-field': () => "a part of the resource's ARN that is left open",
  'tied-keys': (subject: string) => `how ${subject} relates to another key`,
  'value-type': (subject: string) => `a value of ${subject} that the operator cannot compare`,
} as const;

/** What the evaluator leaves open, completing "that depends on …". */
export function doubtText(about: About, subject: string): string {
  return doubts[about](subject);
}

const open = {
  'default-document': 'what the default document says',
  'document-author': "what the document's author says",
  'no-run-as': 'no Run As',
  'no-user': 'no Linux user is named',
  'empty-tag': 'an empty tag may count',
  locked: 'no shell: the default document is locked',
} as const;

/** Why nothing fixes the Linux user of an allowed session. */
export type OpenBecause = keyof typeof open;

export type OutcomeData =
  | { readonly kind: 'denied' | 'allowed' | 'tunnel' }
  | { readonly kind: 'user'; readonly user: string }
  | { readonly kind: 'open'; readonly because: OpenBecause };

export function openText(because: OpenBecause): string {
  return open[because];
}

/** A port is forwarded, and nothing else happens. */
export const tunnelText = 'tunnel, no shell';

/** For sessions as whom, for other requests only whether. */
export function outcomeText(outcome: OutcomeData): string {
  switch (outcome.kind) {
    case 'denied':
    case 'allowed':
      return outcome.kind;
    case 'tunnel':
      return tunnelText;
    case 'user':
      return outcome.user;
    case 'open':
      return `allowed (${openText(outcome.because)})`;
  }
}
