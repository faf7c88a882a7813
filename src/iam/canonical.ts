/**
 * One text for all policies that mean the same: IAM reads a value and a list of one alike, and lists in any order.
 * The AWS provider leaves a policy as it is when a new one only differs in that; so must a comparison.
 */
import { type ConditionBlock, many, type OneOrMany, type Statement } from './policy.js';

/** Equal for statements that do the same and are called the same. JSON, for people to read where a statement has no Sid. */
export function canonicalStatement(statement: Statement): string {
  const { Sid, Effect, Action, NotAction, Resource, NotResource, Condition } = statement;
  return JSON.stringify({
    Action: sortedTexts(Action),
    Condition: Condition && sortedCondition(Condition),
    Effect,
    NotAction: sortedTexts(NotAction),
    NotResource: sortedTexts(NotResource),
    Resource: sortedTexts(Resource),
    Sid,
  });
}

/** Equal for statements that do the same; what they are called does not matter. */
export function effectOf({ Sid: _name, ...statement }: Statement): string {
  return canonicalStatement(statement);
}

function sortedCondition(block: ConditionBlock) {
  return mapValues(block, (keys) => mapValues(keys, (values) => sortedTexts(values)));
}

/** Keys in order. */
function mapValues<From, To>(
  object: Readonly<Record<string, From>>,
  convert: (value: From) => To,
): Readonly<Record<string, To>> {
  const entries = Object.keys(object)
    .sort()
    .map((key) => [key, convert(object[key] as From)] as const);
  return Object.fromEntries(entries);
}

function sortedTexts(values: OneOrMany): readonly string[];
function sortedTexts(values: OneOrMany | undefined): readonly string[] | undefined;
function sortedTexts(values: OneOrMany | undefined): readonly string[] | undefined {
  return values === undefined ? undefined : [...new Set(many(values))].sort();
}
