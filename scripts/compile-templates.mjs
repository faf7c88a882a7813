// Precompiles `templates/*.hbs` into `src/compiled/templates.js`, so that start-up parses nothing. A template that
// prints anything but the result of a known helper is refused here: Handlebars' own escaping is for HTML and would
// protect nothing.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import Handlebars from 'handlebars';
import { helperNames } from './template-helpers.mjs';

const folder = new URL('../templates/', import.meta.url);
const target = new URL('../src/compiled/templates.js', import.meta.url);

export async function compileTemplates() {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.hbs')).sort();
  const specifications = await Promise.all(files.map(compile));
  await writeFile(target, `export const specifications = {\n${specifications.join('')}};\n`);
}

async function compile(file) {
  const source = await readFile(new URL(file, folder), 'utf8');
  const template = Handlebars.parse(source);
  checkStatements(template.body, file);
  const specification = Handlebars.precompile(template, {
    noEscape: true,
    knownHelpersOnly: true,
    knownHelpers: Object.fromEntries(helperNames.map((name) => [name, true])),
  });
  return `${JSON.stringify(file.replace('.hbs', ''))}: ${specification},\n`;
}

const sections = new Set(['if', 'each']);

function checkStatements(statements, file) {
  for (const statement of statements) checkStatement(statement, file);
}

function checkStatement(statement, file) {
  const refuse = (reason) => {
    throw new Error(`${file}:${statement.loc.start.line}: ${reason}`);
  };
  switch (statement.type) {
    case 'ContentStatement':
    case 'CommentStatement':
      return;
    case 'MustacheStatement':
      if (!helperNames.includes(statement.path.original))
        refuse(`"${statement.path.original}" is not a known helper`);
      if (statement.params.length !== 1) refuse('a helper takes exactly one value');
      return;
    case 'BlockStatement':
      if (!sections.has(statement.path.original)) refuse(`section "${statement.path.original}" is not known`);
      checkStatements(statement.program.body, file);
      checkStatements(statement.inverse?.body ?? [], file);
      return;
    default:
      refuse(`a ${statement.type} has no place in a template`);
  }
}
