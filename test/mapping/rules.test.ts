/** What the rules let pass; what they refuse stands in `test/cases/invalid`. */
import { describe, expect, test } from 'vitest';
import { quietTop, quietTopWith, readText } from './read.js';

const role = 'roles: { dev: { osUser: dev, permissionSet: Dev } }\n';
const withoutAttributes = quietTop.replace(/accessControl.*\n/, '');
const instance = 'identityCenter: { instanceArn: "arn:aws:sso:::instance/ssoins-722357a1b2c3d4e5" }\n';

const manyRoles = (count: number) =>
  `roles:\n${Array.from({ length: count }, (_, at) => `  r${at}: { osUser: u${at}, permissionSet: P${at} }\n`).join('')}`;

async function codesOf(text: string): Promise<readonly string[]> {
  return (await readText(text)).codes;
}

describe('no finding', () => {
  test.each([
    ['of the quiet mapping', `${quietTop}${role}`],
    [
      'of a mapping that states everything',
      `${quietTop}$schema: x\narns: accounts\nregions: [eu-central-1]\nguardrails: standard\noutput: { awsProvider: 5 }\n${role}`,
    ],
    [
      'of an AD user',
      `${quietTop}roles: { dev: { osUser: 0day.dev@corp.example.com, permissionSet: Dev } }\n`,
    ],
    [
      'of names in a directory that begin like others',
      `${quietTop}roles: { a: { osUser: root.dev@corp, permissionSet: A }, b: { osUser: 0x@a-b.c9.example, permissionSet: AWSReserved }, c: { osUser: toor2@x, permissionSet: C } }\n`,
    ],
    ['of an alias in several Regions', `${quietTop}regions: [eu-central-1, eu-west-1]\n${role}`],
    [
      'of the ARN of a key in the only place there is',
      `${quietTop.replace('alias/session-manager', '"arn:aws:kms:eu-west-1:111122223333:alias/x"')}regions: [eu-west-1]\n${role}`,
    ],
    [
      'of a deny beside what sessions need',
      `${quietTop}guardrails: { deny: ["ssm:Put*", "ssm:*Parameter?", "iam:*"] }\n${role}`,
    ],
    [
      'of an exception spelled as it is listed',
      `${quietTop}guardrails: { except: ["ssm:UpdateDocument*"] }\n${role}`,
    ],
    [
      'of a role that inherits the sink of its log',
      `${quietTop.replace('session: {', 'session: { s3: { bucket: logs },')}roles: { dev: { osUser: dev, permissionSet: Dev, session: { s3: { prefix: dev } } } }\n`,
    ],
    [
      'of a removed source without a configuration of ours',
      `${withoutAttributes}accessControlAttributes: { configuration: elsewhere, removes: "\${path:title}" }\n${role}`,
    ],
    [
      'of nothing that remains when that is decided',
      `${withoutAttributes}rollout: switch\naccessControlAttributes: { configuration: managed, keep: {}, whenNoneRemain: placeholder }\n${role}`,
    ],
    [
      'of a module without blocks for the root',
      `${withoutAttributes}${instance}rollout: prepare\noutput: { layout: module }\naccessControlAttributes: { configuration: unmanaged, keep: { A: "\${path:title}" } }\n${role}`,
    ],
    [
      'of a module whose configuration is turned off',
      `${withoutAttributes}${instance}rollout: switch\noutput: { layout: module }\naccessControlAttributes: { configuration: unmanaged, keep: {}, whenNoneRemain: disable }\n${role}`,
    ],
    [
      'of a module whose managed configuration is turned off, under whichever address',
      `${withoutAttributes}rollout: switch\noutput: { layout: module }\naccessControlAttributes: { configuration: managed, address: aws_ssoadmin_instance_access_control_attributes.x, keep: {}, whenNoneRemain: disable }\n${role}`,
    ],
    [
      'of a canary in the middle of the cut-over',
      `${withoutAttributes}rollout: switch\naccessControlAttributes: { configuration: elsewhere }\nroles:\n  dev: { osUser: dev, permissionSet: Dev, principalTag: forbid }\n  ops: { osUser: ops, permissionSet: Ops }\n`,
    ],
    [
      'of a tag that no role ignores in the end',
      `${quietTop}principalTag: ignore\nroles: { dev: { osUser: dev, permissionSet: Dev, principalTag: match } }\n`,
    ],
    [
      'of policies attached elsewhere while one is attached here',
      `${withoutAttributes}rollout: switch\naccessControlAttributes: { configuration: managed, keep: { A: "\${path:title}" } }\nroles:\n  dev: { osUser: dev, permissionSet: Dev, inlinePolicy: export }\n  ops: { osUser: ops, permissionSet: Ops }\n`,
    ],
    [
      'of policies attached elsewhere once the attribute is long gone',
      `${withoutAttributes}rollout: enforce\naccessControlAttributes: { configuration: managed, keep: { A: "\${path:title}" } }\nroles: { dev: { osUser: dev, permissionSet: Dev, inlinePolicy: export } }\n`,
    ],
    ['of document names with three letters of their own', `${quietTopWith('name: "Run{role}"')}${role}`],
    ['of document names with an ending of their own', `${quietTopWith('name: "{role}-RunAs"')}${role}`],
    [
      'of document names that nothing protects',
      `${quietTop.replace(/deployedBy.* }/, 'name: "{role}" }')}guardrails: none\n${role.replaceAll('dev:', 'developer:')}`,
    ],
    [
      'of other partitions',
      `${quietTop.replace('arn:aws:', 'arn:aws-cn:')}partition: aws-cn\nregions: [cn-north-1]\n${role}`,
    ],
    ['of an output folder beside the mapping', `${quietTop}output: { directory: ../generated }\n${role}`],
  ])('%s', async (_, text) => {
    expect(await codesOf(text)).toEqual([]);
  });
});

