import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareCodePoints, jsonencode } from '../../src/aws/json-text.js';

describe('jsonencode', () => {
  it('sorts keys, writes no white space and escapes what Go escapes', () => {
    expect(jsonencode({ b: '<&>\u2028', a: [1, true, { z: undefined, y: '"\\' }] })).toBe(
      '{"a":[1,true,{"y":"\\"\\\\"}],"b":"\\u003c\\u0026\\u003e\\u2028"}',
    );
  });

  it('yields JSON of the same value', () => {
    const scalar = fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.boolean());
    const tree = fc.letrec((tie) => ({
      node: fc.oneof(
        { depthSize: 'small' },
        scalar,
        fc.array(tie('node')),
        fc.dictionary(fc.string(), tie('node')),
      ),
    })).node;
    fc.assert(
      fc.property(tree, (value) => {
        expect(JSON.parse(jsonencode(value as never))).toEqual(value);
      }),
    );
  });

  it('orders by code point as Go orders strings', () => {
    expect(['\uffff', '\u{10000}', 'a', 'Z', 'ab'].sort(compareCodePoints)).toEqual([
      'Z',
      'a',
      'ab',
      '\uffff',
      '\u{10000}',
    ]);
    const utf8 = (text: string) => Buffer.from(text, 'utf8');
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(compareCodePoints(a, b))).toBe(Math.sign(Buffer.compare(utf8(a), utf8(b))));
      }),
    );
  });
});
