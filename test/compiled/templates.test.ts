/** Compiled templates do what Handlebars does with the same template, whatever they are given. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import Handlebars from 'handlebars';
import { describe, expect, it } from 'vitest';
import * as access from '../../src/compiled/access-templates.js';
import * as guide from '../../src/compiled/guide-templates.js';
import * as hcl from '../../src/compiled/hcl-templates.js';
import { renderBlockTemplate } from '../../src/terraform/hcl/render.js';

/** The text of a call, so that nothing about it is lost. */
type Spell = (name: string, value: unknown, option: unknown) => string;
type Template = (call: Spell, facts: object) => string;

const spell: Spell = (name, value, option) => `<${name} ${JSON.stringify(value)} ${option}>`;

const families: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  hcl: hcl.templates,
  guide: guide.templates,
  access: access.templates,
};

const sourcesOf = (family: string): ReadonlyMap<string, string> => {
  const folder = new URL(`../../templates/${family}/`, import.meta.url);
  return new Map(
    readdirSync(folder)
      .filter((file) => file.endsWith('.hbs'))
      .map((file) => [file.split('.')[0] ?? '', readFileSync(new URL(file, folder), 'utf8')]),
  );
};

/** A judge of all templates of a family. Handlebars tells helpers the template and the line that they are called in. */
function handlebars(family: string): (name: string, facts: object) => string {
  const environment = Handlebars.create();
  const sources = sourcesOf(family);
  const compiled = new Map<string, Handlebars.TemplateDelegate>();
  for (const [name, source] of sources) {
    const template = environment.compile(Handlebars.parse(source, { srcName: name }), { noEscape: true });
    compiled.set(name, template);
    environment.registerPartial(name, template);
    for (const [, helper = ''] of source.matchAll(/\{\{([A-Za-z]+)(?= )/g))
      if (helper !== 'else') environment.registerHelper(helper, judged(family, helper, sources));
  }
  return (name, facts) => compiled.get(name)?.(facts) ?? '';
}

/** Handlebars gives a helper its values, and last the options. */
function judged(
  family: string,
  helper: string,
  sources: ReadonlyMap<string, string>,
): Handlebars.HelperDelegate {
  return (...given) => {
    const { hash, loc } = given.pop() as { hash: { depth?: number }; loc: hbs.AST.SourceLocation };
    return family === 'hcl'
      ? spell(helper, given[0], hash.depth ?? 0)
      : spell(helper, given, isOutsideOfCode(sources.get(loc.source) ?? '', loc.start.line));
  };
}

const bodies = /^```[\s\S]*?^```$/gm;
const isOutsideOfCode = (source: string, line: number): boolean =>
  source
    .replaceAll(bodies, (body) => body.replaceAll('|', ' '))
    .split('\n')
    [line - 1]?.startsWith('|') === true;

/** What a template asks for: names below names, and what is repeated. */
interface Asked {
  readonly names: Map<string, Asked>;
  element?: Asked;
}

class Asking extends Handlebars.Visitor {
  constructor(
    private readonly sources: ReadonlyMap<string, string>,
    private readonly scopes: readonly Asked[],
  ) {
    super();
  }

  private at(path: hbs.AST.PathExpression | undefined): Asked {
    let asked = this.scopes.at(-1 - (path?.depth ?? 0)) ?? { names: new Map() };
    for (const part of path?.parts ?? []) {
      const below: Asked = asked.names.get(part) ?? { names: new Map() };
      asked.names.set(part, below);
      asked = below;
    }
    return asked;
  }

  override PathExpression(path: hbs.AST.PathExpression): void {
    if (!path.data) this.at(path);
  }

  /** The first path is the name of the helper. */
  override MustacheStatement({ params }: hbs.AST.MustacheStatement): void {
    this.acceptArray(params);
  }

  override BlockStatement({ path, params, program, inverse }: hbs.AST.BlockStatement): void {
    this.acceptArray(params);
    if (path.original === 'each') {
      const list = this.at(params[0] as hbs.AST.PathExpression);
      list.element ??= { names: new Map() };
      new Asking(this.sources, [...this.scopes, list.element]).accept(program);
    } else if (program) this.accept(program);
    if (inverse) this.accept(inverse);
  }

  override PartialStatement({ name, params }: hbs.AST.PartialStatement): void {
    const facts = this.at(params[0] as hbs.AST.PathExpression | undefined);
    const source = this.sources.get((name as hbs.AST.PathExpression).original) ?? '';
    new Asking(this.sources, [facts]).accept(Handlebars.parse(source));
  }
}

/** Something, nothing or not even there, for each name that a template asks for. */
function factsFor({ names, element }: Asked): fc.Arbitrary<unknown> {
  if (element) return fc.array(factsFor(element), { maxLength: 2 });
  if (names.size === 0) return fc.oneof(fc.string(), fc.boolean(), fc.array(fc.string(), { maxLength: 2 }));
  const fields = [...names].map(([name, asked]) => [name, factsFor(asked)] as const);
  return fc.record(Object.fromEntries(fields), { requiredKeys: [] });
}

const written = Object.entries(families).filter(([, templates]) => Object.keys(templates).length > 0);

describe.each(written)('compiled templates of %s', (family, templates) => {
  const sources = sourcesOf(family);
  const judge = handlebars(family);

  it.each(Object.keys(templates))('yield what Handlebars makes of %s', (name) => {
    const asked: Asked = { names: new Map() };
    new Asking(sources, [asked]).accept(Handlebars.parse(sources.get(name) ?? ''));
    fc.assert(
      fc.property(factsFor(asked), (given) => {
        const facts = Object(given);
        expect((templates[name] as Template)(spell, facts)).toBe(judge(name, facts));
      }),
    );
  });
});

describe('a template of HCL', () => {
  it('gives a helper nothing but a value', () => {
    expect(() => renderBlockTemplate('moved', { from: 'aws_ssm_document.a' })).toThrow(
      'template helper "address" was given nothing',
    );
  });
});
