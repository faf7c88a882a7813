/** The table of keys is what the script derives, and small enough to be loaded with each proof. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { derive } from '../../scripts/action-keys/derive.js';
import { mayBeSentWith } from '../../src/aws/action-keys.js';

const file = join(import.meta.dirname, '../../src/aws/action-keys.json');

test('the table is committed as `npm run action-keys` writes it, with its date, in at most 60 kB', async () => {
  const text = readFileSync(file, 'utf8');
  expect(text.length).toBeLessThan(60_000);
  const committed = JSON.parse(text);
  expect(committed).toEqual(await derive());
  expect(committed.asOf).toMatch(/^\d{4}-\d\d-\d\d$/);
});

test.each([
  ['ssm:startsession', 'ssm:sessiondocumentaccesscheck', true],
  ['ssm:startsession', 'aws:sourceip', true],
  ['ssm:startsession', 'ec2:sourceinstancearn', true],
  ['ssm:startsession', 'aws:tagkeys', false],
  ['ssm:startsession', 'ram:allowsexternalprincipals', false],
  ['ec2:createtags', 'aws:requesttag/team', true],
  ['kms:generatedatakey', 'kms:encryptioncontext:aws:ssm:sessionid', true],
  ['iam:createrole', 'iam:permissionsboundary', true],
])('with %s, %s: %s', (action, key, isSent) => {
  expect(mayBeSentWith(action, key)).toBe(isSent);
});
