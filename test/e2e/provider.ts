/**
 * One process of the real AWS provider for all Terraform calls of a suite, in the mode that provider developers debug
 * with (https://developer.hashicorp.com/terraform/plugin/debugging): starting it is what most of a call's time goes to.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { hangGuard } from '../hang-guard.js';
import { init } from '../terraform/terraform.js';
import { region } from './moto.js';

export interface Provider {
  /** What Terraform needs to find it. */
  readonly env: NodeJS.ProcessEnv;
  readonly stop: () => Promise<void>;
}

/** What a team puts beside the generated files. */
export const providerFile = `provider "aws" {
  region                      = "${region}"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
}
`;

/** Nobody answers there. For calls that ask nothing of AWS. */
const nowhere = 'http://127.0.0.1:9';

/**
 * All that it asks of AWS it asks of the endpoint. It is told so in its environment: with a block `endpoints` in its
 * configuration it computes for six seconds before every plan and every apply.
 */
export async function startProvider(endpoint: string = nowhere): Promise<Provider> {
  const folder = await mkdtemp(join(tmpdir(), 'ssm-runas-provider-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    // Whatever else names an endpoint there would lead it away.
    const others = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'));
    const provider = spawn(await installed(folder), ['-debug'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...Object.fromEntries(others), AWS_EC2_METADATA_DISABLED: 'true', AWS_ENDPOINT_URL: endpoint },
    });
    const stop = async () => {
      await kill(provider);
      await remove();
    };
    try {
      return { env: { TF_REATTACH_PROVIDERS: await reattachment(provider) }, stop };
    } catch (error) {
      await stop();
      throw error;
    }
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Lets Terraform choose and check the provider, wherever it comes from, and answers where it put it. */
async function installed(folder: string): Promise<string> {
  const required =
    'terraform {\n  required_providers {\n    aws = {\n      source  = "hashicorp/aws"\n      version = ">= 5.100, < 7.0"\n    }\n  }\n}\n';
  await writeFile(join(folder, 'terraform.tf'), required);
  await init(folder);
  const providers = join(folder, '.terraform', 'providers', 'registry.terraform.io', 'hashicorp', 'aws');
  const [version = ''] = readdirSync(providers);
  const [platform = ''] = readdirSync(join(providers, version));
  const binary = readdirSync(join(providers, version, platform)).find((name) =>
    name.startsWith('terraform-provider-aws'),
  );
  if (binary === undefined) throw new Error(`no provider in ${providers}`);
  return join(providers, version, platform, binary);
}

async function reattachment(provider: ChildProcess): Promise<string> {
  const overdue = setTimeout(() => provider.kill('SIGKILL'), hangGuard);
  try {
    for await (const line of createInterface({ input: provider.stdout as Readable })) {
      const [, value] = /TF_REATTACH_PROVIDERS='(.*)'/.exec(line) ?? [];
      if (value !== undefined) return value;
    }
  } finally {
    clearTimeout(overdue);
  }
  throw new Error('the provider ended without saying how to reach it');
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
