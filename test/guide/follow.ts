/**
 * Follows a guide as a person would: runs its commands from top to bottom with the real AWS CLI, the real Terraform and its real
 * provider, against moto. Knows no step and no mapping.
 */
import { execFile } from 'node:child_process';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type Moto, region } from '../e2e/moto.js';
import { account } from '../e2e/organisation.js';
import type { Provider } from '../e2e/provider.js';
import { hangGuard } from '../hang-guard.js';
import { patientCollector } from '../terraform/terraform.js';

export interface Stage {
  readonly moto: Moto;
  readonly provider: Provider;
  /** Where the guide stands. */
  readonly folder: string;
  /** The organizational unit that holds the account. */
  readonly unit: string;
  /** Path of the program that `ssm-runas-gen` runs. */
  readonly program: string;
  /** Profiles of the AWS CLI for further accounts. */
  readonly profiles?: string;
}

/** What `gate` printed. */
export const gateLog = 'gate.log';

/** The calls that change something in AWS Organizations, one a line. */
export const organizationsLog = 'organizations.log';

/** There is one account here, which holds the nodes and is the management account as well. */
const meant = 'gate-scp-management-account';

/** Moto has no nodes and no sessions, and the walk is long enough. */
export function withoutNodes(guide: string): string {
  const aside = /^##+ \d[a-z]?\. (?:Linux users|The default|Sessions|A session|What was|Wait|Last)/;
  return guide
    .split(/\n(?=##+ \d)/)
    .filter((section) => !aside.test(section))
    .join('\n');
}

/** The parts of a guide that change something, with what they need; without the checks before and after them. */
export const changesOf = (guide: string): string =>
  guide
    .split(/\n(?=##+ )/)
    .filter((part) => /^(?:## Before you start|### 2|## 5\. Last)/.test(part))
    .join('\n');

/** Nobody waits, and `generate` is called by the test. */
export async function run(
  { moto, provider, folder, program, profiles = '' }: Stage,
  script: string,
): Promise<string> {
  const bin = join(folder, 'bin');
  await mkdir(bin, { recursive: true });
  const gen = `[ "$1" = gate ] || exit 0\nexec '${process.execPath}' '${program}' "$@" --accept ${meant} >>${gateLog} 2>&1`;
  // Moto lists an account whatever the state of the provisioning that is asked for.
  const aws = `case "$1 $2" in 'organizations create-'*|'organizations update-'*|'organizations attach-'*) echo "$*" >>${organizationsLog} ;; esac
case $2 in list-accounts-for-provisioned-permission-set) exit 0 ;; esac\nPATH=\${PATH#*:} exec aws "$@"`;
  for (const [name, script] of Object.entries({ sleep: '', 'ssm-runas-gen': gen, aws })) {
    await writeFile(join(bin, name), `#!/bin/sh\n${script}\n`);
    await chmod(join(bin, name), 0o755);
  }
  await writeFile(join(folder, 'empty.tfrc'), '');
  await mkdir(join(folder, '.aws'), { recursive: true });
  await writeFile(
    join(folder, '.aws/config'),
    `[profile ${account}]\naws_access_key_id = test\naws_secret_access_key = test\n${profiles}`,
  );
  const env = {
    ...provider.env,
    PATH: `${bin}:${process.env.PATH}`,
    HOME: folder,
    TF_CLI_CONFIG_FILE: join(folder, 'empty.tfrc'),
    TF_CLI_ARGS: '-no-color',
    CHECKPOINT_DISABLE: '1',
    ...patientCollector,
    AWS_ENDPOINT_URL: moto.endpoint,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_DEFAULT_REGION: region,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_MAX_ATTEMPTS: '1',
  };
  return new Promise((resolve, reject) => {
    execFile(
      'sh',
      ['-c', script],
      { cwd: folder, env, timeout: hangGuard, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        // Terraform says so when a plan or an apply fails; commands about nodes, of which there are none, may fail.
        if (error?.killed || /^.?\s*Error: /m.test(stderr)) reject(new Error(`${stdout}\n${stderr}`));
        else resolve(stdout);
      },
    );
  });
}

/** The lines in which Terraform sums its plans up, in order. */
export const plansIn = (stdout: string): readonly string[] =>
  [...stdout.matchAll(/^(?:Plan: \d.*|No changes\.)/gm)].map(([line]) => line);

/** The last line of every verdict of the gate, which has nothing to say but what is meant, not even a warning. */
export async function verdictsIn(folder: string): Promise<readonly string[]> {
  const judged = await readFile(join(folder, gateLog), 'utf8');
  expect(judged.replaceAll(`warning[${meant}]`, '')).not.toMatch(/^(?:error|warning)\[/m);
  return judged.match(/^(?:accepted|refused)$/gm) ?? [];
}
