/** The values inside a statement: texts, lists of texts, and conditions. Knows IAM's grammar only. */
import type { ConditionBlock, OneOrMany } from '../../iam/policy.js';
import type { SourceMap, SourceNode } from '../read/source-tree.js';

/** Reports that a stretch of the file keeps it from being an identity policy. */
export type Refuse = (span: { readonly start: number; readonly end: number }, problem: string) => void;

/** A text or a list of at least one. */
export function readTexts(node: SourceNode, name: string, refuse: Refuse): OneOrMany {
  if (node.kind === 'scalar' && typeof node.value === 'string') return node.value;
  if (node.kind !== 'list' || node.items.length === 0) {
    refuse(node, `\`${name}\` is neither text nor a list of texts`);
    return [];
  }
  return node.items.flatMap((item) => {
    if (item.kind === 'scalar' && typeof item.value === 'string') return [item.value];
    refuse(item, `\`${name}\` lists something that is not text`);
    return [];
  });
}

export function readCondition(node: SourceNode, refuse: Refuse): ConditionBlock {
  return mapOf(node, '`Condition`', refuse, (keys, operator) =>
    mapOf(keys, `\`${operator}\``, refuse, (values, key) => readConditionValues(values, key, refuse)),
  );
}

function mapOf<Value>(
  node: SourceNode,
  name: string,
  refuse: Refuse,
  read: (value: SourceNode, key: string) => Value,
): Record<string, Value> {
  if (node.kind !== 'map') {
    refuse(node, `${name} is not an object`);
    return {};
  }
  return Object.fromEntries([...node.entries].map(([key, { value }]) => [key, read(value, key)]));
}

/** "Quotation marks are optional for numeric and Boolean values", says the grammar; here all become texts. */
function readConditionValues(node: SourceNode, key: string, refuse: Refuse): OneOrMany {
  const items = node.kind === 'list' ? node.items : [node];
  const values = items.flatMap((item) => {
    if (item.kind === 'scalar' && typeof item.value === 'number' && !Number.isSafeInteger(item.value)) {
      refuse(
        item,
        `the condition on \`${key}\` compares with a number that must be written as a text to stay exact`,
      );
      return [];
    }
    if (item.kind === 'scalar' && item.value !== null) return [String(item.value)];
    refuse(
      item,
      `the condition on \`${key}\` compares with something that is no text, number or truth value`,
    );
    return [];
  });
  const [only] = values;
  return node.kind === 'list' || only === undefined ? values : only;
}

/** Whether `${` stands where IAM reads variables: in resources and conditions. */
export function usesVariables(statement: SourceMap): boolean {
  return ['Resource', 'NotResource', 'Condition'].some((name) => {
    const node = statement.entries.get(name)?.value;
    return node !== undefined && holdsVariable(node);
  });
}

function holdsVariable(node: SourceNode): boolean {
  if (node.kind === 'list') return node.items.some(holdsVariable);
  if (node.kind === 'map') return [...node.entries.values()].some(({ value }) => holdsVariable(value));
  return typeof node.value === 'string' && node.value.includes('${');
}
