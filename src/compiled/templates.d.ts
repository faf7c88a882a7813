/** Types of `templates.js`, which `scripts/compile-templates.mjs` makes from `templates/hcl/*.hbs`. */

export type TemplateName =
  | 'check'
  | 'data'
  | 'import'
  | 'locals'
  | 'moved'
  | 'nested'
  | 'value'
  | 'output'
  | 'removed'
  | 'resource'
  | 'terraform';

export type HelperName =
  | 'address'
  | 'assign'
  | 'expression'
  | 'identifier'
  | 'identifiers'
  | 'literal'
  | 'nested'
  | 'value';

/** `value` is whatever the context holds at that place, `undefined` included; `depth` counts indentations. */
export type CallHelper = (name: HelperName, value: unknown, depth: number) => string;

export const templates: Readonly<Record<TemplateName, (call: CallHelper, context: object) => string>>;
