/**
 * The one reader of policies: from JSON of unknown origin to a policy document, or to problems with their paths. IAM's
 * shorthands are kept; everything that is not an identity policy or a service control policy is a problem.
 * Knows the grammar, not what the values mean. IAM user guide, reference_policies_grammar.
 */
import type { ConditionBlock, OneOrMany, PolicyDocument, Statement } from './policy.js';
import type { PolicyPath, PolicyProblem, PolicyProblemCode } from './problem.js';

type JsonObject = Readonly<Record<string, unknown>>;

const policyElements = ['Version', 'Id', 'Statement'];
const statementElements = ['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition'];

/** Whether it is the name of an element of policies, those of resource policies among them. */
export function isPolicyElement(name: string): boolean {
  return [...policyElements, ...statementElements, 'Principal', 'NotPrincipal'].includes(name);
}

/**
 * `name` goes into the problems. A missing version is read as `2008-10-17`, IAM's default
 * (reference_policies_elements_version). The document is there exactly if there are no problems.
 */
export function readPolicy(
  name: string,
  json: unknown,
): readonly [document: PolicyDocument | undefined, problems: readonly PolicyProblem[]] {
  const reader = new PolicyReader(name);
  const document = reader.policy(json);
  return reader.problems.length > 0 ? [undefined, reader.problems] : [document, []];
}

/** Statements that are not objects are reported and left out, and so is everything else that is not of the grammar. */
class PolicyReader {
  readonly problems: PolicyProblem[] = [];

  constructor(private readonly name: string) {}

  policy(json: unknown): PolicyDocument {
    if (!isObject(json)) {
      this.report('no-object', [], '');
      return { Version: '2008-10-17', Statement: [] };
    }
    this.reportUnknown(json, policyElements, [], 'policy-element');
    const Id = this.text(json, 'Id', []);
    return {
      Version: this.version(json.Version),
      ...(Id !== undefined && { Id }),
      Statement: this.statements(json),
    };
  }

  private version(version: unknown): PolicyDocument['Version'] {
    if (version === '2012-10-17') return version;
    if (version !== undefined && version !== '2008-10-17')
      this.report('unknown-version', ['Version'], 'Version');
    return '2008-10-17';
  }

  private statements(policy: JsonObject): Statement[] {
    const given = policy.Statement;
    if (given === undefined) {
      this.reportMissing('element-missing', policy, [], 'Statement');
      return [];
    }
    const list = Array.isArray(given) ? given : [given];
    if (list.length === 0) this.report('empty-list', ['Statement'], 'Statement');
    return list.flatMap((statement: unknown, index) => {
      const path = ['Statement', index];
      if (isObject(statement)) return [this.statement(statement, path)];
      this.report('not-a-statement', path, 'Statement');
      return [];
    });
  }

  private statement(json: JsonObject, path: PolicyPath): Statement {
    this.reportUnknown(json, statementElements, path, 'statement-element');
    const Sid = this.text(json, 'Sid', path);
    const { Condition } = json;
    return {
      ...(Sid !== undefined && { Sid }),
      Effect: this.effect(json, path),
      ...this.either(json, 'Action', 'NotAction', path),
      ...this.either(json, 'Resource', 'NotResource', path),
      ...(Condition !== undefined && { Condition: this.conditions(Condition, [...path, 'Condition']) }),
    };
  }

  private effect(statement: JsonObject, path: PolicyPath): Statement['Effect'] {
    const effect = statement.Effect;
    if (effect === 'Allow' || effect === 'Deny') return effect;
    if (effect === undefined) this.reportMissing('element-missing', statement, path, 'Effect');
    else this.report('unknown-effect', [...path, 'Effect'], 'Effect');
    return 'Deny';
  }

