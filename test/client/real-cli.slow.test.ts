/** The script and the alias with the real AWS CLI, against a loopback endpoint. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awsCliAlias } from '../../src/client/aws-cli-alias.js';
import { posixScript } from '../../src/client/posix-script.js';
import { clientShells as shells } from '../shells.js';
import { hasProgram } from '../tools.js';
import { accessKey, LoopbackAws, unconnectedNode } from './loopback-aws.js';
import { callerArn, testFacts } from './mapping.js';

const node = 'i-0123456789abcdef0';
const reason = 'say "hi"  to \'us\' $(touch canary) `id` --profile x \\ ü';

const names = ['Linux_Admin', '+=,.@-_0123456789abcdef'];
const partitions = ['aws', 'aws-us-gov', 'aws-cn'] as const;

const roles = [
  { permissionSet: 'Unused', osUser: 'nobody', document: 'Unused' },
  ...names.map((permissionSet, index) => ({
    permissionSet,
    osUser: `user${index}`,
    document: `SSMRunAs-role${index}-Session`,
  })),
];

const pairs = partitions.flatMap((partition) => names.map((name, index) => ({ partition, name, index })));

/** The names and the shells take turns: each start of the AWS CLI takes a second of processor time. */
const starts = partitions.map((partition, at) => ({
  partition,
  index: at % names.length,
  name: names[at % names.length] ?? '',
  shell: shells[at % shells.length] ?? 'sh',
}));

const callers = [
  { profile: 'default', arn: callerArn('Linux_Admin') },
  ...pairs.map(({ partition, name, index }) => ({
    profile: `${partition}-${index}`,
    arn: callerArn(name, { partition }),
  })),
  { profile: 'unmapped', arn: callerArn('Billing') },
];

const keyOf = (profile: string) => accessKey(callers.findIndex((caller) => caller.profile === profile));

