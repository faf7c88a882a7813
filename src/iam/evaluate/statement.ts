/**
 * One statement, compiled: whether it speaks of an action, and whether it takes in a resource in a context.
 * Knows nothing of other statements nor of which effect wins.
 */
import { many, type OneOrMany, type Statement } from '../policy.js';
import { compileActionPattern } from './action-pattern.js';
import { type Arn, type ArnMatcher, compileResourcePattern, type PolicySyntax } from './arn-pattern.js';
import { compileConditions } from './condition.js';
import type { Context } from './context.js';
import type { PolicyPath, Refuse } from './refusal.js';
import { every, not, some, type Truth } from './truth.js';

/** Where a statement stands, for people and for source maps. */
export interface StatementRef {
  readonly policy: string;
  readonly index: number;
  readonly sid?: string;
}

export interface CompiledStatement {
  readonly ref: StatementRef;
  readonly effect: Statement['Effect'];
  /** Takes the action in lower case. */
  readonly coversAction: (action: string) => boolean;
  readonly applies: (resource: Arn, context: Context) => Truth;
}

export interface StatementPlace {
  readonly ref: StatementRef;
  readonly syntax: PolicySyntax;
  /** `path` leads from the statement on. */
  readonly refuseAt: (path: PolicyPath) => Refuse;
}

export function compileStatement(statement: Statement, place: StatementPlace): CompiledStatement {
  const coversAction = compileActions(statement, place);
  const coversResource = compileResources(statement, place);
  const conditions = compileConditions(statement.Condition ?? {}, {
    variables: place.syntax.variables,
    refuseAt: (path) => place.refuseAt(['Condition', ...path]),
  });
  return {
    ref: place.ref,
    effect: statement.Effect,
    coversAction,
    applies: (resource, context) => {
      const covered = coversResource(resource, context);
      if (covered === false || conditions.length === 0) return covered;
      const met = every(conditions, (condition) => condition(context));
      return met === true ? covered : met;
    },
  };
}

function compileActions(statement: Statement, place: StatementPlace): CompiledStatement['coversAction'] {
  const { patterns, element, inverted } = eitherElement(
    ['Action', statement.Action],
    ['NotAction', statement.NotAction],
    place,
  );
  const matchers = patterns.map((pattern) => compileActionPattern(pattern, place.refuseAt([element])));
  return (action) => matchers.some((matches) => matches(action)) !== inverted;
}

function compileResources(statement: Statement, place: StatementPlace): ArnMatcher {
  const { patterns, element, inverted } = eitherElement(
    ['Resource', statement.Resource],
    ['NotResource', statement.NotResource],
    place,
  );
  const matchers = patterns.map((pattern) =>
    compileResourcePattern(pattern, place.syntax, inverted, place.refuseAt([element])),
  );
  return (resource, context) => {
    const listed = some(matchers, (matches) => matches(resource, context));
    return inverted ? not(listed) : listed;
  };
}

type Element = readonly [name: string, patterns: OneOrMany | undefined];

function eitherElement(plain: Element, opposite: Element, place: StatementPlace) {
  const [name, patterns] = plain[1] === undefined ? opposite : plain;
  if (plain[1] !== undefined && opposite[1] !== undefined) {
    place.refuseAt([opposite[0]])('element-and-its-opposite', opposite[0]);
  }
  if (patterns === undefined) place.refuseAt([])('element-missing', plain[0]);
  else if (many(patterns).length === 0) place.refuseAt([name])('empty-list', name);
  return { patterns: many(patterns ?? []), element: name, inverted: plain[1] === undefined };
}
