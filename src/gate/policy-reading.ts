/**
 * Reads inline policies that stand in a plan: whether two mean the same, whether this program wrote one, which documents
 * it names. Knows the Sids of `access/policy`; evaluates nothing.
 */
import { canonicalJson, type JsonObject, listOf, objectOf, parseJson, textOf } from './json-value.js';

export interface ReadPolicy {
  /** Statements in IAM's least ambiguous spelling, sorted; equal for policies that mean the same. */
  readonly statements: readonly string[];
  readonly sids: ReadonlySet<string>;
  /** Names of the documents that its Allow statements for `ssm:StartSession` name; patterns as they stand. */
  readonly documents: ReadonlySet<string>;
}

/** `undefined` when the text is not a policy. */
export function readPolicy(text: string): ReadPolicy | undefined {
  const statements = statementsOf(text);
  return (
    statements && {
      statements: statements.map((statement) => canonicalJson(spelledOut(statement))).sort(),
      sids: new Set(statements.flatMap(({ Sid }) => textOf(Sid) ?? [])),
      documents: new Set(statements.filter(opensSessions).flatMap(({ Resource }) => documentNames(Resource))),
    }
  );
}

/** As they are written; `undefined` when the text is not a policy. */
export function statementsOf(text: string): readonly JsonObject[] | undefined {
  const policy = objectOf(parseJson(text));
  if (!policy || policy.Statement === undefined) return undefined;
  const written = Array.isArray(policy.Statement) ? listOf(policy.Statement) : [policy.Statement];
  return written.flatMap((statement): JsonObject[] => {
    const object = objectOf(statement);
    return object ? [object] : [];
  });
}

/** Equal for statements that do the same; what they are called does not matter. */
export function effectOf({ Sid: _name, ...statement }: JsonObject): string {
  return canonicalJson(spelledOut(statement));
}

/** The AWS provider leaves a policy as it is when a new one only spells it differently; so must a comparison. */
export function sameMeaning(one: ReadPolicy, other: ReadPolicy): boolean {
  return canonicalJson(one.statements) === canonicalJson(other.statements);
}

/** Every step of the cut-over has these two statements, the second naming a Session document. */
export function isOurs(policy: ReadPolicy): boolean {
  return (
    policy.sids.has('StartOnNodes') && policy.sids.has('StartWithRoleDocument') && policy.documents.size > 0
  );
}

/** Whether it takes sessions of the default document and of foreign ones away, as from `switch` on. */
export function closesOtherWays({ sids }: ReadPolicy): boolean {
  return sids.has('DenyOtherDocuments');
}

export function deniesTag({ sids }: ReadPolicy): boolean {
  return sids.has('DenyRunAsTag') || sids.has('DenyOtherRunAsTag');
}

/** Statements of `one` that `other` lacks, each by its Sid where it has one. */
export function statementsMissingFrom(other: ReadPolicy, one: ReadPolicy): readonly string[] {
  return one.statements.filter((statement) => !other.statements.includes(statement)).map(nameOf);
}

function nameOf(statement: string): string {
  return textOf(objectOf(parseJson(statement))?.Sid) ?? statement;
}

const listElements: readonly string[] = ['Action', 'NotAction', 'Resource', 'NotResource'];

function spelledOut(statement: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(statement).map(([element, value]) => {
      if (listElements.includes(element)) return [element, sortedTexts(value)];
      if (element === 'Condition')
        return [element, mapValues(value, (block) => mapValues(block, sortedTexts))];
      return [element, value];
    }),
  );
}

function mapValues(value: unknown, change: (value: unknown) => unknown): unknown {
  const object = objectOf(value);
  return object
    ? Object.fromEntries(Object.entries(object).map(([key, entry]) => [key, change(entry)]))
    : value;
}

function sortedTexts(value: unknown): readonly string[] {
  const values = Array.isArray(value) ? value : [value];
  return [...new Set(values.map(String))].sort();
}

function opensSessions({ Effect, Action }: JsonObject): boolean {
  return Effect === 'Allow' && sortedTexts(Action).includes('ssm:StartSession');
}

function documentNames(resource: unknown): readonly string[] {
  const arns = Array.isArray(resource) ? listOf(resource) : [resource];
  return arns.flatMap((arn) => /:document\/(.+)$/.exec(textOf(arn) ?? '')?.[1] ?? []);
}
