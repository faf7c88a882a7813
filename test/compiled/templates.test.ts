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

function handlebars(family: string, name: string): Handlebars.TemplateDelegate {
  const environment = Handlebars.create();
  const sources = sourcesOf(family);
  for (const [partial, source] of sources) {
    environment.registerPartial(partial, source);
    for (const [, helper = ''] of source.matchAll(/\{\{([a-z]+)(?= )/g))
      if (helper !== 'else') environment.registerHelper(helper, judged(family, helper, source));
  }
  return environment.compile(`{{> ${name}}}`, { noEscape: true });
}

const bodies = /^```[\s\S]*?^```$/gm;
const isOutsideOfCode = (source: string, line: number): boolean =>
  source
    .replaceAll(bodies, (body) => body.replaceAll('|', ' '))
    .split('\n')
    [line - 1]?.startsWith('|') === true;

/** Handlebars gives a helper its values, and last the options. */
function judged(family: string, helper: string, source: string): Handlebars.HelperDelegate {
  return (...given) => {
    const { hash, loc } = given.pop() as { hash: { depth?: number }; loc: { start: { line: number } } };
    return family === 'hcl'
      ? spell(helper, given[0], hash.depth ?? 0)
      : spell(helper, given, isOutsideOfCode(source, loc.start.line));
  };
}

/** Something, nothing or not even there, for each name that a template of the family asks for; lists where it repeats something. */
function factsOf(family: string): fc.Arbitrary<object> {
  const lists = new Set<string>();
  const names = new Set<string>();
  const note = ({ parts }: hbs.AST.PathExpression) => {
    for (const part of parts) names.add(part);
  };
  class Names extends Handlebars.Visitor {
    override PathExpression(path: hbs.AST.PathExpression): void {
      note(path);
    }
    override BlockStatement(block: hbs.AST.BlockStatement): void {
      const [path] = block.params as hbs.AST.PathExpression[];
      if (block.path.original === 'each' && path) lists.add(path.parts.at(-1) ?? '');
      super.BlockStatement(block);
    }
  }
  for (const source of sourcesOf(family).values()) new Names().accept(Handlebars.parse(source));
  const { facts } = fc.letrec<{ facts: object }>((tie) => {
    // Mostly plain values, because each object has a value for every name.
    const value = fc.oneof(
      { maxDepth: 3, depthIdentifier: 'facts' },
      { weight: 4, arbitrary: fc.oneof(fc.string(), fc.boolean()) },
      { weight: 1, arbitrary: tie('facts') },
    );
    const list = fc.array(value, { maxLength: 2 });
    return {
      facts: fc.record(Object.fromEntries([...names].map((name) => [name, lists.has(name) ? list : value])), {
        requiredKeys: [],
      }),
    };
  });
  return facts;
}

const written = Object.entries(families).filter(([, templates]) => Object.keys(templates).length > 0);

describe.each(written)('compiled templates of %s', (family, templates) => {
  const facts = factsOf(family);

  it.each(Object.keys(templates))('yield what Handlebars makes of %s', (name) => {
    const judge = handlebars(family, name);
    fc.assert(
      fc.property(facts, (given) => {
        expect((templates[name] as Template)(spell, given)).toBe(judge(given));
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
