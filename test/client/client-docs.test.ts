/** Every example of `ssm-runas` in the docs prints what the docs say. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, expect, it } from 'vitest';
import { posixScript } from '../../src/client/posix-script.js';
import { callerArn, testFacts } from './mapping.js';
import { StubCli } from './stub-cli.js';

const docs = readFileSync(new URL('../../docs/client.md', import.meta.url), 'utf8');
/** With a prompt where the page shows what is printed, without where people copy the command. */
const examples = [...docs.matchAll(/```(?:console\n\$|sh\n) ?ssm-runas ([^\n]*)\n([^`]*)```/g)].map(
  ([, words = '', output = '']) => ({ words, output }),
);

const scriptWith = (tunnels: readonly string[]) =>
  posixScript(
    testFacts({
      roles: [
        { permissionSet: 'LinuxAdmin', osUser: 'ops-admin', document: 'SSMRunAs-admin-Session' },
        {
          permissionSet: 'LinuxDeveloper',
          osUser: 'dev',
          document: 'SSMRunAs-developer-Session',
          tunnels,
        },
      ],
      accounts: ['111111111111', '222222222222'],
      regions: ['eu-central-1', 'eu-west-1'],
    }),
  );

const awsConfig = `[profile dev]
sso_account_id = 111111111111
sso_role_name = LinuxDeveloper
[profile prod-admin]
sso_account_id = 222222222222
sso_role_name = LinuxAdmin
`;

const stub = new StubCli();
afterAll(() => stub.remove());

it('finds the examples', () => {
  expect(examples.length).toBeGreaterThan(5);
});

it.each(examples)('ssm-runas $words', ({ words, output }) => {
  const read = spawnSync('sh', ['-c', `printf '%s\\0' ${words}`], { encoding: 'utf8' });
  const args = read.stdout.split('\0').slice(0, -1);
  // The only node with a name.
  const nodes = args[0] === 'web-1' ? 'i-0123456789abcdef0\\tip-10-0-0-1\\t10.0.0.1\\n' : '\\n';
  const options = { arn: callerArn('LinuxDeveloper'), awsConfig, nodes };
  const script = scriptWith(args.includes('--tunnel') ? ['database'] : []);
  const { stdout, stderr } = stub.run('sh', script, args, options);
  expect(stdout + stderr).toBe(output);
});
