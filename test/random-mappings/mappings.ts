/**
 * Whole mappings at random. They use each key by which a mapping decides access; a test compares the keys with those of the schema. A few
 * mappings are refused, because two of their keys do not go together; the property leaves them out.
 */
import fc from 'fast-check';

// biome-ignore lint/suspicious/noExplicitAny: a mapping as JSON, which the schema of the program checks
export type Json = any;

export interface RandomMapping {
  /** With everything that it inherits. */
  readonly whole: Json;
  /** The texts of the mapping and of what it refers to, by path. */
  readonly files: Readonly<Record<string, string>>;
}

export const file = 'ssm-runas.yaml';
/** A merge file that allows every session. */
export const opening = 'opening.json';
const mergeFiles: Readonly<Record<string, Json>> = {
  [opening]: { Effect: 'Allow', Action: ['ssm:StartSession', 'ssm:SendCommand'], Resource: '*' },
  'reading.json': { Sid: 'Read', Effect: 'Allow', Action: 's3:Get*', Resource: '*' },
};

export const partitions = {
  aws: { regions: ['eu-central-1', 'eu-west-1', 'us-east-1'] },
  'aws-us-gov': { regions: ['us-gov-west-1', 'us-gov-east-1'] },
  'aws-cn': { regions: ['cn-north-1', 'cn-northwest-1'] },
} as const;
export const accounts = ['111122223333', '222233334444', '333344445555'] as const;

/** Too many for the policies of some roles to list. */
const manyAccounts: readonly string[] = [
  ...accounts,
  ...Array.from({ length: 45 }, (_, at) => String(444455550000 + at)),
];

const maybe = <T>(arbitrary: fc.Arbitrary<T>, weight = 1) =>
  fc.oneof({ weight, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
const some = <T>(values: readonly T[], minLength = 1, maxLength = values.length) =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength, maxLength });

const tags = fc.record(
  {
    'ssm-runas': fc.constantFrom('linux', ['linux', 'unix']),
    stage: fc.constantFrom('prod', ['prod', 'test']),
    'a/b:c d': fc.constantFrom('x y', 'é'),
  },
  { requiredKeys: [] },
);
const matchTags = fc.record(
  { Project: fc.constantFrom('Project', 'Team'), Owner: fc.constantFrom('Team', 'CostCenter') },
  { requiredKeys: [] },
);
const nodes = fc.record(
  {
    tags: tags.filter((one) => Object.keys(one).length > 0),
    matchTags: matchTags.filter((one) => Object.keys(one).length > 0),
    kinds: some(['ec2', 'hybrid']),
  },
  { requiredKeys: [] },
);

const guardrails = fc.constantFrom<Json>(
  'none',
  'standard',
  'strict',
  { deny: ['dynamodb:*'] },
  { base: 'strict', except: ['ssm:SendCommand', 'lambda:UpdateFunctionCode'] },
  { base: 'standard', except: ['ec2-instance-connect:SendSSHPublicKey', 'ssm:UpdateDocument'] },
  { except: ['ssm:SendCommand', 'ssm:UpdateDocument*', 'ec2:CreateTags'], deny: ['sqs:Send*'] },
);

/** Of the mapping, or of a role: what a role has of these goes before the mapping's, key by key. */
const session = (kmsKey: fc.Arbitrary<string>) =>
  fc.record(
    {
      idleTimeoutMinutes: fc.integer({ min: 1, max: 60 }),
      maxDurationMinutes: fc.integer({ min: 1, max: 1440 }),
      kmsKey,
      s3: fc.record(
        {
          bucket: fc.constantFrom('logs', 'logs-{account}-{region}'),
          prefix: fc.constantFrom('a', '{osUser}/{role}', '{region}'),
          encrypted: fc.boolean(),
        },
        { requiredKeys: ['bucket'] },
      ),
      cloudWatch: fc.record(
        {
          logGroup: fc.constantFrom('/ssm', '/ssm/{account}/{role}'),
          streaming: fc.boolean(),
          encrypted: fc.boolean(),
        },
        { requiredKeys: ['logGroup'] },
      ),
      shellProfile: fc.constantFrom({ linux: 'exec bash' }, { linux: 'echo "${HOME}" %{x}' }),
    },
    { requiredKeys: [] },
  );

