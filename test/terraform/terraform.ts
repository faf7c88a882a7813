/**
 * Runs the real Terraform in tests: finds the binary and a provider mirror, ends calls that hang.
 * Where there is no Terraform, suites that need it are skipped and say so, or fail if `REQUIRE_TERRAFORM` is set.
 */
import { execFile, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { hangGuard } from '../hang-guard.js';

const run = promisify(execFile);

export const hasTerraform = findTerraform();

function findTerraform(): boolean {
  const { status } = spawnSync('terraform', ['version'], { timeout: hangGuard, stdio: 'ignore' });
  if (status === 0) return true;
  if (process.env.REQUIRE_TERRAFORM)
    throw new Error('REQUIRE_TERRAFORM is set, but `terraform version` failed');
  console.warn(
    '\n*** SKIPPED: terraform is not on the PATH; nothing here was judged by the real thing ***\n',
  );
  return false;
}

/** The folder that holds `registry.terraform.io`, from `TF_TEST_PLUGIN_DIR` or the places Terraform and distributions use. */
function findMirror(): string | undefined {
  const stated = process.env.TF_TEST_PLUGIN_DIR;
  if (stated) return stated;
  const dataHome = process.env.XDG_DATA_HOME ?? join(homedir(), '.local/share');
  const implied = [
    join(homedir(), '.terraform.d/plugins'),
    join(dataHome, 'terraform/plugins'),
    '/usr/local/share/terraform/plugins',
    '/usr/share/terraform/plugins',
  ];
  const systems = ['/opt', '/usr/local', '/usr/local/lib', '/usr/lib', '/var/lib', '/srv'].flatMap((parent) =>
    foldersIn(parent).map((name) => join(parent, name)),
  );
  return [...implied, ...systems].find((folder) => existsSync(join(folder, 'registry.terraform.io')));
}

function foldersIn(parent: string): string[] {
  if (!existsSync(parent)) return [];
  return readdirSync(parent, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

const mirror = findMirror();

/**
 * Most of what Terraform and its provider hold is the provider's schema, to the end: by default a quarter of their
 * computing goes into looking for garbage in it.
 */
export const patientCollector = { GOGC: '400' } as const;

export interface TerraformResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface TerraformOptions {
  readonly env?: NodeJS.ProcessEnv;
}

/** Never throws for an exit code; throws when the time is over. */
export async function terraform(
  folder: string,
  args: readonly string[],
  { env = {} }: TerraformOptions = {},
): Promise<TerraformResult> {
  const options = {
    cwd: folder,
    timeout: hangGuard,
    maxBuffer: 256 * 1024 * 1024,
    env: {
      ...process.env,
      TF_IN_AUTOMATION: '1',
      CHECKPOINT_DISABLE: '1',
      AWS_EC2_METADATA_DISABLED: 'true',
      ...patientCollector,
      ...env,
    },
  };
  try {
    return { exitCode: 0, ...(await run('terraform', [...args], options)) };
  } catch (error) {
    const { code, killed, stdout = '', stderr = '' } = error as { code?: number } & NodeJS.Dict<never>;
    if (killed || typeof code !== 'number') throw error;
    return { exitCode: code, stdout, stderr };
  }
}

/** Throws with what Terraform said unless it exits with 0. */
export async function terraformOk(...call: Parameters<typeof terraform>): Promise<TerraformResult> {
  const result = await terraform(...call);
  if (result.exitCode === 0) return result;
  throw new Error(
    `terraform ${call[1].join(' ')} in ${call[0]} exited with ${result.exitCode}\n${result.stdout}\n${result.stderr}`,
  );
}

/**
 * Takes the provider from the mirror where there is one, else from the registry. With the environment of a provider that is running
 * already, Terraform installs and checks none.
 */
export async function init(folder: string, options: TerraformOptions = {}): Promise<void> {
  const from = mirror === undefined ? [] : [`-plugin-dir=${mirror}`];
  await terraformOk(folder, ['init', '-backend=false', '-input=false', '-no-color', ...from], options);
}

/** A folder of its own for a test, removed after it. */
export async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'ssm-runas-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A provider that never speaks to AWS: enough for `plan` of resources that read nothing. */
export async function writeOfflineProvider(folder: string): Promise<void> {
  await writeFile(
    join(folder, 'provider.tf'),
    `provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}
`,
  );
}