describe.skipIf(!hasProgram('aws'))('with the real AWS CLI', () => {
  let aws: LoopbackAws;
  beforeAll(async () => {
    aws = await LoopbackAws.start(callers);
    for (const partition of partitions) {
      await aws.write(`client-${partition}`, posixScript(testFacts({ roles, partition })));
    }
    await aws.write('.aws/cli/alias', awsCliAlias(testFacts({ roles })));
  });
  afterAll(() => aws.stop());

  it.each(starts)(
    'starts the document of $name in $partition ($shell)',
    async ({ partition, index, shell }) => {
      const profile = `${partition}-${index}`;
      const region = partition === 'aws' ? 'eu-west-1' : `${partition.slice(4)}-east-1`;
      const run = await aws.run(shell, [
        `client-${partition}`,
        node,
        '--profile',
        profile,
        '--region',
        region,
      ]);
      expect(run).toMatchObject({
        status: 0,
        stderr: '',
        sessions: [
          {
            accessKey: keyOf(profile),
            region,
            parameters: { Target: node, DocumentName: `SSMRunAs-role${index}-Session` },
          },
        ],
      });
      expect(run.plugin?.slice(1, 4)).toEqual([region, 'StartSession', profile]);
    },
  );

  it.each(shells)('carries arguments unharmed (%s)', async (shell) => {
    const run = await aws.run(shell, ['client-aws', node, '--reason', reason]);
    expect(run.sessions.map(({ parameters }) => parameters)).toEqual([
      { Target: node, DocumentName: 'SSMRunAs-role0-Session', Reason: reason },
    ]);
  });

  it.each(
    [
      { end: 'a node that is not connected', args: [unconnectedNode], env: {} },
      { end: 'an option that AWS does not know', args: [node, '--no-such-option'], env: {} },
      { end: 'a session that ends badly', args: [node], env: { STUB_PLUGIN_STATUS: '3' } },
    ].map((one, at) => ({ ...one, shell: shells[at % shells.length] ?? 'sh' })),
  )('passes the exit status of $end on ($shell)', async ({ args, env, shell }) => {
    const document = ['--document-name', 'SSMRunAs-role0-Session'];
    const direct = await aws.run('aws', ['ssm', 'start-session', '--target', ...args, ...document], env);
    expect(direct.status).not.toBe(0);
    const run = await aws.run(shell, ['client-aws', ...args], env);
    expect(run).toMatchObject({ status: direct.status, plugin: direct.plugin });
  });

  it('keeps what AWS says of a node that is not connected', async () => {
    const run = await aws.run('sh', ['client-aws', unconnectedNode]);
    expect(run.stderr.trim()).toMatch(
      /^[^\n]*\(TargetNotConnected\)[^\n]* i-0000000000000dead is not connected\.$/,
    );
  });

  it.each(shells)('names an expired sign-in and starts nothing (%s)', async (shell) => {
    const expired = { AWS_ACCESS_KEY_ID: 'AKIAEXPIRED', AWS_SECRET_ACCESS_KEY: 'test' };
    const direct = await aws.run('aws', ['sts', 'get-caller-identity'], expired);
    const run = await aws.run(shell, ['client-aws', node], expired);
    expect(run).toMatchObject({ status: direct.status, sessions: [] });
    expect(run.stderr).toContain('ExpiredToken');
    expect(run.stderr).toMatch(/ssm-runas: AWS did not return your identity; [^\n]*\n$/);
  });

  it('starts nothing for a permission set without a role', async () => {
    const run = await aws.run('sh', ['client-aws', node, '--profile=unmapped']);
    expect(run).toMatchObject({ status: 1, sessions: [] });
    expect(run.stderr).toMatch(/^ssm-runas: the permission set Billing is not in the role mapping[^\n]*\n$/);
  });

  it('gives the last of two documents the word, which is why ssm-runas refuses even a beginning of the option', async () => {
    const run = await aws.run('aws', [
      'ssm',
      'start-session',
      '--target',
      node,
      '--document-name',
      'A',
      '--document-n',
      'B',
    ]);
    expect(run.sessions[0]?.parameters).toEqual({ Target: node, DocumentName: 'B' });
  });

  describe('aws runas', () => {
    it('starts the document of the permission set', async () => {
      const profile = { AWS_PROFILE: 'aws-1', AWS_DEFAULT_REGION: 'eu-west-1' };
      const run = await aws.run('aws', ['runas', node], profile);
      expect(run).toMatchObject({
        status: 0,
        stderr: '',
        sessions: [
          {
            accessKey: keyOf('aws-1'),
            region: 'eu-west-1',
            parameters: { Target: node, DocumentName: 'SSMRunAs-role1-Session' },
          },
        ],
      });
    });

    it('carries arguments unharmed', async () => {
      const run = await aws.run('aws', ['runas', node, '--reason', reason]);
      expect(run.sessions.map(({ parameters }) => parameters)).toEqual([
        { Target: node, DocumentName: 'SSMRunAs-role0-Session', Reason: reason },
      ]);
    });

    it.each([
      [['runas', node, '--profile', 'aws-1']],
      [['--profile=aws-1', 'runas', node]],
      [['runas', '--prof', 'aws-1', node]],
      [['--region', 'eu-west-1', 'runas', node]],
      [['runas', node, '--reg=eu-west-1']],
    ])('aborts when an option would be lost: %j', async (words) => {
      const run = await aws.run('aws', words);
      expect(run).toMatchObject({ status: 2, sessions: [] });
      expect(run.stderr).toMatch(
        /^aws runas: the AWS CLI does not pass --profile and --region to an alias; use: AWS_PROFILE=[^\n]*\n$/,
      );
    });

    it('passes the status on, refuses --document-name, lists, shows and helps', async () => {
      const direct = await aws.run('aws', ['ssm', 'start-session', '--target', unconnectedNode]);
      expect((await aws.run('aws', ['runas', unconnectedNode])).status).toBe(direct.status);
      expect(await aws.run('aws', ['runas', node, '--document-name', 'X'])).toMatchObject({
        status: 2,
        sessions: [],
      });
      expect((await aws.run('aws', ['runas', '--list'])).stdout).toMatch(
        /\nLinux_Admin .* user0 .*\(signed in now\)\n$/,
      );
      expect((await aws.run('aws', ['runas', node, '--dry-run', '--reason', "it's"])).stdout).toBe(
        `aws ssm start-session --target ${node} --document-name SSMRunAs-role0-Session --reason 'it'\\''s'\n`,
      );
      expect((await aws.run('aws', ['runas', '--help'])).stdout).toMatch(/^Usage: \[AWS_PROFILE=NAME\]/);
    });

    it('takes every name as data', async () => {
      const hostile = [
        '$(touch canary)',
        "'; touch canary; '",
        '`touch canary`',
        '# ; [x]',
        '%(x)s ${x}',
        '\u2019 \\',
      ];
      const document = hostile.join(' ');
      const others = hostile.map((text, index) => ({
        permissionSet: `P${index}`,
        osUser: text,
        document: text,
      }));
      const chosen = { permissionSet: 'Linux_Admin', osUser: document, document };
      await aws.write('.aws/cli/alias', awsCliAlias(testFacts({ roles: [chosen, ...others] })));
      expect(await aws.run('aws', ['runas', node])).toMatchObject({
        status: 0,
        stderr: '',
        sessions: [{ parameters: { Target: node, DocumentName: document } }],
      });
      expect((await aws.run('ls', [])).stdout).not.toContain('canary');
    });

    it('fits a thousand roles into the one argument of sh that an alias may be', async () => {
      const many = Array.from({ length: 1000 }, (_, index) => ({
        permissionSet: index === 0 ? 'Linux_Admin' : `LinuxPermissionSet${index}`,
        osUser: `linux-user${index}`,
        document: `SSMRunAs-role${index}-Session`,
      }));
      await aws.write('.aws/cli/alias', awsCliAlias(testFacts({ roles: many })));
      expect(await aws.run('aws', ['runas', node])).toMatchObject({ status: 0, stderr: '', sessions: [{}] });
    });
  });
});
