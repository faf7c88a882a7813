/** Compiled templates do what Handlebars does with the same template, whatever they are given; the compiler refuses what is no template. */
import fc from 'fast-check';
import Handlebars from 'handlebars';
import { describe, expect, it } from 'vitest';
import {
  type CompiledTemplate,
  compileTemplate,
  type Fact,
  families,
  readFamily,
} from '../../scripts/compile-templates.mjs';
import * as access from '../../src/compiled/access-templates.js';
import * as audit from '../../src/compiled/audit-templates.js';
import * as client from '../../src/compiled/client-templates.js';
import * as guide from '../../src/compiled/guide-templates.js';
import * as hcl from '../../src/compiled/hcl-templates.js';
import * as html from '../../src/compiled/html-templates.js';
import * as nodeUsers from '../../src/compiled/node-users-templates.js';
import { renderBlockTemplate } from '../../src/terraform/hcl/render.js';

/** The text of a call, so that nothing about it is lost. */
type Spell = (name: string, value: unknown, option: unknown) => string;
type Template = (call: Spell, facts: unknown) => string;

const spell: Spell = (name, value, option) => `<${name} ${JSON.stringify(value)} ${option}>`;

function handlebars(
  family: string,
  name: string,
  all: readonly CompiledTemplate[],
): Handlebars.TemplateDelegate {
  const environment = Handlebars.create();
  for (const template of all) environment.registerPartial(template.name, withCellsMarked(template.source));
  for (const helper of new Set(
    all.flatMap(({ source }) => source.match(/(?<=\{\{)(?!else)[A-Za-z]+(?= )/g) ?? []),
  ))
    environment.registerHelper(helper, (...given: unknown[]) => {
      const { hash } = given.pop() as { hash: { depth?: number; cell?: true } };
      return family === 'hcl'
        ? spell(helper, given[0], hash.depth ?? 0)
        : spell(helper, given, hash.cell === true);
    });
  return environment.compile(`{{> ${name}}}`, { noEscape: true });
}

/** Calls of helpers on lines that begin with a bar and are not in a block of code. */
function withCellsMarked(source: string): string {
  return source.replaceAll(/^```[\s\S]*?^```$|^\|.*$/gm, (found) =>
    found.startsWith('|') ? found.replaceAll(/(\{\{(?!else)[A-Za-z]+ [^}]*)\}\}/g, '$1 cell=true}}') : found,
  );
}

/** Something, nothing or not even there, for each fact that the template uses. */
function factsOf({ fields, element }: Fact): fc.Arbitrary<unknown> {
  if (element) return fc.array(factsOf(element), { maxLength: 2 });
  if (fields.size === 0) return fc.oneof(fc.string(), fc.boolean());
  return fc.record(Object.fromEntries([...fields].map(([name, fact]) => [name, factsOf(fact)])), {
    requiredKeys: [],
    // Handlebars compares contexts with `!=`, which fails for an object without a prototype.
    noNullPrototype: true,
  });
}

describe.each<[string, Readonly<Record<string, unknown>>]>([
  ['hcl', hcl.templates],
  ['guide', guide.templates],
  ['access', access.templates],
  ['audit', audit.templates],
  ['client', client.templates],
  ['html', html.templates],
  ['node-users', nodeUsers.templates],
])('compiled templates of %s', async (family, templates) => {
  const all = await readFamily(family);

  it('are those of its folder', () => {
    expect(Object.keys(templates)).toEqual(all.map(({ name }) => name));
  });

  it.each(all.map((template) => [template.name, template] as const))(
    'yield what Handlebars makes of %s',
    (name, { facts }) => {
      const judge = handlebars(family, name, all);
      fc.assert(
        fc.property(factsOf(facts), (given) => {
          expect((templates[name] as Template)(spell, given)).toBe(judge(given));
        }),
      );
    },
  );
});

describe('the compiler of templates', () => {
  const compiled = (source: string, file = 'a.md.hbs') =>
    compileTemplate(
      file,
      source,
      families.access,
      new Map([
        ['b.md.hbs', ''],
        ['c.sh.hbs', ''],
      ]),
    ).code;

  it.each([
    ['a value that no helper encodes', '{{name}}', '"name" is no helper here'],
    ['a helper that is not known', '{{upper name}}', '"upper" is no helper here'],
    ['an unencoded value', '{{{name}}}', '"name" is no helper here'],
    ['prose in a block of code', '```sh\n{{words name}}\n```', '"words" is no helper in a block of code'],
    ['a word of a command in prose', '{{shell name}}', '"shell" is no helper here'],
    ['a comparison', '{{#if (eq a b)}}x{{/if}}', 'only a path may stand here'],
    ['a section that is not known', '{{#with a}}x{{/with}}', 'section "with" is not known'],
    ['a partial that is not there', '{{> d}}', 'there is no d.md.hbs'],
    ['a part of a block of code in prose', '{{> c}}', 'there is no c.md.hbs'],
    ['a block of code that does not end', '```sh\nls\n', 'a block of code does not end'],
  ])('refuses %s', (_, source, reason) => {
    expect(() => compiled(source)).toThrow(reason);
  });

  it('takes words of a command in a block of code, and in a template that is part of one', () => {
    expect(compiled('```sh\nls {{shell name}}\n{{> c}}\n```')).toContain('call("shell", [of0?.name], false)');
    expect(compiled('ls {{shell name}}', 'a.sh.hbs')).toContain('call("shell", [of0?.name], false)');
  });

  it('marks what is in a row of a table', () => {
    expect(compiled('| {{code name}} |')).toContain('call("code", [of0?.name], true)');
  });
});

describe('a template of HCL', () => {
  it('gives a helper nothing but a value', () => {
    expect(() => renderBlockTemplate('moved', { from: 'aws_ssm_document.a' })).toThrow(
      'template helper "address" was given nothing',
    );
  });
});
