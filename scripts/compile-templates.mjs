// Compiles `templates/hcl/*.hbs` into `src/compiled/templates.js`: Handlebars parses them, and each becomes a function that
// joins strings, because Handlebars' own runtime would be a third of the time in which HCL is written. A template that
// prints anything but the result of a known helper is refused here: Handlebars' own escaping is for HTML and would
// protect nothing. What compiled templates yield is held against Handlebars itself by `test/terraform/hcl/templates.test.ts`.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import Handlebars from 'handlebars';

const folder = new URL('../templates/hcl/', import.meta.url);
const target = new URL('../src/compiled/templates.js', import.meta.url);

/** The helpers that templates may call; `src/terraform/hcl/templates.ts` implements exactly these. */
const helperNames = [
  'address',
  'assign',
  'expression',
  'identifier',
  'identifiers',
  'literal',
  'nested',
  'value',
];

/** As Handlebars has them: an empty list is nothing, and so is what a section repeats if it is not there. */
const sections = `const has = (value) => (Array.isArray(value) ? value.length > 0 : Boolean(value));
const each = (items, one) => (items ?? []).map(one).join('');
`;

export async function compileTemplates() {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.hbs')).sort();
  const templates = await Promise.all(files.map(compileFile));
  await writeFile(target, `${sections}export const templates = {\n${templates.join('')}};\n`);
}

async function compileFile(file) {
  const { body } = Handlebars.parse(await readFile(new URL(file, folder), 'utf8'));
  return `${JSON.stringify(file.replace('.hbs', ''))}: (call, of0) => ${joined(body, { file, depth: 0 })},\n`;
}

/** An expression for the text of `statements`; `of0`, `of1`… are what the sections around them are about. */
function joined(statements, place) {
  const parts = statements.map((statement) => compileStatement(statement, place)).filter(Boolean);
  return parts.length > 0 ? parts.join(' + ') : '""';
}

function compileStatement(statement, place) {
  const refuse = (reason) => {
    throw new Error(`${place.file}:${statement.loc.start.line}: ${reason}`);
  };
  switch (statement.type) {
    case 'CommentStatement':
      return undefined;
    case 'ContentStatement':
      return JSON.stringify(statement.value);
    case 'MustacheStatement': {
      const { path, params, hash } = statement;
      if (!helperNames.includes(path.original)) refuse(`"${path.original}" is not a known helper`);
      if (params.length !== 1) refuse('a helper takes exactly one value');
      const [depth, ...others] = hash?.pairs ?? [];
      if (others.length > 0 || (depth && depth.key !== 'depth'))
        refuse('a helper knows no option but `depth`');
      return `call("${path.original}", ${pathOf(params[0], place, refuse)}, ${depth?.value.value ?? 0})`;
    }
    case 'BlockStatement': {
      const { path, params, program, inverse } = statement;
      const value = pathOf(params[0], place, refuse);
      if (path.original === 'if')
        return `(has(${value}) ? ${joined(program.body, place)} : ${joined(inverse?.body ?? [], place)})`;
      if (path.original !== 'each' || inverse) return refuse(`section "${path.original}" is not known`);
      const inner = { ...place, depth: place.depth + 1 };
      return `each(${value}, (of${inner.depth}) => ${joined(program.body, inner)})`;
    }
    default:
      return refuse(`a ${statement.type} has no place in a template`);
  }
}

/** `this`, or a path of names below it. */
function pathOf(path, { depth }, refuse) {
  if (path?.type !== 'PathExpression' || path.depth > 0 || path.data)
    return refuse('only a path may stand here');
  return [`of${depth}`, ...path.parts].join('?.');
}
