/** How expressions are spelled; HCL and the templates of Terraform's JSON agree on it. */

import { commaSeparated, type HclText, hcl, identifier, literal, scalar } from './hcl/hcl-text.js';
import type { Expression, Value } from './plan/value.js';

export function spellExpression(expression: Expression): HclText {
  switch (expression.kind) {
    case 'reference':
      return expression.steps.map(identifier).reduce((path, step) => hcl`${path}.${step}`);
    case 'call':
      return hcl`${identifier(expression.function)}(${commaSeparated(expression.arguments.map(spellOperand))})`;
    case 'index':
      return hcl`${spellExpression(expression.collection)}[${spellIndex(expression.index)}]`;
    case 'equal':
      return hcl`${spellOperand(expression.left)} == ${spellOperand(expression.right)}`;
  }
}

function spellIndex(index: number | string): HclText {
  return typeof index === 'number' ? scalar(index) : literal(index);
}

/** Expressions compute with references and scalars; collections and documents are written out where they stand. */
function spellOperand(value: Value): HclText {
  switch (value.kind) {
    case 'text':
      return literal(value.text);
    case 'number':
      return scalar(value.number);
    case 'boolean':
      return scalar(value.boolean);
    case 'list':
    case 'map':
    case 'json':
      throw new Error(`a ${value.kind} cannot stand inside an expression`);
    default:
      return spellExpression(value);
  }
}
