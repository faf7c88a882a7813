/** The two syntaxes of every case, read by a parser that is not ours, mean the same. */
import { parse } from '@cdktf/hcl2json';
import { describe, expect, it } from 'vitest';
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
      expect(normalised(await parse(path, text)), path).toEqual(normalised(content));
    }
  });
});

/** Places that hold an address or a type: HCL writes it bare, which the parser shows as an interpolation. */
const bareKeys = new Set(['to', 'from', 'depends_on', 'ignore_changes', 'type']);

/** Blocks as objects whether they came as lists of one or not, expressions without their layout. */
function normalised(value: unknown, key = ''): unknown {
  if (typeof value === 'string')
    return withoutLayout(bareKeys.has(key) ? value.replace(/^\$\{(.*)\}$/, '$1') : value);
  if (Array.isArray(value)) {
    const items = value.map((item) => normalised(item, key));
    // HCL may have several blocks of local values, JSON has one.
    if (key === 'locals') return Object.assign({}, ...items);
    return items.length === 1 && typeof items[0] === 'object' ? items[0] : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, child]) => [keyText(name), normalised(child, name)]),
  );
}

/** A key that is an expression in JSON is the text it stands for. */
const keyText = (key: string) => key.replace(/^\$\{"(\w+)"\}$/, '$1');

/**
 * An expression as its tokens, without comments, line breaks and the commas that may stand for them; other text as it is.
 * JSON has expressions on one line.
 */
function withoutLayout(text: string): string | readonly string[] {
  if (!/^\$\{.*\}$/s.test(text)) return text;
  const tokens = text.matchAll(/"(?:[^"\\]|\\.)*"|#[^\n]*|[\w.-]+|[^\s,]/g);
  return [...tokens].map(([token]) => token).filter((token) => !token.startsWith('#'));
}
