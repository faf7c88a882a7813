/**
 * The HCL target: planned files become the text of `.tf` files. The layout of each block kind is a compiled template; its helpers
 * take a value of the plan and return text that is HCL already, anything else is a defect and throws.
 */
import { type Facts, type HelperName, templates } from '../../compiled/hcl-templates.js';
import { type Argument, type Block, idInRegion, type NestedBlock } from '../plan/block.js';
import type { RenderedFile, TerraformFile } from '../plan/file.js';
import { type Expression, eachKey, text, type Value } from '../plan/value.js';
import { encodeArguments, encodeExpression, encodeValue } from './encode.js';
import {
  address,
  commaSeparated,
  type HclText,
  hcl,
  identifier,
  indentation,
  isHclText,
  literal,
  moveRight,
  rendered,
} from './hcl-text.js';

type Helper = (value: never, column: number) => HclText;

/** `column` is where the helper's output starts, from the template's `depth`. */
const helpers: Readonly<Record<HelperName, Helper>> = {
  address: (text: string) => address(text),
  assign: (entries: readonly Argument[], column) => encodeArguments(entries, column),
  expression: (expression: Expression) => encodeExpression(expression, undefined),
  identifier: (name: string) => identifier(name),
  identifiers: (names: readonly string[]) => hcl`[${commaSeparated(names.map(identifier))}]`,
  literal: (text: string) => literal(text),
  value: (value: Value) => encodeValue(value, undefined),
  nested: (block: NestedBlock, column) => nested(block, column),
};

/** A template hands over whatever its context holds, `undefined` included. */
function call(name: HelperName, value: unknown, depth: number): string {
  if (value === undefined || value === null) throw new Error(`template helper "${name}" was given nothing`);
  const text = helpers[name](value as never, indentation * depth);
  if (!isHclText(text)) throw new Error(`template helper "${name}" returned plain text`);
  return text.toString();
}

/** With its final line end, as the template has it. */
export function renderBlockTemplate(name: keyof Facts, context: object): HclText {
  return rendered(templates[name](call, context));
}

/** A nested block is laid out by itself and moved into place; its literals hold no line ends. */
function nested(block: NestedBlock, column: number): HclText {
  return moveRight(rendered(renderBlockTemplate('nested', block).toString().trimEnd()), column);
}

/** `header` is the first line, without comment sign. */
export function renderHcl({ path, comment, blocks }: TerraformFile, header: string): RenderedFile {
  const comments = comment.map((line) => `# ${line}\n`).join('');
  const head = `# ${header}\n${comments && `\n${comments}`}`;
  const parts = [head, ...blocks.map((block) => `\n${renderBlock(block)}`)];
  return { path: `${path}.tf`, text: parts.join(''), executable: false };
}

function renderBlock(block: Block): string {
  return renderBlockTemplate(block.kind, context(block)).toString();
}

/** Arguments are aligned, whatever the block. */
function context(block: Block): object {
  if (block.kind === 'resource' && block.regions)
    return { ...block, arguments: [{ name: 'region', value: eachKey }, ...block.arguments] };
  if (block.kind === 'import') return { ...block, idInRegion: idInRegion(block) };
  if (block.kind === 'variable') {
    return {
      name: block.name,
      arguments: [
        { name: 'description', value: text(block.description) },
        { name: 'type', value: block.type },
        { name: 'default', value: block.default },
      ],
    };
  }
  if (block.kind !== 'output') return block;
  const { name, description, value } = block;
  return {
    name,
    arguments: [
      { name: 'description', value: text(description) },
      { name: 'value', value },
    ],
  };
}
