/**
 * Two policies that an independent simulator held against 110,880 StartSession requests: the builder yields exactly them,
 * and the proof of them holds. The guardrails, which say nothing of StartSession, have grown since.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildAccess } from '../../../src/access/access.js';
import type { RoleMapping } from '../../../src/mapping/model.js';
import { prove } from '../../../src/verify/prove.js';
import { checked } from '../../verify/proof/proven.js';

const { mapping } = await checked(`version: 1
accessControlAttributes: { configuration: elsewhere }
nodes: { tags: { ssm-runas: linux } }
session: { kmsKey: "arn:aws:kms:eu-central-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab" }
roles:
  admin: { osUser: ops-admin, permissionSet: LinuxAdmin }
`);

/** A mapping would be told to use an alias instead of a key of one account; the builder does not mind. */
const listed: RoleMapping = {
  ...mapping,
  accounts: ['111111111111', '222222222222', '333333333333', '444444444444', '555555555555'],
  regions: ['eu-central-1', 'eu-west-1'],
  arns: 'accounts',
};

const cases: readonly (readonly [string, RoleMapping])[] = [
  ['wildcard', mapping],
  ['accounts', listed],
];

describe.each(cases)('reference-%s.json', (name, model) => {
  const access = buildAccess(model, (code) => {
    throw new Error(code);
  });

  test('is what the builder yields', () => {
    const reference = JSON.parse(readFileSync(join(import.meta.dirname, `reference-${name}.json`), 'utf8'));
    expect(access.roles[0]?.policy).toEqual(reference);
    expect(JSON.parse(access.roles[0]?.policyText ?? '')).toEqual(reference);
  });

  test('is proven', () => {
    expect(prove(model, access)).toMatchObject({ holds: true, violations: [], unsupported: [] });
  });
});
