/** An interactive shell in a real pseudo terminal, and a plugin that writes down which signals and lines reach it. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** In milliseconds. A key that does not arrive within it never does. */
const patience = 5 * 60_000;

/** Reacts to the keys of a terminal as the real plugin does; `exit` ends it with the status 7. Its first line is its process id. */
export const signallingPlugin = `#!/usr/bin/env python3
import os, signal, sys
if sys.argv[1:] == ["--version"]:
    sys.exit(print("1.2.835.0"))
def note(text):
    with open(os.environ["HOME"] + "/plugin-log", "a") as log:
        log.write(text + "\\n")
for name in ("SIGINT", "SIGTSTP", "SIGQUIT", "SIGWINCH"):
    signal.signal(getattr(signal, name), lambda *_, name=name: note(name))
note(str(os.getpid()))
for line in iter(sys.stdin.readline, ""):
    note("line " + line.strip())
    if line.strip() == "exit":
        sys.exit(7)
`;

export class Terminal {
  readonly #driver: ChildProcessWithoutNullStreams;
  readonly #home: string;
  #shown = '';

  constructor(home: string, env: NodeJS.ProcessEnv) {
    this.#home = home;
    this.#driver = spawn('python3', [join(import.meta.dirname, 'terminal.py')], {
      cwd: home,
      env,
    });
    this.#driver.stdout.on('data', (data) => {
      this.#shown += data;
    });
  }

  type(text: string): void {
    this.#tell(['type', text]);
  }

  resize(rows: number, columns: number): void {
    this.#tell(['resize', rows, columns]);
  }

  /** As if its window were closed. */
  close(): void {
    this.#tell(['close']);
  }

  /** Waits until the terminal shows the text. */
  async shows(text: string): Promise<void> {
    await this.#until(() => this.#shown.includes(text), `the terminal shows ${text}`);
  }

  /** Waits until the plugin noted the line; answers the plugin's process id. */
  async noted(line: string | RegExp): Promise<number> {
    const isNoted = () =>
      this.#notes().some((note) => (typeof line === 'string' ? note === line : line.test(note)));
    await this.#until(isNoted, `the plugin notes ${line}`);
    return Number(this.#notes()[0]);
  }

  async stop(): Promise<void> {
    if (this.#driver.exitCode !== null) return;
    const ended = once(this.#driver, 'exit');
    this.#driver.kill('SIGKILL');
    await ended;
  }

  #notes(): readonly string[] {
    const file = join(this.#home, 'plugin-log');
    return existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  }

  async #until(isSo: () => boolean, what: string): Promise<void> {
    const start = Date.now();
    while (!isSo()) {
      if (Date.now() - start > patience)
        throw new Error(`never: ${what}\nnoted: ${this.#notes().join(', ')}\nshown:\n${this.#shown}`);
      await sleep(50);
    }
  }

  #tell(message: readonly unknown[]): void {
    this.#driver.stdin.write(`${JSON.stringify(message)}\n`);
  }
}

/** Waits until there is no such process; a process that ended and was not waited for does not count. */
export async function isGone(pid: number): Promise<void> {
  const start = Date.now();
  while (isAlive(pid)) {
    if (Date.now() - start > patience) throw new Error(`the process ${pid} goes on`);
    await sleep(50);
  }
}

export function isAlive(pid: number): boolean {
  const stat = `/proc/${pid}/stat`;
  return existsSync(stat) && !/\) Z /.test(readFileSync(stat, 'utf8'));
}
