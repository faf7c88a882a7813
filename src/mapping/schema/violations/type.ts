/** Values of the wrong kind, in the words of people who write YAML. */

import type { SourceNode } from '../../../source/source-tree.js';
import { shapeOf } from '../path-shape.js';
import type { Explain } from './violation.js';

export const explainType: Explain = ({ error, path, node, written }, report) => {
  const found = node?.kind === 'scalar' ? node.value : undefined;
  const expected = [error.params.type].flat().map(String);
  const isUnquoted = expected.includes('string') && (typeof found === 'number' || typeof found === 'boolean');
  if (found === null) {
    report('value-absent', { path, point: 'key' }, { key: String(path.at(-1)) });
  } else if (isUnquoted && typeof found === 'number' && shapeOf(path) === 'osUser') {
    // Quoting it would not help: a user id is refused as text as well.
    report('os-user-forbidden', { path }, { user: written, reason: 'number' });
  } else if (isUnquoted) {
    report('value-unquoted', { path }, { text: written, found: kindOf(node) });
  } else {
    const kinds = expected.map((type) => kindNames[type] ?? type).join(' or ');
    report('value-type', { path }, { expected: kinds, found: kindOf(node), hint: hintFor(expected, found) });
  }
};

/** By the names of JSON Schema and of JavaScript. */
const kindNames: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'a truth value',
  array: 'a list',
  object: 'keys and values',
};

function kindOf(node: SourceNode | undefined): string {
  if (node === undefined) return 'nothing';
  if (node.kind === 'map') return 'keys and values';
  if (node.kind === 'list') return 'a list';
  return kindNames[typeof node.value] ?? 'nothing';
}

function hintFor(expected: readonly string[], found: unknown): string {
  if (expected.includes('boolean')) {
    return 'Write true or false, without quotes; yes, no, on and off are text.';
  }
  if (expected.includes('integer')) return 'Write a whole number, without quotes.';
  if (expected.includes('array')) {
    return typeof found === 'string' ? `Write a list: [${JSON.stringify(found)}].` : 'Write a list: [a, b].';
  }
  if (expected.includes('object')) return 'Write keys and values: { key: value }.';
  return 'Write a single value.';
}
