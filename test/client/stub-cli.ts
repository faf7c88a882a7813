/**
 * A stand-in for the AWS CLI in a folder of its own, where a hundred runs take a second: says who the caller is and
 * writes down how it was called. The real CLI has its own tests.
 */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { hangGuard } from '../hang-guard.js';

const aws = `#!/bin/sh
case "$1 $2" in
  'sts get-caller-identity')
    printf '%s\\0' "$@" >>identity-call
    [ -z "\${STUB_FAILURE:-}" ] || { echo "$STUB_FAILURE" >&2; exit 253; }
    printf '%s\\n' "$STUB_ARN" ;;
  'ssm describe-instance-information')
    printf '%s\\0' "$@" >nodes-call
    [ -n "\${STUB_NODES:-}" ] || { echo 'not allowed' >&2; exit 254; }
    printf "$STUB_NODES" ;;
  *) printf '%s\\0' "$@" >call; exit "\${STUB_STATUS:-0}" ;;
esac
`;

export interface StubRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Arguments of the last call that was not about the identity; undefined when there was none. */
  readonly call: readonly string[] | undefined;
  readonly identityCall: readonly string[] | undefined;
  readonly nodesCall: readonly string[] | undefined;
}

export interface StubOptions {
  readonly arn?: string;
  /** What the identity call says before it fails with 253. */
  readonly failure?: string;
  /** How the session ends. */
  readonly status?: number;
  /** What AWS lists as nodes, as a format of printf; without it the call fails with 254. */
  readonly nodes?: string;
  readonly without?: 'aws' | 'session-manager-plugin';
  readonly awsConfig?: string;
}

export class StubCli {
  readonly #folder = mkdtempSync(join(tmpdir(), 'ssm-runas-stub-'));
  readonly #work = join(this.#folder, 'work');

  constructor() {
    mkdirSync(this.#work);
    for (const [folder, name, text] of [
      ['aws', 'aws', aws],
      ['session-manager-plugin', 'session-manager-plugin', '#!/bin/sh\n'],
    ] as const) {
      mkdirSync(join(this.#folder, folder));
      writeFileSync(join(this.#folder, folder, name), text);
      chmodSync(join(this.#folder, folder, name), 0o755);
    }
  }

  /** Runs a script's text with arguments. The work folder is empty before each run. */
  run(shell: string, script: string, args: readonly string[], options: StubOptions = {}): StubRun {
    rmSync(this.#work, { recursive: true });
    mkdirSync(this.#work);
    const file = join(this.#folder, 'ssm-runas');
    writeFileSync(file, script);
    const config = join(this.#folder, 'config');
    writeFileSync(config, options.awsConfig ?? '');
    const stubs = ['aws', 'session-manager-plugin'].filter((name) => name !== options.without);
    const system = options.without === undefined ? ['/usr/bin', '/bin'] : [];
    const result = spawnSync(shellPath(shell), [file, ...args], {
      cwd: this.#work,
      encoding: 'utf8',
      timeout: hangGuard,
      env: {
        PATH: [...stubs.map((name) => join(this.#folder, name)), ...system].join(delimiter),
        HOME: this.#folder,
        AWS_CONFIG_FILE: config,
        STUB_ARN: options.arn ?? '',
        STUB_FAILURE: options.failure ?? '',
        STUB_STATUS: String(options.status ?? 0),
        STUB_NODES: options.nodes ?? '',
      },
    });
    return {
      status: result.status,
      stdout: result.stdout,
      stderr: result.stderr,
      call: this.#recorded('call'),
      identityCall: this.#recorded('identity-call'),
      nodesCall: this.#recorded('nodes-call'),
    };
  }

  /** What the last run left in its work folder beside the records. */
  leftovers(): readonly string[] {
    return readdirSync(this.#work).filter((name) => !name.endsWith('call'));
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #recorded(name: string): readonly string[] | undefined {
    const file = join(this.#work, name);
    return existsSync(file) ? readFileSync(file, 'utf8').split('\0').slice(0, -1) : undefined;
  }
}

const shellPaths = new Map<string, string>();

/** The shell itself must be found also when the run's own PATH is bare. */
function shellPath(shell: string): string {
  const known = shellPaths.get(shell);
  if (known !== undefined) return known;
  const found = spawnSync('sh', ['-c', 'command -v "$1"', 'sh', shell], { encoding: 'utf8' }).stdout.trim();
  shellPaths.set(shell, found);
  return found;
}
