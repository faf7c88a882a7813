/** Every command of ROLLOUT.md is valid: judged by the shell, by shellcheck, by the real AWS CLI and by Terraform. */
import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../src/cli/commands/index.js';
import { parseWithCommander } from '../../src/cli/parse-with-commander.js';
import { hangGuard } from '../hang-guard.js';
import { hasProgram } from '../tools.js';
import { factsOf, print, shortened, withAllBlocks } from './all-blocks.js';
import { combinedGuides, type Guide, goldenGuides } from './guides.js';
import { type Call, commandsOf, modules, rehearse } from './rehearsal.js';

let guides: readonly Guide[] = [];
let calls: readonly Call[] = [];

const callsOf = (...programs: readonly string[]): (readonly string[])[] => {
  const lines = calls
    .filter(({ program }) => programs.includes(program))
    .map(({ args }) => JSON.stringify(args));
  return [...new Set(lines)].map((line) => JSON.parse(line) as string[]);
};

beforeAll(async () => {
  const all = [...(await goldenGuides()), ...(await combinedGuides())];
  const short = all.map((guide) => ({ ...guide, facts: shortened(factsOf(guide)) }));
  guides = withAllBlocks(short, ({ facts }) => facts).map((guide) => ({
    ...guide,
    text: `${print(guide.facts)}\n`,
  }));
  calls = guides.flatMap(({ text, mapping, access }) => {
    const {
      calls: recorded,
      leftovers,
      stderr,
    } = rehearse(
      text,
      mapping.roles.map(({ permissionSet }) => permissionSet.name),
      access.roles.map(({ policyText }) => policyText),
    );
    expect(
      leftovers.filter(
        (name) =>
          !/^(?:documents-[\w-]+|attached-scp(?:-\d)?|(?:attributes-)?plan|policies|default-document-[\w-]+|access-control-attributes)\.json$/.test(
            name,
          ),
      ),
    ).toEqual([]);
    // There is no assertion to decode in a rehearsal, and no generated file.
    const missing = /^(?:base64: saml-response\.txt|cat: '?[\w/-]*scp\*\.json'?): .*\n/gm;
    expect(stderr.replace(missing, '')).toBe('');
    return recorded;
  });
});

describe('the shell', () => {
  // SC2016 would have data such as ${path:userType} expanded; SC2043 minds a loop over one role; SC2030 and SC2031 mind that
  // an account's Region is set in a subshell, which is so that the shell of the reader keeps its own.
  it.skipIf(!hasProgram('shellcheck'))('finds nothing to complain about', () => {
    const scripts = guides.map(({ text }) => commandsOf(text));
    const folder = mkdtempSync(join(tmpdir(), 'ssm-runas-shellcheck-'));
    try {
      const files = scripts.map((script, at) => {
        writeFileSync(join(folder, `${at}.sh`), script);
        return `${at}.sh`;
      });
      const { stdout, status } = spawnSync(
        'shellcheck',
        ['--shell=sh', '--exclude=SC2016,SC2030,SC2031,SC2043', '--format=gcc', ...files],
        {
          cwd: folder,
          encoding: 'utf8',
          timeout: hangGuard,
        },
      );
      expect(stdout).toBe('');
      expect(status).toBe(0);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('ssm-runas-gen', () => {
  it('knows every command and option that is asked of it', () => {
    expect(callsOf('ssm-runas-gen')).not.toEqual([]);
    for (const args of callsOf('ssm-runas-gen')) {
      expect({ args, ...parseWithCommander(args, commands, 80) }).toMatchObject({ kind: 'parsed' });
    }
  });
});

describe.skipIf(!hasProgram('aws'))('the AWS CLI', () => {
  it('takes every command as far as the network', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ssm-runas-aws-'));
    try {
      const waiting = [...callsOf('aws')];
      // Written by `generate`, or by an earlier command.
      for (const [, path = ''] of waiting.flat().flatMap((word) => [...word.matchAll(/^file:\/\/(.*)/g)])) {
        mkdirSync(join(folder, dirname(path)), { recursive: true });
        writeFileSync(join(folder, path), '{}');
      }
      const judge = async (): Promise<void> => {
        for (let args = waiting.pop(); args; args = waiting.pop()) {
          expect({ args, answer: await awsAnswer(folder, args) }).toEqual({
            args,
            answer: expect.stringMatching(
              /Could not connect to the endpoint URL: "http:\/\/127\.0\.0\.1:1\//,
            ),
          });
        }
      };
      await Promise.all([judge(), judge()]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

/** The endpoint is a closed port of this machine: whatever the CLI says before it fails to connect is about the command. */
function awsAnswer(cwd: string, args: readonly string[]): Promise<string> {
  const env = {
    PATH: process.env.PATH,
    HOME: cwd,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_DEFAULT_REGION: 'eu-central-1',
    AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_MAX_ATTEMPTS: '1',
  };
  return new Promise((resolve) => {
    execFile('aws', [...args], { cwd, env, timeout: hangGuard }, (_error, stdout, stderr) =>
      resolve(stdout + stderr),
    );
  });
}

describe.skipIf(!hasProgram('terraform'))('Terraform', () => {
  const declared = `output "inline_policies" {
  value = {}
}
variable "default_document_exists" {
  default = false
}
variable "default_document_regions" {
  default = []
}
`;
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'ssm-runas-terraform-'));
    for (const module of ['.', ...modules, 'PATH/TO/ITS/FOLDER']) {
      mkdirSync(join(folder, module), { recursive: true });
      writeFileSync(join(folder, module, 'main.tf'), declared);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('takes every command', () => {
    for (const args of callsOf('terraform', 'tofu')) {
      const { status, stderr } = spawnSync('terraform', args, {
        cwd: folder,
        encoding: 'utf8',
        timeout: hangGuard,
        env: { PATH: process.env.PATH, HOME: folder, CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1' },
      });
      // There is nothing to import, nothing in a state and no workspace here, and the commands of all guides share a folder.
      if (
        /does not exist in the configuration|No state file was found|No instance found|non-existent module|Workspace "[^"]*" doesn't exist|Saved plan is stale/.test(
          stderr,
        )
      )
        continue;
      // `plan -detailed-exitcode` may say that something changes.
      const fine = args.includes('-detailed-exitcode') ? [0, 2] : [0];
      expect({ args, stderr, fine: fine.includes(status ?? -1) }).toEqual({ args, stderr, fine: true });
    }
  });
});
