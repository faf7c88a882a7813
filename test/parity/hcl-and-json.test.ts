/** The two syntaxes of every case, read by a parser that is not ours, mean the same. */
import { parse } from '@cdktf/hcl2json';
import { describe, expect, it } from 'vitest';
import { type JsonTree, jsonencode } from '../../src/aws/json-text.js';
import { escapeTemplate } from '../../src/terraform/template-escape.js';
import { caseNames, filesOfCase } from '../cases/case.js';

describe.each(caseNames)('%s', (name) => {
  it('is the same in HCL and JSON', async () => {
    const [hcl, json] = await Promise.all([filesOfCase(name, 'hcl'), filesOfCase(name, 'json')]);
    const terraform = hcl.filter(({ path }) => path.endsWith('.tf'));
    expect(json.filter(({ path }) => path.endsWith('.tf.json')).map(({ path }) => path)).toEqual(
      terraform.map(({ path }) => `${path}.json`),
    );
    for (const { path, text } of terraform) {
      const other = json.find((file) => file.path === `${path}.json`);
      const { '//': header, ...content } = JSON.parse(other?.text ?? '');
      expect(header).toContain('DO NOT EDIT');
      expect(await normalised(await parse(path, text)), path).toEqual(await normalised(content));
    }
  });
});

/** Places that hold an address: HCL writes it bare, which the parser shows as an interpolation. */
const addressKeys = new Set(['to', 'from', 'depends_on', 'ignore_changes']);

/** Blocks as objects whether they came as lists of one or not, documents as the text that Terraform makes of them. */
async function normalised(value: unknown, key = ''): Promise<unknown> {
  if (typeof value === 'string')
    return addressKeys.has(key) ? value.replace(/^\$\{(.*)\}$/, '$1') : document(value);
  if (Array.isArray(value)) {
    const items = await Promise.all(value.map((item) => normalised(item, key)));
    return items.length === 1 && typeof items[0] === 'object' ? items[0] : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(async ([name, child]) => [
    keyText(name),
    await normalised(child, name),
  ]);
  return Object.fromEntries(await Promise.all(entries));
}

/** A key that is an expression in JSON is the text it stands for. */
const keyText = (key: string) => key.replace(/^\$\{"(\w+)"\}$/, '$1');

async function document(text: string): Promise<string> {
  const [, expression] = /^\$\{jsonencode\((.*)\)\}$/s.exec(text) ?? [];
  if (expression === undefined || !expression.startsWith('{')) return text;
  const { tree } = (await parse('document.tf', `tree = ${expression}\n`)) as { tree: JsonTree };
  return escapeTemplate(jsonencode(unescaped(tree)));
}

/** What the parser shows as a template, as the text that it yields. */
function unescaped(tree: JsonTree): JsonTree {
  if (typeof tree === 'string') return tree.replaceAll(/([$%])\1\{/g, '$1{');
  if (typeof tree !== 'object') return tree;
  if (Array.isArray(tree)) return tree.map(unescaped);
  return Object.fromEntries(
    Object.entries(tree).map(([key, member]) => [key, member === undefined ? member : unescaped(member)]),
  );
}