  /** Exactly one of an element and its opposite. */
  private either(
    json: JsonObject,
    element: 'Action' | 'Resource',
    opposite: 'NotAction' | 'NotResource',
    path: PolicyPath,
  ): Partial<Statement> {
    const [own, other] = [json[element], json[opposite]];
    if (own !== undefined && other !== undefined)
      this.report('element-and-its-opposite', [...path, opposite], opposite);
    if (own !== undefined) return { [element]: this.texts(own, [...path, element], element) };
    if (other !== undefined) return { [opposite]: this.texts(other, [...path, opposite], opposite) };
    this.reportMissing('neither-element', json, path, element, opposite);
    return {};
  }

  private conditions(json: unknown, path: PolicyPath): ConditionBlock {
    return this.mapped(json, path, 'Condition', (keys, operator) =>
      this.mapped(keys, [...path, operator], operator, (value, key) =>
        this.conditionValues(value, [...path, operator, key], key),
      ),
    );
  }

  /** An object with at least one member. */
  private mapped<Value>(
    json: unknown,
    path: PolicyPath,
    name: string,
    read: (value: unknown, key: string) => Value,
  ): Record<string, Value> {
    if (!isObject(json)) {
      this.report('not-an-object', path, name);
      return {};
    }
    const entries = Object.entries(json);
    if (entries.length === 0 && name !== 'Condition') this.report('empty-list', path, name);
    return Object.fromEntries(entries.map(([key, value]) => [key, read(value, key)]));
  }

  /** A text, or a list of at least one. */
  private texts(json: unknown, path: PolicyPath, element: string): OneOrMany {
    if (typeof json === 'string') return json;
    if (!Array.isArray(json) || json.length === 0) {
      this.report(Array.isArray(json) ? 'empty-list' : 'not-texts', path, element);
      return [];
    }
    return json.flatMap((item: unknown, index) => {
      if (typeof item === 'string') return [item];
      this.report('not-text-in-list', [...path, index], element);
      return [];
    });
  }

  /** "Quotation marks are optional for numeric and Boolean values", says the grammar; here all become texts. */
  private conditionValues(json: unknown, path: PolicyPath, key: string): OneOrMany {
    const value = (item: unknown, at: PolicyPath): readonly string[] => {
      if (typeof item === 'string' || typeof item === 'boolean') return [String(item)];
      if (typeof item === 'number' && isExact(item)) return [String(item)];
      this.report(typeof item === 'number' ? 'inexact-number' : 'not-a-condition-value', at, key);
      return [];
    };
    if (!Array.isArray(json)) return value(json, path)[0] ?? [];
    if (json.length === 0) this.report('empty-list', path, key);
    return json.flatMap((item: unknown, index) => value(item, [...path, index]));
  }

  private text(json: JsonObject, element: string, path: PolicyPath): string | undefined {
    const text = json[element];
    if (text === undefined || typeof text === 'string') return text;
    this.report('not-text', [...path, element], element);
    return undefined;
  }

  private reportUnknown(
    json: JsonObject,
    known: readonly string[],
    path: PolicyPath,
    code: 'policy-element' | 'statement-element',
  ): void {
    for (const element of Object.keys(json)) {
      if (known.includes(element)) continue;
      const isPrincipal = element === 'Principal' || element === 'NotPrincipal';
      this.report(isPrincipal ? 'principal-element' : code, [...path, element], element);
    }
  }

  /** An element with other letter case is reported as unknown, which is the same mistake. */
  private reportMissing(
    code: 'element-missing' | 'neither-element',
    json: JsonObject,
    path: PolicyPath,
    element: string,
    opposite = element,
  ): void {
    const missing = [element.toLowerCase(), opposite.toLowerCase()];
    if (!Object.keys(json).some((key) => missing.includes(key.toLowerCase())))
      this.report(code, path, element);
  }

  private report(code: PolicyProblemCode, path: PolicyPath, subject: string): void {
    this.problems.push({ code, policy: this.name, path, subject });
  }
}

/** Whether a double says what the file says; longer numbers must be written as texts. */
function isExact(number: number): boolean {
  return Number.isSafeInteger(number) || /^-?[\d.]{1,16}$/.test(String(number));
}

function isObject(json: unknown): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
