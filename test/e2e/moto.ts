/**
 * Starts and stops AWS as far as the cut-over needs it, and asks it what it holds, by plain HTTP on the loopback.
 * Knows nothing of mappings or Terraform. Where python or moto are missing, suites are skipped and say so, or fail if
 * `REQUIRE_MOTO` is set.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { hangGuard } from '../hang-guard.js';

export const region = 'eu-central-1';

const script = fileURLToPath(new URL('moto_with_identity_center.py', import.meta.url));

export const hasMoto = findMoto();

function findMoto(): boolean {
  const { status } = spawnSync('python3', ['-c', 'import moto.server'], {
    timeout: hangGuard,
    stdio: 'ignore',
  });
  if (status === 0) return true;
  if (process.env.REQUIRE_MOTO) throw new Error('REQUIRE_MOTO is set, but python3 cannot import moto.server');
  console.warn(
    '\n*** SKIPPED: python3 with moto[server] is not installed; nothing was applied to anything ***\n',
  );
  return false;
}

export interface Moto {
  readonly endpoint: string;
  readonly instanceArn: string;
  readonly systemsManager: (operation: string, request?: object) => Promise<Answer>;
  readonly identityCenter: (operation: string, request?: object) => Promise<Answer>;
  readonly identityStore: (operation: string, request?: object) => Promise<Answer>;
  readonly organizations: (operation: string, request?: object) => Promise<Answer>;
  /** The names of the calls that changed something since the last time, in order. */
  readonly writes: () => Promise<readonly string[]>;
  readonly stop: () => Promise<void>;
}

/** What AWS's JSON protocol answers; tests compare it with what they expect. */
// biome-ignore lint/suspicious/noExplicitAny: the shape is AWS's, and differs with each operation
export type Answer = any;

/** `arns`: moto's own shape of the ARNs of permission sets, or AWS's. */
export async function startMoto({ arns = 'moto' }: { arns?: 'moto' | 'aws' } = {}): Promise<Moto> {
  const server = spawn('python3', arns === 'aws' ? [script, 'aws-arns'] : [script], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...process.env, AWS_EC2_METADATA_DISABLED: 'true', AWS_DEFAULT_REGION: region },
  });
  try {
    const endpoint = `http://127.0.0.1:${await firstLine(server)}`;
    const identityCenter = caller(endpoint, 'sso', 'SWBExternalService');
    const { Instances } = await identityCenter('ListInstances');
    return {
      endpoint,
      instanceArn: Instances[0].InstanceArn,
      systemsManager: caller(endpoint, 'ssm', 'AmazonSSM'),
      identityCenter,
      identityStore: caller(endpoint, 'identitystore', 'AWSIdentityStore'),
      organizations: caller(endpoint, 'organizations', 'AWSOrganizationsV20161128'),
      writes: async () => (await fetch(`${endpoint}/writes`)).json() as Promise<readonly string[]>,
      stop: () => stop(server),
    };
  } catch (error) {
    await stop(server);
    throw error;
  }
}

async function firstLine(server: ChildProcess): Promise<string> {
  if (!server.stdout) throw new Error('the server has no standard output');
  const [line] = await once(createInterface(server.stdout), 'line', {
    signal: AbortSignal.timeout(hangGuard),
  });
  return line;
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, 'exit');
  server.kill('SIGKILL');
  await ended;
}

/** The signature is not verified, but tells moto which service and Region are meant. */
function caller(endpoint: string, service: string, target: string) {
  const authorization = `AWS4-HMAC-SHA256 Credential=test/20250101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`;
  return async (operation: string, request: object = {}): Promise<Answer> => {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: {
        authorization,
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `${target}.${operation}`,
      },
      body: JSON.stringify(request),
      signal: AbortSignal.timeout(hangGuard),
    });
    const answer = await response.text();
    if (!response.ok) throw new Error(`${operation}: ${response.status} ${answer}`);
    return answer === '' ? {} : JSON.parse(answer);
  };
}
