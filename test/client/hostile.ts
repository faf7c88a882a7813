/** Names that would be code if a client did not quote them. */
import fc from 'fast-check';
import type { TestRole } from './mapping.js';

/** Each would leave a file `canary` behind if a shell read it. */
const attacks = [
  '$(touch canary)',
  '`touch canary`',
  "'; touch canary; '",
  '"; touch canary; "',
  "'$(touch canary)'",
  ') touch canary ;;',
  '\\',
  "'\\''",
  '*',
  '%s%n',
  '-n',
  '${IFS}',
  '\u2019; touch canary; \u2018',
];

/** Any line of text; the mapping's schema refuses control characters long before. */
const line = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .filter((text) => !/[\p{Cc}\u2028\u2029]/u.test(text));

export const hostileText = fc
  .array(fc.oneof(fc.constantFrom(...attacks), line), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join(''));

/** https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_PermissionSet.html */
const permissionSetName = fc.stringMatching(/^[A-Za-z0-9_+=,.@-]{1,32}$/);

export const hostileRoles: fc.Arbitrary<readonly TestRole[]> = fc.uniqueArray(
  fc.record({ permissionSet: permissionSetName, osUser: hostileText, document: hostileText }),
  { minLength: 1, maxLength: 6, selector: ({ permissionSet }) => permissionSet },
);
