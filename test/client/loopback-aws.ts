/**
 * AWS as far as a client speaks to it, on a loopback port: answers GetCallerIdentity by access key and records every
 * StartSession. Beside it a session-manager-plugin that writes down how it was called, and a home folder with profiles.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { hangGuard } from '../hang-guard.js';

export interface StartSession {
  readonly accessKey: string;
  readonly region: string;
  readonly parameters: unknown;
}

export interface CliRun {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly sessions: readonly StartSession[];
  /** Arguments of the plugin; undefined when it was not run. */
  readonly plugin: readonly string[] | undefined;
}

/** A profile of the AWS CLI, known to the endpoint by its access key. */
export interface Caller {
  readonly profile: string;
  readonly arn: string;
}

const plugin = `#!/bin/sh
[ "$1" = --version ] && { echo 1.2.835.0; exit 0; }
printf '%s\\0' "$@" >"$HOME/plugin-call"
exit "\${STUB_PLUGIN_STATUS:-0}"
`;

export class LoopbackAws {
  readonly #server: Server;
  readonly #folder: string;
  readonly #arns: ReadonlyMap<string, string>;
  #sessions: StartSession[] = [];

  private constructor(folder: string, callers: readonly Caller[]) {
    this.#folder = folder;
    this.#arns = new Map(callers.map(({ arn }, index) => [accessKey(index), arn]));
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  static async start(callers: readonly Caller[]): Promise<LoopbackAws> {
    const folder = await mkdtemp(join(tmpdir(), 'ssm-runas-aws-'));
    const aws = new LoopbackAws(folder, callers);
    await mkdir(join(folder, 'bin'));
    await mkdir(join(folder, '.aws', 'cli'), { recursive: true });
    await writeFile(join(folder, 'bin', 'session-manager-plugin'), plugin, { mode: 0o755 });
    await writeFile(join(folder, '.aws', 'config'), callers.map(profileSection).join(''));
    await new Promise<void>((done) => aws.#server.listen(0, '127.0.0.1', done));
    return aws;
  }

  async stop(): Promise<void> {
    await new Promise((done) => this.#server.close(done));
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** A file in the home folder, such as `.aws/cli/alias`. */
  async write(path: string, text: string): Promise<string> {
    const file = join(this.#folder, path);
    await writeFile(file, text);
    return file;
  }

  /** Runs a program as that home's owner; what this process knows of AWS stays out of it. */
  async run(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<CliRun> {
    this.#sessions = [];
    const record = join(this.#folder, 'plugin-call');
    await rm(record, { force: true });
    const outcome = await this.#execute(program, args, env);
    const call = await readFile(record, 'utf8').catch(() => undefined);
    return { ...outcome, sessions: this.#sessions, plugin: call?.split('\0').slice(0, -1) };
  }

  /** The home folder. */
  get home(): string {
    return this.#folder;
  }

  /** The environment of that home's owner. */
  environment(): NodeJS.ProcessEnv {
    const inherited = Object.entries(process.env).filter(([name]) => !/^(?:AWS_|https?_proxy$)/i.test(name));
    const { port } = this.#server.address() as AddressInfo;
    return {
      ...Object.fromEntries(inherited),
      PATH: `${join(this.#folder, 'bin')}${delimiter}${process.env.PATH}`,
      HOME: this.#folder,
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_MAX_ATTEMPTS: '1',
    };
  }

  #execute(program: string, args: readonly string[], env: NodeJS.ProcessEnv) {
    const options = { timeout: hangGuard, cwd: this.#folder, env: { ...this.environment(), ...env } };
    return new Promise<Pick<CliRun, 'status' | 'stdout' | 'stderr'>>((resolve, reject) => {
      const child = execFile(program, args, options, (error, stdout, stderr) => {
        if (child.exitCode === null) reject(error);
        else resolve({ status: child.exitCode, stdout, stderr });
      });
    });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const scope = /Credential=([^/]+)\/\d+\/([^/]+)\//.exec(request.headers.authorization ?? '');
    const [, key = '', region = ''] = scope ?? [];
    if (request.headers['x-amz-target'] === 'AmazonSSM.StartSession') {
      const parameters = JSON.parse(body) as { readonly Target?: string };
      this.#sessions.push({ accessKey: key, region, parameters });
      this.#startSession(parameters.Target, response);
    } else if (body.includes('Action=GetCallerIdentity')) {
      identify(this.#arns.get(key), response);
    } else {
      response.writeHead(404).end();
    }
  }

  #startSession(target: string | undefined, response: ServerResponse): void {
    const type = { 'content-type': 'application/x-amz-json-1.1' };
    if (target === unconnectedNode) {
      const refusal = { __type: 'TargetNotConnected', message: `${target} is not connected.` };
      response.writeHead(400, type).end(JSON.stringify(refusal));
      return;
    }
    const session = {
      SessionId: 'ada-0123456789abcdef0',
      TokenValue: 'token',
      StreamUrl: 'wss://127.0.0.1/',
    };
    response.writeHead(200, type).end(JSON.stringify(session));
  }
}

/** A node that AWS does not reach. */
export const unconnectedNode = 'i-0000000000000dead';

export function accessKey(index: number): string {
  return `AKIATEST${String(index).padStart(12, '0')}`;
}

function profileSection({ profile }: Caller, index: number): string {
  const heading = profile === 'default' ? 'default' : `profile ${profile}`;
  return `[${heading}]
region = eu-central-1
aws_access_key_id = ${accessKey(index)}
aws_secret_access_key = test
`;
}

function identify(arn: string | undefined, response: ServerResponse): void {
  if (arn === undefined) {
    const error =
      '<Error><Type>Sender</Type><Code>ExpiredToken</Code><Message>The security token included in the request is expired</Message></Error>';
    response.writeHead(403, { 'content-type': 'text/xml' }).end(`<ErrorResponse>${error}</ErrorResponse>`);
    return;
  }
  const result = `<Arn>${arn}</Arn><UserId>AROATEST:ada</UserId><Account>111111111111</Account>`;
  response
    .writeHead(200, { 'content-type': 'text/xml' })
    .end(
      `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>${result}</GetCallerIdentityResult></GetCallerIdentityResponse>`,
    );
}