const tunnel = fc.record(
  {
    port: fc.integer({ min: 1, max: 65535 }),
    host: fc.constantFrom('db.internal', '10.0.0.1', '2001:db8::1'),
    localPort: fc.integer({ min: 1, max: 65535 }),
    description: fc.constant('A tunnel ${x}.'),
  },
  { requiredKeys: ['port'] },
);

const principalTag = fc.constantFrom('forbid', 'match', 'ignore');
/** Some begin like others, or end like the hash of a document or like a tunnel. */
const names = ['admin', 'dev', 'ops-team', 'a_b', 'dev2', 'admin-00112233', 'admin-Tunnel-web'] as const;
const users = ['ops', 'dev', 'svc.deploy', 'dba@corp.example.com', 'Ops'] as const;
const instance = 'arn:aws:sso:::instance/ssoins-722357a1b2c3d4e5';

const role = (name: string, partition: string, kmsKey: fc.Arbitrary<string>) =>
  fc.record(
    {
      osUser: fc.constantFrom(...users),
      permissionSet: fc.constantFrom<Json>(
        `Set-${name}`,
        { name: `Set-${name}` },
        {
          name: `Set-${name}`,
          arn: `${instance.replace('arn:aws:', `arn:${partition}:`).replace(':instance/', ':permissionSet/')}/ps-${name.padEnd(16, '0').slice(-16).replace('_', '.')}`,
        },
        { name: `Set-${name}`, create: {} },
        { name: `Set-${name}`, create: { sessionDuration: 'PT8H', tags: { a: 'b' }, description: 'd' } },
      ),
      sessionsBefore: fc.boolean(),
      inlinePolicy: fc.constantFrom<Json>('own', 'export', { merge: opening }, { merge: 'reading.json' }),
      tunnels: fc.dictionary(fc.constantFrom('db', 'web', 'T_1'), tunnel, {
        minKeys: 1,
        maxKeys: 2,
        noNullPrototype: true,
      }),
      awsDocuments: some(
        [
          'AWS-StartPortForwardingSession',
          'AWS-StartPortForwardingSessionToRemoteHost',
          'AWS-StartPortForwardingSessionToSocket',
          'AWS-StartSSHSession',
        ],
        1,
        2,
      ),
      assignments: fc.constantFrom([{ group: 'g', accounts: [accounts[0]] }]),
      description: fc.constant('Sessions of ${this} role.'),
      principalTag,
      session: session(kmsKey),
      nodes,
      guardrails,
    },
    { requiredKeys: ['osUser', 'permissionSet'] },
  );

const attributes = (partition: string) => {
  const keep = { Project: '${path:a}', Team: '${path:b}', CostCenter: '${path:c}' };
  const removes = '${path:userType}';
  return fc.constantFrom<Json>(
    {},
    { accessControlAttributes: { configuration: 'elsewhere' } },
    { accessControlAttributes: { configuration: 'elsewhere' } },
    { accessControlAttributes: { configuration: 'disabled' } },
    {
      accessControlAttributes: { configuration: 'unmanaged', keep, removes },
      identityCenter: {
        instanceArn: instance.replace('arn:aws:', `arn:${partition}:`),
        region:
          partition === 'aws' ? 'us-east-1' : partitions[partition as keyof typeof partitions].regions[0],
      },
    },
    { accessControlAttributes: { configuration: 'managed', keep, removes } },
  );
};

