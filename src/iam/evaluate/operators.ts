/**
 * The condition operators: for each its comparison of one value of the request with the values of a policy.
 * Knows nothing of absent keys, several values, `IfExists` or set operators; `BinaryEquals` is not among them.
 * IAM user guide, reference_policies_elements_condition_operators.
 */

import type { ReportUnsupported, UnsupportedCode } from '../problem.js';
import { contains, parseAddress, parseRange } from './address.js';
import { compileArnPattern, parseArn } from './arn-pattern.js';
import { parseDate, parseInstant } from './instant.js';
import { isLongList, remembered } from './remembered.js';
import { compileTemplate, type TemplateMatcher, type TemplateSyntax } from './template.js';
import { type Doubt, some, type Truth } from './truth.js';

export interface Values {
  /** The condition key, as the policy writes it. */
  readonly key: string;
  readonly values: readonly string[];
  /** Whether the policy's version knows variables. */
  readonly variables: boolean;
}

export interface Operator {
  /** A negated operator holds where its counterpart does not. */
  readonly negated: boolean;
  /** Prepares the question whether a value of the request matches one of the policy's, before negation. */
  readonly compile: (values: Values, report: ReportUnsupported) => TemplateMatcher;
}

type Compile = Operator['compile'];

const itself = (text: string) => text;

const strings =
  (syntax: Omit<TemplateSyntax, 'variables' | 'valueless'>, isNegated = false): Compile =>
  ({ key, values, variables }, report) => {
    // "Inverted condition operators … do match against a null value", but "if AWS cannot resolve a variable this might cause the
    // entire statement to be invalid" (reference_policies_variables).
    const valueless: Truth = isNegated && { about: 'valueless-variable', subject: key };
    const matches = oneOf(
      values.map((value) => compileTemplate(value, { ...syntax, variables, valueless }, report)),
    );
    return isLongList(values) ? remembered(itself, matches) : matches;
  };

const arns: Compile = ({ values, variables }, report) => {
  const matchers = values.map((value) => compileArnPattern(value, variables, report));
  const matches: TemplateMatcher = (value, context) => {
    const arn = parseArn(value);
    return some(matchers, (one) => one(arn, context));
  };
  return isLongList(values) ? remembered(itself, matches) : matches;
};

/** For operators that compare parsed values; none of them takes variables or wildcards. */
function parsed<Given, Wanted>(
  code: UnsupportedCode,
  parseGiven: (text: string, key: string) => Given | undefined,
  parseWanted: (text: string) => Wanted | undefined,
  compare: (given: Given, wanted: Wanted) => boolean,
): Compile {
  return ({ key, values, variables }, report) => {
    const wanted: Wanted[] = [];
    for (const value of values) {
      const parsedValue = parseWanted(value);
      if (parsedValue !== undefined) wanted.push(parsedValue);
      else report(variables && value.includes('${') ? 'variable-not-supported-here' : code, value);
    }
    const doubt: Doubt = { about: 'value-type', subject: key };
    return (text) => {
      const given = parseGiven(text, key);
      return given === undefined ? doubt : wanted.some((one) => compare(given, one));
    };
  };
}

type Comparison = (given: number, wanted: number) => boolean;
const numbers = (compare: Comparison) => parsed('not-a-number', parseNumber, parseNumber, compare);
const dates = (compare: Comparison) => parsed('not-a-date', parseSentDate, parseInstant, compare);
const addresses = parsed('not-an-address', parseAddress, parseRange, (given, range) =>
  contains(range, given),
);
const booleans = parsed('not-a-boolean', parseBoolean, parseBoolean, (given, wanted) => given === wanted);

const equal: Comparison = (given, wanted) => given === wanted;
const less: Comparison = (given, wanted) => given < wanted;
const lessOrEqual: Comparison = (given, wanted) => given <= wanted;
const greater: Comparison = (given, wanted) => given > wanted;
const greaterOrEqual: Comparison = (given, wanted) => given >= wanted;

const holds = (compile: Compile): Operator => ({ negated: false, compile });
const negates = (compile: Compile): Operator => ({ negated: true, compile });

/** By the names of the guide, in its letter case. */
export const operators: ReadonlyMap<string, Operator> = new Map([
  ['StringEquals', holds(strings({ wildcards: false }))],
  ['StringNotEquals', negates(strings({ wildcards: false }, true))],
  ['StringEqualsIgnoreCase', holds(strings({ wildcards: false, ignoreCase: true }))],
  ['StringNotEqualsIgnoreCase', negates(strings({ wildcards: false, ignoreCase: true }, true))],
  ['StringLike', holds(strings({ wildcards: true }))],
  ['StringNotLike', negates(strings({ wildcards: true }, true))],
  ['ArnEquals', holds(arns)],
  ['ArnLike', holds(arns)],
  ['ArnNotEquals', negates(arns)],
  ['ArnNotLike', negates(arns)],
  ['Bool', holds(booleans)],
  ['NumericEquals', holds(numbers(equal))],
  ['NumericNotEquals', negates(numbers(equal))],
  ['NumericLessThan', holds(numbers(less))],
  ['NumericLessThanEquals', holds(numbers(lessOrEqual))],
  ['NumericGreaterThan', holds(numbers(greater))],
  ['NumericGreaterThanEquals', holds(numbers(greaterOrEqual))],
  ['DateEquals', holds(dates(equal))],
  ['DateNotEquals', negates(dates(equal))],
  ['DateLessThan', holds(dates(less))],
  ['DateLessThanEquals', holds(dates(lessOrEqual))],
  ['DateGreaterThan', holds(dates(greater))],
  ['DateGreaterThanEquals', holds(dates(greaterOrEqual))],
  ['IpAddress', holds(addresses)],
  ['NotIpAddress', negates(addresses)],
]);

function oneOf(matchers: readonly TemplateMatcher[]): TemplateMatcher {
  const [only] = matchers;
  if (only && matchers.length === 1) return only;
  return (value, context) => some(matchers, (matches) => matches(value, context));
}

/** `undefined` for what a double cannot hold exactly enough to compare. */
function parseNumber(text: string): number | undefined {
  return /^[+-]?\d+(?:\.\d+)?$/.test(text) && text.replace(/\D/g, '').length <= 15 ? Number(text) : undefined;
}

/**
 * Policies may write a date as seconds since 1970. That a request has one so is documented of `aws:EpochTime` only: a Date operator
 * on another number is a "type mismatch" (access-analyzer-reference-policy-checks), and no page says what it comes to.
 */
function parseSentDate(text: string, key: string): number | undefined {
  return key.toLowerCase() === 'aws:epochtime' ? parseInstant(text) : parseDate(text);
}

/** Programs write `"True"` too; policies in use have it, and the guide says nothing of letter case. */
export function parseBoolean(text: string): boolean | undefined {
  const folded = text.toLowerCase();
  return folded === 'true' ? true : folded === 'false' ? false : undefined;
}
