/** What the AWS CLI printed, read: what is understood, and what is refused with which words. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.js';
import { reportInto } from '../../src/diagnostics/report.js';
import { parseJsonDocuments } from '../../src/init/aws-output.js';
import { readAttributes } from '../../src/init/read-attributes.js';
import { readPermissionSets } from '../../src/init/read-permission-sets.js';

function read<Result>(
  reader: (output: { file: string; bytes: Uint8Array }, report: ReturnType<typeof reportInto>) => Result,
  text: string,
) {
  const found: Diagnostic[] = [];
  const result = reader(
    { file: 'in.json', bytes: new TextEncoder().encode(text) },
    reportInto(found, undefined),
  );
  return { result, codes: found.map(({ code }) => code) };
}

const described = (attributes: unknown, status = 'ENABLED', more = {}) =>
  JSON.stringify(
    {
      Status: status,
      InstanceAccessControlAttributeConfiguration: { AccessControlAttributes: attributes },
      ...more,
    },
    null,
    4,
  );

const attribute = (key: string, ...sources: string[]) => ({ Key: key, Value: { Source: sources } });

describe('attributes', () => {
  it.each(['SSMSessionRunAs', 'ssmsessionrunas', 'SsmSessionRunAS'])('finds the tag as %s', (key) => {
    const text = described([
      attribute('Z', '${path:z}'),
      attribute(key, '${path:userType}'),
      attribute('A', '${path:a}'),
    ]);
    expect(read(readAttributes, text)).toEqual({
      codes: [],
      result: {
        runAs: { key, source: '${path:userType}' },
        keep: [
          { key: 'A', source: '${path:a}' },
          { key: 'Z', source: '${path:z}' },
        ],
      },
    });
  });

  it('takes an empty list for what it is', () => {
    expect(read(readAttributes, described([])).result).toEqual({ runAs: undefined, keep: [] });
  });

  it.each([
    ['', 'init-input-empty'],
    [' \n', 'init-input-empty'],
    ['An error occurred (ResourceNotFoundException)', 'init-input-not-json'],
    ['{"Status": "ENABLED"', 'init-input-not-json'],
    ['ENABLED\tCostCenter', 'init-input-not-json'],
    ['[]', 'init-input-unexpected'],
    ['"ENABLED"', 'init-input-unexpected'],
    ['{"PermissionSets": []}', 'init-input-unexpected'],
    ['{"Status": "ENABLED"}', 'init-input-unexpected'],
    [`${described([])}${described([])}`, 'init-input-unexpected'],
    [described([{ Key: 'A' }]), 'init-input-unexpected'],
    [described([{ Value: { Source: ['x'] } }]), 'init-input-unexpected'],
    [described([attribute('A')]), 'init-attribute-sources'],
    [described([attribute('SSMSessionRunAs', '${path:a}', '${path:b}')]), 'init-attribute-sources'],
    [described([attribute('Team', 'x'), attribute('team', 'y')]), 'init-attribute-repeated'],
    [
      described([attribute('SSMSessionRunAs', 'x'), attribute('ssmsessionrunas', 'y')]),
      'init-attribute-repeated',
    ],
    [described([], 'CREATION_IN_PROGRESS'), 'init-attributes-not-enabled'],
    [described([], 'CREATION_FAILED', { StatusReason: 'no' }), 'init-attributes-not-enabled'],
  ])('refuses %j', (text, code) => {
    expect(read(readAttributes, text)).toEqual({ result: undefined, codes: [code] });
  });

  it('refuses UTF-16, which PowerShell redirects into files', () => {
    const found: Diagnostic[] = [];
    const bytes = Buffer.from(`\ufeff${described([])}`, 'utf16le');
    expect(readAttributes({ file: 'in.json', bytes }, reportInto(found, undefined))).toBeUndefined();
    expect(found.map(({ code }) => code)).toEqual(['source-not-utf8']);
  });
});

const arn = (suffix: string, instance = 'ssoins-722357a1b2c3d4e5', partition = 'aws') =>
  `arn:${partition}:sso:::permissionSet/${instance}/ps-${suffix.padEnd(16, '0')}`;
const set = (name: string, setArn: string) => ({
  PermissionSet: { Name: name, PermissionSetArn: setArn, SessionDuration: 'PT1H' },
});

describe('permission sets', () => {
  const one = set('LinuxAdmin', arn('a'));
  const two = set('LinuxDev', arn('b'));
  const both = [
    { name: 'LinuxAdmin', arn: arn('a') },
    { name: 'LinuxDev', arn: arn('b') },
  ];

  it.each([
    ['outputs one after the other', `${JSON.stringify(two)}\n${JSON.stringify(one, null, 4)}\n`],
    ['a list of outputs', JSON.stringify([two, one])],
    ['lists one after the other', `${JSON.stringify([one])}${JSON.stringify([two])}`],
    ['bare permission sets', JSON.stringify([one.PermissionSet, two.PermissionSet])],
    [
      'the list and the outputs',
      `${JSON.stringify({ PermissionSets: [arn('b'), arn('a')] })}${JSON.stringify([one, two])}`,
    ],
  ])('are read from %s', (_, text) => {
    expect(read(readPermissionSets, text)).toEqual({
      codes: [],
      result: { sets: both, instanceArn: 'arn:aws:sso:::instance/ssoins-722357a1b2c3d4e5', partition: 'aws' },
    });
  });

  it('may have an ARN only, and any partition', () => {
    const listed = arn('a', undefined, 'aws-us-gov');
    expect(read(readPermissionSets, JSON.stringify({ PermissionSets: [listed, listed] })).result).toEqual({
      sets: [{ name: undefined, arn: listed }],
      instanceArn: 'arn:aws-us-gov:sso:::instance/ssoins-722357a1b2c3d4e5',
      partition: 'aws-us-gov',
    });
  });

  it.each([
    ['', 'init-input-empty'],
    ['arn:aws:sso:::permissionSet/x', 'init-input-not-json'],
    ['{"PermissionSets": []}', 'init-input-unexpected'],
    ['{"PermissionSets": ["arn:aws:iam::111111111111:role/x"]}', 'init-input-unexpected'],
    ['{"Instances": []}', 'init-input-unexpected'],
    ['[1]', 'init-input-unexpected'],
    [JSON.stringify([one, set('Other', arn('c', 'ssoins-1111111111111111'))]), 'init-instances-differ'],
  ])('are refused in %j', (text, code) => {
    expect(read(readPermissionSets, text)).toEqual({ result: undefined, codes: [code] });
  });
});

describe('JSON documents', () => {
  it('come apart wherever white space is, or none', () => {
    const documents = fc.array(
      fc.oneof(
        fc.dictionary(
          fc.string(),
          fc.json().map((text) => JSON.parse(text)),
        ),
        fc.array(fc.string()),
      ),
    );
    fc.assert(
      fc.property(documents, fc.constantFrom('', ' ', '\n\n'), (values, between) => {
        const text = values.map((value) => JSON.stringify(value)).join(between);
        expect(parseJsonDocuments(text)).toEqual(values.map((value) => JSON.parse(JSON.stringify(value))));
      }),
    );
  });

  it.each(['{', '}', '[}', '{"a"', '{} x', '{"a": "}', ']['])('are refused in %j', (text) => {
    expect(() => parseJsonDocuments(text)).toThrow(SyntaxError);
  });
});