const documents = (partition: string, listed: readonly string[] | undefined) =>
  fc
    .record(
      {
        name: fc.constantFrom('{role}', '{role}-{osUser}', 'X.{role}', 'Team-{role}-Session'),
        /** The name of the first role's document, with and without a hash, and of nobody's. */
        previous: some(['OWN-00112233', 'OWN', 'TUNNEL-8899aabb', 'Old-Session']),
        tags: fc.constantFrom({ Owner: 'a' }, { 'ssm-runas': 'linux', stage: 'prod' }),
        deployedBy: fc.constant([`arn:${partition}:iam::*:role/terraform`]),
        stackSet: fc.record(
          {
            organizationalUnits: fc.constant(['ou-ab12-cdefgh34']),
            accounts: fc.constant([listed?.[0] ?? accounts[0]]),
            callAs: fc.constantFrom('self', 'delegated-admin'),
            managementAccount: fc.constant(listed?.[0] ?? accounts[2]),
          },
          { requiredKeys: ['organizationalUnits'] },
        ),
      },
      { requiredKeys: [] },
    )
    .map(({ stackSet, ...rest }) => ({ ...rest, ...(stackSet && { deploy: 'stackset', stackSet }) }));

/** The stem of a role's document, as `documents.name` makes it. */
export function documentStem({ documents = {} }: Json, name: string, osUser: string): string {
  const template: string = documents.name ?? 'SSMRunAs-{role}-Session';
  return template.replaceAll('{role}', name).replaceAll('{osUser}', osUser);
}

const mapping: fc.Arbitrary<Json> = fc
  .record({
    partition: fc.constantFrom('aws', 'aws', 'aws', 'aws-us-gov', 'aws-cn') as fc.Arbitrary<
      keyof typeof partitions
    >,
    listed: maybe(
      fc.oneof({ weight: 5, arbitrary: some(accounts) }, { weight: 1, arbitrary: fc.constant(manyAccounts) }),
    ),
  })
  .chain(({ partition, listed }) => {
    const { regions } = partitions[partition];
    const kmsKey = fc.constantFrom(
      'alias/session-manager',
      '1234abcd-12ab-34cd-56ef-1234567890ab',
      `arn:${partition}:kms:${regions[0]}:${accounts[0]}:key/mrk-0123456789abcdef0123456789abcdef`,
    );
    return fc
      .record({
        head: fc.record(
          {
            name: fc.constantFrom('team-a', 'prod'),
            principalTag,
            regions: some(regions, 1, 2),
            arns: fc.constantFrom(
              'auto',
              'wildcard',
              ...(listed && listed !== manyAccounts ? ['accounts'] : []),
            ),
            nodes,
            session: session(kmsKey),
            documents: documents(partition, listed),
            defaultDocument: fc.constantFrom('leave', 'lock'),
            guardrails,
            output: fc.constantFrom<Json>({ awsProvider: '6' }, { engine: 'opentofu' }),
          },
          { requiredKeys: [] },
        ),
        attributes: attributes(partition),
        rollout: fc.constantFrom('prepare', 'switch', 'enforce'),
        roles: some(names, 1, 4).chain((chosen) =>
          fc.record(Object.fromEntries(chosen.map((name) => [name, role(name, partition, kmsKey)]))),
        ),
        targets: maybe(fc.constant({ targets: ['ou-ab12-cdefgh34'] }), 3),
      })
      .map(({ head, attributes: held, rollout, roles, targets }) =>
        consistent({
          version: 1,
          ...(partition !== 'aws' && { partition }),
          ...(listed && { accounts: listed }),
          rollout,
          ...held,
          ...head,
          ...(targets && { serviceControlPolicies: targets }),
          roles,
        }),
      );
  });

