/** Laws of values that differ by place: nothing is lost in parts, and a filled document says of which place it is. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentAt, placeOfInputs } from '../../src/access/document-by-place.js';
import { sessionDocument } from '../../src/aws/session-document.js';
import {
  filled,
  partsOf,
  placeholdersIn,
  strayBrace,
  valuePlaceholders,
} from '../../src/mapping/place-values.js';
import { encodeExpression } from '../../src/terraform/hcl/encode.js';
import { interpolate } from '../../src/terraform/json/encode.js';
import { reference, template } from '../../src/terraform/plan/value.js';

const piece = fc.oneof(
  fc.string({ maxLength: 6, unit: 'grapheme' }),
  fc.constantFrom('$', '%', '{', '}', '${', '%{', '"', '\\', '.*', '{x}'),
  fc.constantFrom(...valuePlaceholders).map((name) => `{${name}}`),
);
const value = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
const place = fc.record({
  account: fc.stringMatching(/^\d{12}$/),
  region: fc.constantFrom('eu-central-1', 'eu-west-1', 'us-gov-west-1'),
});

describe('values by place', () => {
  it('are the same text again when their parts are put together', () => {
    fc.assert(
      fc.property(value, (text) => {
        const parts = partsOf(text).map((part) => (typeof part === 'string' ? part : `{${part.name}}`));
        expect(parts.join('')).toBe(text);
      }),
    );
  });

  it('have no placeholder after $ or %, where Terraform would read something else', () => {
    fc.assert(
      fc.property(value, (text) => {
        for (const [at, part] of partsOf(text).entries()) {
          const before = partsOf(text)[at - 1];
          if (typeof part !== 'string' && typeof before === 'string') expect(before).not.toMatch(/[$%]$/);
        }
      }),
    );
    expect(placeholdersIn('${account}%{region}')).toEqual([]);
    expect(strayBrace('${account}')).toBe('{account}');
  });

  it('are one template in both syntaxes: interpolations are those of placeholders, and no others', () => {
    const here = reference('data', 'aws_region', 'current', 'id');
    fc.assert(
      fc.property(value, (text) => {
        const parts = partsOf(text);
        const computed = parts.filter((part) => typeof part !== 'string').length;
        const expression = template(...parts.map((part) => (typeof part === 'string' ? part : here)));
        for (const written of [encodeExpression(expression, undefined).toString(), interpolate(expression)]) {
          // Not by nothing: what stood before and behind would come together.
          const unescaped = written.replaceAll(/[$%]{2}\{/g, ' ');
          expect(unescaped.match(/\$\{data\.aws_region\.current\.id\}/g) ?? []).toHaveLength(computed);
          expect(unescaped.replaceAll('${data.aws_region.current.id}', '')).not.toMatch(/[$%]\{/);
        }
      }),
    );
  });

  it('say of a filled document which place it is of', () => {
    fc.assert(
      fc.property(value, value, place, (bucket, prefix, where) => {
        fc.pre(![bucket, prefix].some((text) => /role|osUser/.test(text)));
        const document = sessionDocument('d', 'dev', {
          s3BucketName: `a-{account}-${bucket}`,
          s3KeyPrefix: `{region}/${prefix}`,
        });
        const said = placeOfInputs(document, documentAt(document, where).inputs);
        // Text between placeholders may look like a part of them, but never makes another document of it.
        if (said) expect(documentAt(document, said)).toEqual(documentAt(document, where));
        expect(filled('{account}{region}', where)).toBe(where.account + where.region);
      }),
    );
    const plain = sessionDocument('d', 'dev', { s3KeyPrefix: 'a/{account}/{region}/b' });
    const where = { account: '111122223333', region: 'eu-west-1' };
    expect(placeOfInputs(plain, documentAt(plain, where).inputs)).toEqual(where);
    expect(placeOfInputs(plain, { s3KeyPrefix: 'a/x/y/b' })).toBeUndefined();
  });
});
