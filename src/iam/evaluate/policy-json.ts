/**
 * From JSON of unknown origin to a policy document: IAM's shorthands are written out, everything that is not an identity
 * policy or a service control policy is refused. Knows the grammar's shape; nothing of what the values mean.
 * IAM user guide, reference_policies_grammar.
 */
import type { ConditionBlock, OneOrMany, PolicyDocument, Statement } from '../policy.js';
import type { PolicyPath, Refusal, RefusalCode } from './refusal.js';

type Json = Readonly<Record<string, unknown>>;

const POLICY_ELEMENTS = ['Version', 'Id', 'Statement'];
const STATEMENT_ELEMENTS = ['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition'];

/**
 * `name` goes into the refusals. A missing version is read as `2008-10-17`, IAM's default
 * (reference_policies_elements_version). The document is there exactly if nothing is refused.
 */
export function readPolicy(
  name: string,
  json: unknown,
): readonly [document: PolicyDocument | undefined, refusals: readonly Refusal[]] {
  const refusals: Refusal[] = [];
  const refuse = (code: RefusalCode, path: PolicyPath, subject: string) =>
    void refusals.push({ code, policy: name, path, subject });

  if (!isObject(json)) {
    refuse('not-a-policy', [], String(json));
    return [undefined, refusals];
  }
  refuseUnknown(json, POLICY_ELEMENTS, [], refuse);
  const version = json.Version ?? '2008-10-17';
  if (version !== '2012-10-17' && version !== '2008-10-17')
    refuse('unknown-version', ['Version'], String(version));
  const given = json.Statement;
  const list = Array.isArray(given) ? given : given === undefined ? [] : [given];
  if (list.length === 0) refuse('element-missing', [], 'Statement');
  const statements = list.map((statement: unknown, index) =>
    readStatement(statement, ['Statement', index], refuse),
  );
  if (refusals.length > 0) return [undefined, refusals];
  const Id = json.Id;
  return [
    {
      Version: version === '2012-10-17' ? version : '2008-10-17',
      ...(typeof Id === 'string' && { Id }),
      Statement: statements,
    },
    [],
  ];
}

type RefuseAt = (code: RefusalCode, path: PolicyPath, subject: string) => void;

function readStatement(json: unknown, path: PolicyPath, refuse: RefuseAt): Statement {
  if (!isObject(json)) {
    refuse('not-a-policy', path, String(json));
    return { Effect: 'Deny' };
  }
  refuseUnknown(json, STATEMENT_ELEMENTS, path, refuse);
  const effect = json.Effect;
  if (effect === undefined) refuse('element-missing', path, 'Effect');
  else if (effect !== 'Allow' && effect !== 'Deny')
    refuse('unknown-effect', [...path, 'Effect'], String(effect));
  const texts = (element: string): OneOrMany | undefined =>
    json[element] === undefined ? undefined : readTexts(json[element], false, [...path, element], refuse);
  const [sid, action, notAction] = [json.Sid, texts('Action'), texts('NotAction')];
  const [resource, notResource] = [texts('Resource'), texts('NotResource')];
  const condition = json.Condition;
  return {
    ...(typeof sid === 'string' && { Sid: sid }),
    Effect: effect === 'Allow' ? 'Allow' : 'Deny',
    ...(action !== undefined && { Action: action }),
    ...(notAction !== undefined && { NotAction: notAction }),
    ...(resource !== undefined && { Resource: resource }),
    ...(notResource !== undefined && { NotResource: notResource }),
    ...(condition !== undefined && { Condition: readConditions(condition, [...path, 'Condition'], refuse) }),
  };
}

function readConditions(json: unknown, path: PolicyPath, refuse: RefuseAt): ConditionBlock {
  const entries = objectEntries(json, path, refuse).map(([operator, keys]) => {
    const inOperator = [...path, operator];
    const read = objectEntries(keys, inOperator, refuse).map(
      ([key, value]) => [key, readTexts(value, true, [...inOperator, key], refuse)] as const,
    );
    return [operator, Object.fromEntries(read)] as const;
  });
  return Object.fromEntries(entries);
}

/** "Quotation marks are optional for numeric and Boolean values", which only conditions have. */
function readTexts(json: unknown, scalars: boolean, path: PolicyPath, refuse: RefuseAt): OneOrMany {
  const read = (value: unknown, at: PolicyPath): string => {
    if (typeof value === 'string') return value;
    if (!scalars || (typeof value !== 'number' && typeof value !== 'boolean')) {
      refuse('not-a-policy', at, JSON.stringify(value));
    }
    return String(value);
  };
  return Array.isArray(json)
    ? json.map((value: unknown, index) => read(value, [...path, index]))
    : read(json, path);
}

function objectEntries(json: unknown, path: PolicyPath, refuse: RefuseAt): readonly [string, unknown][] {
  if (isObject(json)) return Object.entries(json);
  refuse('not-a-policy', path, JSON.stringify(json));
  return [];
}

function refuseUnknown(json: Json, known: readonly string[], path: PolicyPath, refuse: RefuseAt): void {
  for (const element of Object.keys(json)) {
    if (!known.includes(element)) refuse('unknown-element', [...path, element], element);
  }
}

function isObject(json: unknown): json is Json {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