/** Takes back what another key makes invalid, and names older documents after those of the first role. */
function consistent(drawn: Json): Json {
  // What is drawn is shared with other mappings.
  const made = structuredClone(drawn);
  const { regions, documents = {}, roles } = made;
  if (made.output?.awsProvider && !regions) delete made.output;
  if (
    Object.values<Json>(roles).some((one) => one.osUser.includes('@')) &&
    documents.name?.includes('osUser')
  )
    documents.name = '{role}-Session';
  const matches = [made, ...Object.values<Json>(roles)].some((settings) => settings.nodes?.matchTags);
  const { keep } = made.accessControlAttributes ?? {};
  if (matches && !keep) made.accessControlAttributes = { configuration: 'elsewhere' };
  const [[first, { osUser, tunnels = {} }]] = Object.entries<Json>(roles) as [[string, Json]];
  const stem = documentStem(made, first, osUser);
  const [tunnelName = 'db'] = Object.keys(tunnels);
  if (documents.stackSet && !regions)
    made.regions = [partitions[(made.partition ?? 'aws') as keyof typeof partitions].regions[0]];
  if (documents.stackSet?.accounts && documents.stackSet.managementAccount === documents.stackSet.accounts[0])
    delete documents.stackSet.managementAccount;
  if (documents.previous)
    documents.previous = documents.previous.map((name: string) =>
      name.replace('OWN', stem).replace('TUNNEL', `${stem.replace(/-Session$/, '')}-Tunnel-${tunnelName}`),
    );
  if (documents.previous && !documents.stackSet)
    documents.previous = documents.previous.filter((name: string) => name !== stem);
  for (const one of Object.values<Json>(roles)) {
    if (one.permissionSet.create) delete one.sessionsBefore;
    if (made.accounts && one.assignments) one.assignments = [{ group: 'g', accounts: [made.accounts[0]] }];
  }
  if (made.guardrails === 'none') delete made.serviceControlPolicies;
  for (const settings of [made, ...Object.values<Json>(roles)]) forPlaces(settings.session, made);
  return made;
}

/** `{account}` and `{region}` need lists. */
function forPlaces(session: Json, { accounts: listed, regions }: Json): void {
  const fix = (text: string) =>
    text
      .replaceAll('{account}', listed ? '{account}' : 'account')
      .replaceAll('{region}', regions ? '{region}' : 'region');
  for (const [section, key] of [
    ['s3', 'bucket'],
    ['s3', 'prefix'],
    ['cloudWatch', 'logGroup'],
  ] as const)
    if (session?.[section]?.[key]) session[section][key] = fix(session[section][key]);
}

/** How a mapping is divided between a file and the one that it extends. */
const division = fc.record({
  seed: fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
  extends: fc.boolean(),
});

/** Keys that are never inherited, or that the file needs itself. */
const own = ['version', 'name', 'output'];

function filesOf(whole: Json, { seed, extends: isDivided }: { seed: readonly boolean[]; extends: boolean }) {
  if (!isDivided) return { [file]: JSON.stringify(whole) };
  let at = 0;
  const inherits = () => seed[at++ % seed.length] === true;
  const upper: Json = { version: 1, extends: 'base.yaml' };
  // A role that the extending file removes, and lists that it replaces.
  const lower: Json = { version: 1 };
  const divide = (from: Json, into: Json, base: Json, depth: number) => {
    for (const [key, value] of Object.entries<Json>(from)) {
      if (depth === 0 && own.includes(key)) into[key] = value;
      else if (typeof value === 'object' && !Array.isArray(value) && depth < 2 && inherits()) {
        into[key] = {};
        base[key] = {};
        divide(value, into[key], base[key], depth + 1);
        for (const side of [into, base]) if (Object.keys(side[key]).length === 0) delete side[key];
      } else if (inherits()) base[key] = value;
      else into[key] = value;
    }
  };
  divide(whole, upper, lower, 0);
  lower.roles = { ...lower.roles, gone: { osUser: 'gone', permissionSet: 'Gone' } };
  upper.roles = { ...upper.roles, gone: null };
  if (upper.regions) lower.regions = ['ap-south-1'];
  if (!whole.principalTag)
    Object.assign(lower, { principalTag: 'match' }) && Object.assign(upper, { principalTag: null });
  return { [file]: JSON.stringify(upper), 'base.yaml': JSON.stringify(lower) };
}

export const randomMappings: fc.Arbitrary<RandomMapping> = fc
  .tuple(mapping, division)
  .map(([whole, how]) => ({
    whole,
    files: {
      ...filesOf(structuredClone(whole), how),
      ...Object.fromEntries(
        Object.entries(mergeFiles).map(([path, statement]) => [
          path,
          JSON.stringify({ Version: '2012-10-17', Statement: [statement] }),
        ]),
      ),
    },
  }));
