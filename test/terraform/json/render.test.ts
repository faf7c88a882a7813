import { describe, expect, it } from 'vitest';
import { renderJson } from '../../../src/terraform/json/render.js';
import { map, text } from '../../../src/terraform/plan/value.js';

describe('an output', () => {
  it.each(['fqn', 'resolve', '_children', '_metadata', 'constructor', 'toString', 'length', '//'])(
    'keeps its other entries beside one called %s',
    (key) => {
      const { text: json } = renderJson(
        {
          kind: 'terraform',
          path: 'outputs',
          comment: [],
          blocks: [
            {
              kind: 'output',
              name: 'documents',
              description: 'By role.',
              value: map({ [key]: map({ [key]: text('a'), name: text('b') }), other: text('c') }),
            },
          ],
        },
        'made',
      );
      expect(JSON.parse(json)).toEqual({
        '//': 'made',
        output: {
          documents: {
            value: { [key]: { [key]: 'a', name: 'b' }, other: 'c' },
            description: 'By role.',
          },
        },
      });
    },
  );
});
