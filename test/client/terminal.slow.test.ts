/**
 * What the keys of a terminal do in a session, with the real AWS CLI and a plugin of the test under a real pseudo terminal; and that
 * the plugin ends with the client, however the client ends.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awsCliAlias } from '../../src/client/aws-cli-alias.js';
import { posixScript } from '../../src/client/posix-script.js';
import { hasProgram } from '../tools.js';
import { LoopbackAws } from './loopback-aws.js';
import { callerArn, testFacts } from './mapping.js';
import { isAlive, isGone, signallingPlugin, Terminal } from './terminal.js';

const mapping = testFacts({
  roles: [{ permissionSet: 'LinuxAdmin', osUser: 'ops', document: 'SSMRunAs-admin-Session' }],
});
const node = 'i-0123456789abcdef0';

const clients = [
  { name: 'the script in dash', command: 'dash client', isThere: hasProgram('dash', ['-c', ':']) },
  { name: 'the script in bash', command: 'bash client', isThere: hasProgram('bash') },
  {
    name: 'the script in busybox',
    command: 'busybox sh client',
    isThere: hasProgram('busybox', ['sh', '-c', ':']),
  },
  { name: 'aws runas', command: 'aws runas', isThere: true },
].filter(({ isThere }) => isThere);

describe.skipIf(!hasProgram('aws') || !hasProgram('python3') || !hasProgram('bash'))('in a terminal', () => {
  let aws: LoopbackAws;
  beforeAll(async () => {
    aws = await LoopbackAws.start([{ profile: 'default', arn: callerArn('LinuxAdmin') }]);
    await aws.write('client', posixScript(mapping));
    await aws.write('.aws/cli/alias', awsCliAlias(mapping));
    await aws.write('bin/session-manager-plugin', signallingPlugin);
  });
  afterAll(() => aws.stop());

  /** Starts a session and plays with it; answers when nothing of it is left. */
  async function inSession(
    command: string,
    play: (terminal: Terminal, plugin: number) => Promise<void>,
  ): Promise<void> {
    await aws.write('plugin-log', '');
    const terminal = new Terminal(aws.home, aws.environment());
    try {
      terminal.type(`${command} ${node}\n`);
      const plugin = await terminal.noted(/^\d+$/);
      await play(terminal, plugin);
      await isGone(plugin);
      for (const pid of sessionsOf(aws.home)) await isGone(pid);
    } finally {
      await terminal.stop();
    }
  }

  it.each(clients)('Ctrl-C, Ctrl-Z, Ctrl-\\ and a new size reach the node: $name', ({ command }) =>
    inSession(command, async (terminal, plugin) => {
      for (const [key, signal] of [
        ['\x03', 'SIGINT'],
        ['\x1a', 'SIGTSTP'],
        ['\x1c', 'SIGQUIT'],
      ] as const) {
        terminal.type(key);
        await terminal.noted(signal);
        terminal.type(`after ${signal}\n`);
        await terminal.noted(`line after ${signal}`);
      }
      terminal.resize(50, 132);
      await terminal.noted('SIGWINCH');
      expect(isAlive(plugin)).toBe(true);
      terminal.type('exit\n');
      await isGone(plugin);
      terminal.type('echo status $?, keys work\n');
      // The AWS CLI's own, when the plugin ends with another one than 0.
      await terminal.shows('status 255, keys work');
    }),
  );

  it.each(clients)('the plugin ends when the client is killed: $name', ({ command }) =>
    inSession(command, async (terminal, plugin) => {
      const [client] = sessionsOf(aws.home).sort((a, b) => a - b);
      if (client === undefined) throw new Error('there is no client');
      process.kill(client, 'SIGKILL');
      await isGone(plugin);
      terminal.type('echo the shell goes $((0)), keys work\n');
      // Not the echo of what was typed: it shows also when the shell has ended.
      await terminal.shows('the shell goes 0, keys work');
    }),
  );

  it.each(clients)('the plugin ends when the terminal is closed: $name', ({ command }) =>
    inSession(command, async (terminal) => terminal.close()),
  );
});

/** The processes of clients, AWS CLIs and plugins in that home, besides the terminal and its shell. */
function sessionsOf(home: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const environment = readFileSync(join('/proc', String(pid), 'environ'), 'utf8');
        const command = readFileSync(join('/proc', String(pid), 'cmdline'), 'utf8');
        return environment.split('\0').includes(`HOME=${home}`) && command.includes(node);
      } catch {
        return false;
      }
    });
}