describe('one mistake is one finding', () => {
  test.each([
    [
      'a misspelled key that is required',
      `${quietTop}roles: { dev: { os-user: dev, permissionSet: Dev } }\n`,
      ['key-unknown'],
    ],
    [
      'a value that rules look at as well',
      `${quietTop.replace('disabled', 'unmanagd')}${role}`,
      ['value-not-listed'],
    ],
    [
      'a sink of the wrong form',
      `${quietTop}roles: { dev: { osUser: dev, permissionSet: Dev, session: { s3: { bucket: "A B" } } } }\n`,
      ['value-malformed'],
    ],
    [
      'a text with two kinds of wrong characters',
      `${quietTop}roles: { dev: { osUser: "{{x}}\\t", permissionSet: Dev } }\n`,
      ['text-double-braces'],
    ],
    [
      'an anchor used twice',
      `${quietTopWith('tags: &t { "a?": b }')}roles: { dev: { osUser: dev, permissionSet: { name: D, create: { tags: *t } } } }\n`,
      ['key-malformed'],
    ],
    [
      'attributes beyond what Identity Center holds in this step',
      `${withoutAttributes}rollout: prepare\naccessControlAttributes: { configuration: managed, removes: "\${path:title}", keep: { ${Array.from({ length: 50 }, (_, i) => `k${i}: a`).join(', ')} } }\n${role}`,
      ['value-out-of-range'],
    ],
  ])('%s', async (_, text, codes) => {
    expect(await codesOf(text)).toEqual(codes);
  });
});

test('an error in one place hides nothing elsewhere', async () => {
  const text = `${quietTop.replace('version: 1', 'version: 7')}regions: [nowhere, cn-north-1]
guardrails: { deny: [x, "ssm:*"] }
roles:
  a: { osUser: root, permissionSet: Same, nodes: [] }
  b: { osUser: ec2-user, permissionSet: same, colour: red }
`;
  expect(await codesOf(text)).toEqual([
    'value-not-listed',
    'value-malformed',
    'region-partition',
    'value-malformed',
    'guardrail-denies-session',
    'os-user-forbidden',
    'value-type',
    'os-user-privileged',
    'permission-set-shared',
    'key-unknown',
  ]);
});

test('errors of the system other than a missing file are told, others are not swallowed', async () => {
  const { readMapping } = await import('../../src/mapping/read-mapping.js');
  const text = `${quietTop}roles: { dev: { osUser: dev, permissionSet: Dev, inlinePolicy: { merge: x.json } } }\n`;
  const source = { file: 'm.yaml', fileName: 'm.yaml', bytes: new TextEncoder().encode(text) };
  const denied = await readMapping(source, () =>
    Promise.reject(Object.assign(new Error(), { code: 'EACCES' })),
  );
  expect(denied.diagnostics.map(({ code }) => code)).toEqual(['merge-file-unreadable']);
  await expect(readMapping(source, () => Promise.reject(new Error('a defect')))).rejects.toThrow('a defect');
});

test('as many roles as may be are read, one more is one mistake and nothing is made of the roles', async () => {
  expect(await codesOf(quietTop + manyRoles(3000))).toEqual(['document-quota']);
  // Without the limit each pair of equal users would be a finding of its own.
  expect(await codesOf(quietTop + manyRoles(3001).replaceAll(/u\d+/g, 'dev'))).toEqual(['roles-too-many']);
});

describe('documents.deployedBy', () => {
  const found = async (pattern: string) =>
    codesOf(
      `${quietTop.replace(/deployedBy.* }/, `deployedBy: ["arn:aws:iam::${pattern}"] }`)}roles: { dev: { osUser: dev, permissionSet: Dev } }\n`,
    );

  test.each([
    '*:role/*',
    '111122223333:role/*',
    '*:role/????????',
    '*:role/**/?*',
    '111122223333:role/a*',
    '*:role/*/*',
    '*:role/*deploy*',
    '*:role/aws-reserved/*',
    '*:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_*',
    '*:role/aws-reserved/sso.amazonaws.com*/AWSReservedSSO_*_????????????????',
    '*:role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_Dev_0123456789abcdef',
    '*:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Dev_*',
    '*:role/???????????????????????????????????AWSReservedSSO_D??_*',
  ])('may not be %s', async (pattern) => {
    expect(await found(pattern)).toEqual(['deployed-by-everybody']);
  });

  test.each([
    '*:role/terraform',
    '*:role/terraform*',
    '*:role/*-deploy',
    '*:role/ci/*',
    '*:role/ci/*deploy*',
    '111122223333:role/????-deployer',
    '*:role/aws-reserved/sso.amazonaws.com*/AWSReservedSSO_Platform_????????????????',
    '*:role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_Platform_0123456789abcdef',
    '*:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Devs_*',
  ])('may be %s', async (pattern) => {
    expect(await found(pattern)).toEqual([]);
  });

  test('need not be stated where no service control policy is written', async () => {
    const top = quietTop.replace(/documents.*\n/, '');
    expect(await codesOf(`${top}guardrails: none\n${role}`)).toEqual([]);
    expect(await codesOf(`${top}guardrails: strict\n${role}`)).toEqual(['deployed-by-unstated']);
  });
});
