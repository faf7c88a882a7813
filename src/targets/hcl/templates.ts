/**
 * The layout of each block kind: the compiled Handlebars templates and the helpers they may call. A helper takes one
 * value of the plan and returns text that is HCL already; anything else is a defect and throws.
 */
import type Handlebars from 'handlebars';
import runtime from 'handlebars/runtime.js';
import { specifications } from '../../compiled/templates.js';
import type { Argument, NestedBlock } from '../../plan/block.js';
import type { Expression } from '../../plan/value.js';
import { spellExpression } from '../expression.js';
import {
  address,
  commaSeparated,
  type HclText,
  hcl,
  identifier,
  isHclText,
  literal,
  moveRight,
  rendered,
} from '../hcl-text.js';
import { encodeArguments } from './encode.js';

export type TemplateName = keyof typeof specifications;

const indentation = 2;

type Helper = (value: never, column: number) => HclText;

/** `column` is where the helper's output starts, from the template's `depth`. */
const helpers: Readonly<Record<string, Helper>> = {
  address: (text: string) => address(text),
  assign: (entries: readonly Argument[], column) => encodeArguments(entries, column),
  expression: (expression: Expression) => spellExpression(expression),
  identifier: (name: string) => identifier(name),
  identifiers: (names: readonly string[]) => hcl`[${commaSeparated(names.map(identifier))}]`,
  literal: (text: string) => literal(text),
  nested: (block: NestedBlock, column) => nested(block, column),
};

/** The typings do not say so, but the runtime has all of Handlebars save the compiler. */
const environment = (runtime as unknown as typeof Handlebars).create();

/** Handlebars hands a helper whatever the context holds, `undefined` included, also in its strict mode. */
for (const [name, spell] of Object.entries(helpers)) {
  environment.registerHelper(name, (value: unknown, options: Handlebars.HelperOptions) => {
    if (value === undefined || value === null) throw new Error(`template helper "${name}" was given nothing`);
    const text = spell(value as never, indentation * Number(options.hash.depth ?? 0));
    if (!isHclText(text)) throw new Error(`template helper "${name}" returned plain text`);
    return text.toString();
  });
}

const templates = new Map<TemplateName, Handlebars.TemplateDelegate>();

/** Without the final line end. */
export function renderTemplate(name: TemplateName, context: object): HclText {
  let template = templates.get(name);
  if (!template) {
    template = environment.template(specifications[name] as TemplateSpecification);
    templates.set(name, template);
  }
  return rendered(template(context).trimEnd());
}

/** A nested block is laid out by itself and moved into place; its literals hold no line ends. */
function nested(block: NestedBlock, column: number): HclText {
  return moveRight(renderTemplate('nested', block), column);
}
