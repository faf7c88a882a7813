/**
 * Conditions: `Null`, `IfExists`, `ForAllValues:` and `ForAnyValue:` around the operators, and what absent, empty and
 * several values mean to them. Knows the request only through its context.
 * IAM user guide: reference_policies_elements_condition_operators,
 * reference_policies_condition-single-vs-multi-valued-context-keys,
 * reference_policies_condition-logic-multiple-context-keys-or-values.
 */
import { type ConditionBlock, many } from '../policy.js';
import type { PolicyPath, ReportUnsupported } from '../problem.js';
import { type Context, valuesOf } from './context.js';
import { operators, parseBoolean, type Values } from './operators.js';
import { type Doubt, every, not, some, type Truth } from './truth.js';

export type Condition = (context: Context) => Truth;

export interface ConditionPlace {
  readonly variables: boolean;
  readonly reportAt: (path: PolicyPath) => ReportUnsupported;
}

const OPERATOR = /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/;
/** Before the colon a service or, for federated callers, the host and path of their provider. */
const KEY = /^[A-Za-z0-9][\w./-]*:[^*?$]+$/;

/** Operators and keys are joined by AND, the values of a key by OR (by NOR for negated operators). */
export function compileConditions(block: ConditionBlock, place: ConditionPlace): readonly Condition[] {
  const conditions: Condition[] = [];
  for (const [operator, keys] of Object.entries(block)) {
    const seen = new Set<string>();
    for (const [key, value] of Object.entries(keys)) {
      const report = place.reportAt([operator, key]);
      const values = many(value);
      if (!KEY.test(key)) report('not-a-condition-key', key);
      // An error of IAM Access Analyzer (DUPLICATE_KEYS_WITH_DIFFERENT_CASE); which of them counts is documented nowhere.
      if (seen.has(key.toLowerCase())) report('condition-key-twice', key);
      seen.add(key.toLowerCase());
      conditions.push(compileCondition(operator, { key, values, variables: place.variables }, report));
    }
  }
  return conditions;
}

function compileCondition(name: string, values: Values, report: ReportUnsupported): Condition {
  const key = values.key.toLowerCase();
  const unstated: Doubt = { about: 'unstated-key', subject: values.key };
  const empty: Doubt = { about: 'empty-value', subject: values.key };
  if (name === 'Null') return compileNull(key, values, { unstated, empty }, report);

  const [, set, base = '', ifExists] = OPERATOR.exec(name) ?? [];
  const operator = operators.get(base);
  if (!operator) {
    report('unknown-operator', name);
    return () => unstated;
  }
  const matches = operator.compile(values, report);
  const several: Doubt = { about: 'several-values', subject: values.key };
  const ifAbsent = whenAbsent(set, operator.negated, ifExists !== undefined, values.key);

  return (context) => {
    const given = valuesOf(context, key);
    if (given === 'unknown') return unstated;
    if (given === 'absent') return ifAbsent;
    const holds = (value: string): Truth => {
      const matched = matches(value, context);
      return operator.negated ? not(matched) : matched;
    };
    const [first] = given;
    if (set === undefined) return given.length === 1 && first !== undefined ? holds(first) : several;
    const truth = set === 'ForAllValues' ? every(given, holds) : some(given, holds);
    // To a set operator an empty string may be "a null dataset", that is, no values at all.
    return isEmpty(given) && truth !== (set === 'ForAllValues') ? empty : truth;
  };
}

/** An absent key fails a condition, except under `IfExists` or a negated operator; set operators have rules of their own. */
function whenAbsent(set: string | undefined, negated: boolean, ifExists: boolean, key: string): Truth {
  const doubt: Doubt = { about: 'absent-key-of-set-operator', subject: key };
  if (set === undefined) return ifExists || negated;
  // "If the key does not exist, the condition returns false", but with `IfExists` "evaluate the condition element as true".
  if (set === 'ForAnyValue') return ifExists ? doubt : false;
  // "Returns true if there are no context keys in the request", but the table of `ForAllValues:StringNotLike` has "No match".
  return ifExists || !negated ? true : doubt;
}

/** "The key exists and its value is not null": an empty value may be either. */
function compileNull(
  key: string,
  { values }: Values,
  doubts: { readonly unstated: Doubt; readonly empty: Doubt },
  report: ReportUnsupported,
): Condition {
  for (const value of values) if (parseBoolean(value) === undefined) report('not-a-boolean', value);
  const wantsAbsent = values.some((value) => parseBoolean(value) === true);
  const wantsPresent = values.some((value) => parseBoolean(value) === false);
  return (context) => {
    const given = valuesOf(context, key);
    if (wantsAbsent && wantsPresent) return true;
    if (given === 'unknown') return doubts.unstated;
    if (given === 'absent') return wantsAbsent;
    return isEmpty(given) ? doubts.empty : wantsPresent;
  };
}

function isEmpty(values: readonly string[]): boolean {
  return values.every((value) => value === '');
}
