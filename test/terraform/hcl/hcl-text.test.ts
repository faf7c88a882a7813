import { describe, expect, it } from 'vitest';
import { address, type hcl, identifier, literal, objectKey } from '../../../src/terraform/hcl/hcl-text.js';

describe('literal', () => {
  it.each([
    ['plain', '"plain"'],
    ['a "b" \\ c', '"a \\"b\\" \\\\ c"'],
    ['line\nend\tand\rtab', '"line\\nend\\tand\\rtab"'],
    ['bell\u0007 and \u202ereversed', '"bell\\u0007 and \\u202ereversed"'],
    ['tag \u{e0041}', '"tag \\U000e0041"'],
    ['ä 日本 🙂', '"ä 日本 🙂"'],
    ['${aws:userid}', '"$${aws:userid}"'],
  ])('%j is spelled %s', (value, spelled) => {
    expect(literal(value).toString()).toBe(spelled);
  });
});

describe('objectKey', () => {
  it.each([
    ['Owner', 'Owner'],
    ['ssm:resourceTag/x', '"ssm:resourceTag/x"'],
    ['for', '"for"'],
    ['null', '"null"'],
    ['', '""'],
    ['Straße', '"Straße"'],
    ['데이터', '"데이터"'],
    ['ดำ', '"\\u0e14\\u0e33"'],
  ])('%j is spelled %s', (key, spelled) => {
    expect(objectKey(key).toString()).toBe(spelled);
  });
});

describe('address', () => {
  it.each(['module.runas', 'module.a["b c"].aws_ssm_document.admin', 'module.a[0].b.c', 'aws_x.run-as'])(
    'keeps %s',
    (text) => {
      expect(address(text).toString()).toBe(text);
    },
  );

  it.each(['', 'a b', 'module."x"', 'a["x\\"]', 'a;b', 'a[x]'])('throws on %j', (text) => {
    expect(() => address(text)).toThrow('not a Terraform address');
  });
});

it('refuses what is no identifier', () => {
  expect(() => identifier('a b')).toThrow('not a Terraform identifier');
});

it('joins only text that is HCL already', () => {
  // @ts-expect-error a plain string is not HCL
  const part: Parameters<typeof hcl>[1] = 'plain';
  expect(part).toBe('plain');
});
