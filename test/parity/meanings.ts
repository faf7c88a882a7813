/** Terraform files of both syntaxes, read by a parser that is not ours, in a form in which what means the same is the same. */
import { parse } from '@cdktf/hcl2json';
import type { RenderedFile } from '../../src/terraform/plan/file.js';

export interface Meaning {
  /** Of the file in HCL. */
  readonly path: string;
  readonly hcl: unknown;
  readonly json: unknown;
}

/** Of every file with Terraform; throws where a file is in one syntax only. */
export async function meanings(
  hcl: readonly RenderedFile[],
  json: readonly RenderedFile[],
): Promise<readonly Meaning[]> {
  const terraform = hcl.filter(({ path }) => path.endsWith('.tf'));
  const names = json.filter(({ path }) => path.endsWith('.tf.json')).map(({ path }) => path);
  const expected = terraform.map(({ path }) => `${path}.json`);
  if (names.join() !== expected.join()) throw new Error(`${names.join()} for ${expected.join()}`);
  return Promise.all(
    terraform.map(async ({ path, text }) => {
      const other = json.find((file) => file.path === `${path}.json`);
      const { '//': header, ...content } = JSON.parse(other?.text ?? '');
      if (!`${header}`.includes('DO NOT EDIT')) throw new Error(`${path}.json has no header`);
      return { path, hcl: normalised(await parse(path, text)), json: normalised(content) };
    }),
  );
}

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
