/**
 * Compiles the templates of each family below into a module of `src/compiled`: Handlebars parses them, and each becomes a function
 * that joins strings, because Handlebars' own runtime takes more time than all templates together. A template that prints anything
 * but the result of a known helper is refused here: Handlebars' own escaping is for HTML and would protect nothing.
 * `test/compiled/templates.test.ts` compares what compiled templates yield with what Handlebars yields.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import Handlebars from 'handlebars';
import { factAt, factNode, factsType } from './template-facts.mjs';

const root = new URL('..', import.meta.url);

/**
 * A family whose helpers take values of one type each. `helpers` and `inFences`, those for blocks of code, map them to that type;
 * `call` is told whether the value is in a row of a table in Markdown.
 */
const language = (helpers, inFences = {}) => ({
  head: "import type { EncodedText } from '../text/encoded-text.js';\n",
  call: '(name: HelperName, values: readonly unknown[], inTable: boolean) => string',
  helperNames: [...new Set([...Object.keys(helpers), ...Object.keys(inFences)])],
  isTyped: true,

  compileCall({ path: { original: name }, params, hash, loc }, place, refuse) {
    const line = loc.start.line - 1;
    const isFenced = place.fenced.has(line);
    const type = (isFenced ? inFences : helpers)[name];
    if (!type) refuse(`"${name}" is no helper ${isFenced ? 'in a block of code' : 'here'}`);
    if (hash) refuse('a helper has no options');
    if (params.length === 0 || (params.length > 1 && type !== 'string'))
      refuse('a helper takes one value, or several texts');
    const values = params.map((param) =>
      param.type === 'StringLiteral'
        ? JSON.stringify(param.value)
        : pathOf(param, place, refuse, ({ types }) => types.add(type)),
    );
    return `call("${name}", [${values.join(', ')}], ${!isFenced && place.lines[line].startsWith('|')})`;
  },
});

/** `src/markdown/templates.ts` implements exactly these. */
const markdown = language(
  {
    code: 'string',
    codes: 'readonly string[]',
    words: 'string',
    markdown: "EncodedText<'markdown'>",
    number: 'number',
  },
  {
    shell: 'string',
    shells: 'readonly string[]',
    variables: 'readonly string[]',
    patterns: 'readonly string[]',
    json: 'object',
    shellsInJson: 'readonly string[]',
    number: 'number',
  },
);

export const families = {
  hcl: {
    head: '',
    call: '(name: HelperName, value: unknown, depth: number) => string',
    /** `src/terraform/hcl/render.ts` implements exactly these. */
    helperNames: [
      'address',
      'assign',
      'expression',
      'identifier',
      'identifiers',
      'literal',
      'nested',
      'value',
    ],
    /** A template is given a block of the plan as it is. */
    isTyped: false,

    compileCall({ path: { original: name }, params, hash }, place, refuse) {
      if (!this.helperNames.includes(name)) refuse(`"${name}" is not a known helper`);
      if (params.length !== 1) refuse('a helper takes exactly one value');
      const [depth, ...others] = hash?.pairs ?? [];
      if (others.length > 0 || (depth && depth.key !== 'depth'))
        refuse('a helper knows no option but `depth`');
      return `call("${name}", ${pathOf(params[0], place, refuse)}, ${depth?.value.value ?? 0})`;
    },
  },
  guide: markdown,
  access: markdown,
  audit: markdown,
  client: markdown,
  /** The script of `nodes.users`; `src/access/node-users.ts` implements exactly this. */
  'node-users': language({}, { shell: 'string' }),
  /** `src/report/markup.ts` implements exactly these. */
  html: language({ text: 'string', sentence: 'string', markup: "EncodedText<'markup'>", number: 'number' }),
};

/** As Handlebars has them: an empty list is nothing, and so is what a section repeats if it is not there. */
const sections = `const has = (value) => (Array.isArray(value) ? value.length > 0 : Boolean(value));
const each = (items, one) => (items ?? []).map(one).join('');
`;

/** `name.sh.hbs` is a part of a block of code; what comes before `.hbs` is no part of the template's name. */
const templateFile = /^(?<name>[a-z-]+)(?<kind>\.md|\.sh|\.html|)\.hbs$/;

export async function compileTemplates() {
  await Promise.all(Object.keys(families).map(compileFamily));
}

/** Each template with its source, its code and what is known of its facts. */
export async function readFamily(name) {
  const folder = new URL(`templates/${name}/`, root);
  const files = (await readdir(folder)).filter((file) => file.endsWith('.hbs')).sort();
  const sources = new Map(
    await Promise.all(files.map(async (file) => [file, await readFile(new URL(file, folder), 'utf8')])),
  );
  return [...sources].map(([file, source]) => compileTemplate(file, source, families[name], sources));
}

