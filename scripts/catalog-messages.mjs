// Reads the messages and remedies of `src/diagnostics/catalog/` from their source text, for `docs/codes.md`: what is filled in
// at run time becomes `…`, and where a message has variants, each of them is one text. Runs nothing of the catalog.
import { readdirSync, readFileSync } from 'node:fs';
import { parseAst } from 'rolldown/parseAst';

const folder = new URL('../src/diagnostics/catalog/', import.meta.url);

/** By code: severity, and the variants of summary and remedy. */
export function catalogMessages() {
  const entries = readdirSync(folder).flatMap((name) => {
    return entriesOf(parseAst(readFileSync(new URL(name, folder), 'utf8'), { lang: 'ts' }));
  });
  return new Map(entries);
}

function entriesOf(program) {
  const constants = new Map();
  const found = [];
  for (const node of nodesIn(program)) {
    if (node.type === 'VariableDeclarator' && node.init) constants.set(node.id.name, node.init);
    if (node.type === 'Property' && ['error', 'warning'].includes(node.value.callee?.name))
      found.push([node.key.value, node.value]);
  }
  return found.map(([code, call]) => {
    const message = messageOf(call.arguments[0].body);
    const variantsOf = (name) => [...new Set(variants(message.get(name), constants))];
    return [
      code,
      { severity: call.callee.name, summaries: variantsOf('summary'), remedies: variantsOf('remedy') },
    ];
  });
}

function* nodesIn(node) {
  if (node === null || typeof node !== 'object') return;
  if (typeof node.type === 'string') yield node;
  for (const child of Object.values(node)) yield* nodesIn(child);
}

/** The properties of the object that the arrow function returns, by name. */
function messageOf(body) {
  const returned = [...nodesIn(body)]
    .filter(({ type }) => type === 'ReturnStatement')
    .map(({ argument }) => argument);
  const [object] = [bare(body), ...returned].filter((node) => node?.type === 'ObjectExpression');
  return new Map(object.properties.map(({ key, value }) => [key.name ?? key.value, value]));
}

const bare = (node) => (node?.type === 'ParenthesizedExpression' ? bare(node.expression) : node);

/** Every text that an expression can be. */
function variants(expression, constants) {
  const node = bare(expression);
  switch (node?.type) {
    case 'Literal':
      return [String(node.value)];
    case 'TemplateLiteral':
      return [templateText(node, constants)];
    case 'ConditionalExpression':
      return [node.consequent, node.alternate].flatMap((each) => variants(each, constants));
    case 'MemberExpression':
      if (node.object.type !== 'ObjectExpression') return ['…'];
      return node.object.properties.flatMap(({ value }) => variants(value, constants));
    case 'Identifier':
      return isText(constants.get(node.name)) ? variants(constants.get(node.name), constants) : ['…'];
    default:
      return ['…'];
  }
}

const isText = (node) => ['Literal', 'TemplateLiteral'].includes(node?.type);

function templateText({ quasis, expressions }, constants) {
  return quasis
    .map(({ value }, index) => `${value.cooked}${filledIn(expressions[index], constants)}`)
    .join('');
}

/** What is quoted at run time keeps its quotes. */
function filledIn(expression, constants) {
  if (expression === undefined) return '';
  if (expression.type === 'Identifier' && isText(constants.get(expression.name)))
    return variants(expression, constants)[0];
  return ['quoted', 'listed'].includes(expression.callee?.name) ? '"…"' : '…';
}
