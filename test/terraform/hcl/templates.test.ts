import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import Handlebars from 'handlebars';
import { describe, expect, it } from 'vitest';
import { type CallHelper, type TemplateName, templates } from '../../../src/compiled/templates.js';
import { renderTemplate } from '../../../src/terraform/hcl/render.js';

const names = Object.keys(templates) as TemplateName[];
const helpers = [
  'address',
  'assign',
  'expression',
  'identifier',
  'identifiers',
  'literal',
  'nested',
  'value',
];

/** Spells out what a helper was asked, so that nothing about the call is lost. */
const spell: CallHelper = (name, value, depth) => `<${name} ${JSON.stringify(value)} ${depth}>`;

function handlebars(name: TemplateName): Handlebars.TemplateDelegate {
  const environment = Handlebars.create();
  for (const helper of helpers)
    environment.registerHelper(helper, (value, { hash }) => spell(helper as never, value, hash.depth ?? 0));
  const source = readFileSync(new URL(`../../../templates/hcl/${name}.hbs`, import.meta.url), 'utf8');
  return environment.compile(source, { noEscape: true });
}

/** Something, nothing or not even there, for each name that any template asks for. */
const item = fc.record(
  {
    name: fc.string(),
    source: fc.string(),
    version: fc.string(),
    condition: fc.string(),
    message: fc.string(),
  },
  { requiredKeys: [] },
);
const items = fc.array(item, { maxLength: 3 });
const context = fc.record(
  {
    ...Object.fromEntries(
      ['address', 'from', 'id', 'label', 'name', 'requiredVersion', 'to', 'type'].map((key) => [
        key,
        fc.string(),
      ]),
    ),
    ...Object.fromEntries(
      ['arguments', 'assertions', 'blocks', 'dependsOn', 'postconditions', 'providers', 'values'].map(
        (key) => [key, items],
      ),
    ),
    spellDestroy: fc.boolean(),
    lifecycle: fc.record({ preventDestroy: fc.boolean(), ignoreChanges: items }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
);

describe('compiled templates', () => {
  it.each(names)('yield what Handlebars makes of %s.hbs', (name) => {
    const judge = handlebars(name);
    fc.assert(
      fc.property(context, (given) => {
        expect(templates[name](spell, given)).toBe(judge(given));
      }),
    );
  });

  it('give a helper nothing but a value', () => {
    expect(() => renderTemplate('moved', { from: 'aws_ssm_document.a' })).toThrow(
      'template helper "address" was given nothing',
    );
  });
});
