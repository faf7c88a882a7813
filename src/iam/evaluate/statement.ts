/**
 * One statement, compiled: whether it covers an action, and whether it takes in a resource in a context.
 * Knows nothing of other statements nor of which effect wins. Patterns of actions are a service prefix and a name with
 * wildcards, without letter case (IAM user guide, reference_policies_elements_action).
 */
import { compileGlob, globOf, type TextMatcher } from '../glob.js';
import { many, type OneOrMany, type Statement } from '../policy.js';
import type { PolicyPath, ReportUnsupported } from '../problem.js';
import {
  type Arn,
  type ArnMatcher,
  arnId,
  compileResourcePattern,
  type PolicySyntax,
} from './arn-pattern.js';
import { compileConditions } from './condition.js';
import type { Context } from './context.js';
import { isLongList, remembered } from './remembered.js';
import { every, isDoubt, not, rather, some, type Truth } from './truth.js';

const ACTION = /^(?:\*|[a-z0-9-]+:[a-z0-9*?]+)$/;

/** The matcher takes actions in lower case. */
function compileActionPattern(pattern: string, report: ReportUnsupported): TextMatcher {
  const folded = pattern.toLowerCase();
  if (!ACTION.test(folded)) report('not-an-action', pattern);
  return compileGlob(globOf(folded));
}

/** Where a statement stands, for people and for source maps. */
export interface StatementRef {
  readonly policy: string;
  readonly index: number;
  readonly sid?: string;
}

export interface CompiledStatement {
  readonly ref: StatementRef;
  readonly effect: Statement['Effect'];
  /** As it was read, for those who ask what it asks about. */
  readonly source: Statement;
  readonly syntax: PolicySyntax;
  /** Takes the action in lower case. */
  readonly coversAction: (action: string) => boolean;
  /** What `Resource` or `NotResource` says by itself. */
  readonly coversResource: ArnMatcher;
  readonly applies: (resource: Arn, context: Context) => Truth;
}

export interface StatementPlace {
  readonly ref: StatementRef;
  readonly syntax: PolicySyntax;
  /** `path` leads from the statement on. */
  readonly reportAt: (path: PolicyPath) => ReportUnsupported;
}

export function compileStatement(statement: Statement, place: StatementPlace): CompiledStatement {
  const coversAction = compileActions(statement, place);
  const coversResource = compileResources(statement, place);
  const conditions = compileConditions(statement.Condition ?? {}, {
    variables: place.syntax.variables,
    reportAt: (path) => place.reportAt(['Condition', ...path]),
  });
  return {
    ref: place.ref,
    effect: statement.Effect,
    source: statement,
    syntax: place.syntax,
    coversAction,
    coversResource,
    applies: (resource, context) => {
      const covered = coversResource(resource, context);
      if (covered === false || conditions.length === 0) return covered;
      const met = every(conditions, (condition) => condition(context));
      if (met === true || met === false) return met && covered;
      return isDoubt(covered) ? rather(covered, met) : met;
    },
  };
}

function compileActions(statement: Statement, place: StatementPlace): CompiledStatement['coversAction'] {
  const { patterns, element, inverted } = eitherElement(
    ['Action', statement.Action],
    ['NotAction', statement.NotAction],
  );
  const matchers = patterns.map((pattern) => compileActionPattern(pattern, place.reportAt([element])));
  const known = new Map<string, boolean>();
  return (action) => {
    const covered = known.get(action) ?? matchers.some((matches) => matches(action)) !== inverted;
    known.set(action, covered);
    return covered;
  };
}

function compileResources(statement: Statement, place: StatementPlace): ArnMatcher {
  const { patterns, element, inverted } = eitherElement(
    ['Resource', statement.Resource],
    ['NotResource', statement.NotResource],
  );
  const matchers = patterns.map((pattern) =>
    compileResourcePattern(pattern, place.syntax, inverted, place.reportAt([element])),
  );
  const covers: ArnMatcher = (resource, context) => {
    const listed = some(matchers, (matches) => matches(resource, context));
    return inverted ? not(listed) : listed;
  };
  return isLongList(patterns) ? remembered(arnId, covers) : covers;
}

type Element = readonly [name: string, patterns: OneOrMany | undefined];

/** The reader of policies lets exactly one of the two through. */
function eitherElement(plain: Element, opposite: Element) {
  const isInverted = plain[1] === undefined;
  const [element, patterns] = isInverted ? opposite : plain;
  if (patterns === undefined || (!isInverted && opposite[1] !== undefined))
    throw new Error(`a statement needs either ${plain[0]} or ${opposite[0]}`);
  return { patterns: many(patterns), element, inverted: isInverted };
}