async function compileFamily(name) {
  const compiled = await readFamily(name);
  const module = new URL(`src/compiled/${name}-templates`, root);
  const templates = compiled.map((one) => `${JSON.stringify(one.name)}: (call, of0) => ${one.code},\n`);
  await writeFile(
    `${module.pathname}.js`,
    `${sections}export const templates = {\n${templates.join('')}};\n`,
  );
  await writeFile(`${module.pathname}.d.ts`, declarations(name, families[name], compiled));
}

function declarations(name, { head, call, helperNames, isTyped }, compiled) {
  const facts = compiled.map(
    (one) => `  readonly "${one.name}": ${isTyped ? factsType(one.facts) : 'object'};\n`,
  );
  return `/** Made by \`scripts/compile-templates.mjs\` from \`templates/${name}\`: what each template must be given. */
${head}export interface Facts {\n${facts.join('')}}
export type HelperName = ${helperNames.map((helper) => `'${helper}'`).join(' | ')};
export type CallHelper = ${call};
export const templates: { readonly [Name in keyof Facts]: (call: CallHelper, facts: Facts[Name]) => string };
`;
}

/** `facts` collects what the template asks for; where it is a partial, among what the template around asks for. */
export function compileTemplate(file, source, family, sources, facts = factNode()) {
  const { name, kind } = templateFile.exec(file)?.groups ?? {};
  if (name === undefined) throw new Error(`templates: ${file} is not a template's name`);
  const lines = source.split('\n');
  const place = {
    file,
    kind,
    family,
    sources,
    lines,
    fenced: fencedLines(lines, kind === '.sh'),
    scopes: [facts],
  };
  return { name, source, facts, code: joined(Handlebars.parse(source).body, place) };
}

/** Numbers of lines in blocks of code. */
function fencedLines(lines, isCode) {
  const fenced = new Set();
  let isInside = isCode;
  lines.forEach((line, at) => {
    if (/^ *```/.test(line)) isInside = !isInside;
    if (isInside) fenced.add(at);
  });
  if (isInside !== isCode) throw new Error(`templates: a block of code does not end: ${lines[0]}`);
  return fenced;
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
    case 'MustacheStatement':
      return place.family.compileCall(statement, place, refuse);
    case 'BlockStatement':
      return compileSection(statement, place, refuse);
    case 'PartialStatement':
      return compilePartial(statement, place, refuse);
    default:
      return refuse(`a ${statement.type} has no place in a template`);
  }
}

function compileSection({ path: { original: kind }, params, hash, program, inverse }, place, refuse) {
  if (params.length !== 1 || hash || program?.blockParams) refuse('a section is about one value');
  const otherwise = joined(inverse?.body ?? [], place);
  if (kind === 'if' || kind === 'unless') {
    const value = pathOf(params[0], place, refuse, (fact) => {
      fact.isCondition = true;
    });
    const body = joined(program?.body ?? [], place);
    return `(has(${value}) ? ${kind === 'if' ? body : otherwise} : ${kind === 'if' ? otherwise : body})`;
  }
  if (kind !== 'each') return refuse(`section "${kind}" is not known`);
  let list;
  const value = pathOf(params[0], place, refuse, (fact) => {
    fact.element ??= factNode();
    list = fact;
  });
  const scopes = [...place.scopes, list.element];
  const inner = place.scopes.length;
  const body = joined(program.body, { ...place, scopes });
  const all = `each(${value}, (of${inner}, at${inner}, all${inner}) => ${body})`;
  return inverse ? `(has(${value}) ? ${all} : ${otherwise})` : all;
}

/** Another template of the family, about the same facts or about those of a path. */
function compilePartial({ name: { original: partial }, params, hash, indent, loc }, place, refuse) {
  if (params.length > 1 || hash || indent !== '')
    refuse('a partial has at most one value, and no indentation');
  const kind = place.fenced.has(loc.start.line - 1) ? '.sh' : place.kind;
  const file = `${partial}${kind}.hbs`;
  const source = place.sources.get(file);
  if (source === undefined) refuse(`there is no ${file}`);
  const context = params[0] ?? { type: 'PathExpression', depth: 0, parts: [] };
  const value = pathOf(context, place, refuse, (facts) =>
    compileTemplate(file, source, place.family, place.sources, facts),
  );
  return `templates["${partial}"](call, ${value})`;
}

/** `this`, or a path of names below it; `../` is what the `each` around is about. `note` adds what is known of the value. */
function pathOf(path, { scopes }, refuse, note = () => {}) {
  const scope = scopes.length - 1 - (path?.depth ?? 0);
  if (path?.type !== 'PathExpression' || scope < 0) return refuse('only a path may stand here');
  if (path.data) {
    if (scope === 0 || !['@first', '@last'].includes(path.original)) refuse('there is no such value here');
    return path.original === '@first' ? `at${scope} === 0` : `at${scope} + 1 === all${scope}.length`;
  }
  note(factAt(scopes[scope], path.parts));
  return [`of${scope}`, ...path.parts].join('?.');
}
