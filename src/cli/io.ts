/**
 * The world as the command line sees it, so that tests can hand in another one. Nothing else in the package touches
 * `process`.
 */
import { fstatSync, writeSync } from 'node:fs';
import { failure, unwritable } from '../diagnostics/failure.js';
import { systemCode, systemReason } from '../diagnostics/system-error.js';
import { currentFolder } from '../input/current-folder.js';

export interface Output {
  /**
   * Resolves when the text is handed over, also when nobody reads any more. Standard output throws a `Failure` when the
   * system refuses; standard error does not, for nothing is left to report it to, and the work is done by then.
   */
  readonly write: (text: string) => Promise<void>;
  readonly isTerminal: boolean;
  /** Undefined unless a terminal. */
  readonly columns: number | undefined;
}

export interface Io {
  readonly stdin: {
    readonly isTerminal: boolean;
    /** Stops after `maximum` bytes. */
    readonly read: (maximum: number) => Promise<Uint8Array>;
  };
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute. Throws a `Failure` where the current folder cannot be used. */
  readonly cwd: string;
}

/** The streams are opened on first use: most runs need only one of them. */
export function processIo(): Io {
  return {
    stdin: {
      get isTerminal() {
        return isTerminal(0);
      },
      read: readStandardInput,
    },
    stdout: output(1, () => process.stdout),
    stderr: output(2, () => process.stderr),
    env: process.env,
    get cwd() {
      return currentFolder();
    },
  };
}

/** A pipe or a file is no terminal; only for the rest is `node:tty`, and all of streams behind it, worth loading. */
function isTerminal(descriptor: number): boolean {
  try {
    return (
      fstatSync(descriptor).isCharacterDevice() && process.getBuiltinModule('node:tty').isatty(descriptor)
    );
  } catch {
    return false;
  }
}

function output(descriptor: 1 | 2, open: () => NodeJS.WriteStream): Output {
  let stream: NodeJS.WriteStream | undefined;
  return {
    get isTerminal() {
      return isTerminal(descriptor);
    },
    get columns() {
      return isTerminal(descriptor) ? open().columns : undefined;
    },
    write: async (text) => {
      const rest = stream ? Buffer.from(text) : writeDirectly(descriptor, text);
      if (rest.length === 0) return;
      stream ??= open();
      const refusal = await writeTo(stream, rest);
      if (refusal !== undefined && descriptor === 1) throw unwritable('standard output', refusal);
    },
  };
}

/** What the descriptor did not take: a stream, which takes milliseconds to set up, goes on from there. */
function writeDirectly(descriptor: number, text: string): Uint8Array {
  let rest: Uint8Array = Buffer.from(text);
  try {
    while (rest.length > 0) rest = rest.subarray(writeSync(descriptor, rest));
  } catch {
    // A full pipe that does not block, a closed one, a full disk: the stream waits or says so.
  }
  return rest;
}

/** The error with which the system refuses. `ssm-runas-gen … | head` closes the pipe early, which is no error. */
function writeTo(stream: NodeJS.WriteStream, text: Uint8Array): Promise<Error | undefined> {
  return new Promise((resolve) => {
    const settle = (error?: Error | null) =>
      resolve(error && systemCode(error) !== 'EPIPE' ? error : undefined);
    if (stream.listenerCount('error') === 0) stream.on('error', settle);
    stream.write(text, settle);
  });
}

async function readStandardInput(maximum: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    // The stream of a folder is an empty one.
    if (fstatSync(0).isDirectory()) throw Object.assign(new Error('a folder'), { code: 'EISDIR' });
    for await (const chunk of process.stdin) {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= maximum) break;
    }
  } catch (error) {
    throw failure('input-unreadable', '<stdin>', { file: '<stdin>', reason: systemReason(error) });
  }
  return Buffer.concat(chunks).subarray(0, maximum);
}

export const colourChoices = ['auto', 'always', 'never'] as const;

/**
 * Whether to colour a stream: the option first, then the conventions of the environment (https://no-color.org and
 * https://force-color.org), then the terminal.
 */
export function usesColour(choice: string | undefined, stream: Output, env: Io['env']): boolean {
  if (choice === 'always') return true;
  if (choice === 'never') return false;
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  return stream.isTerminal && env.TERM !== 'dumb';
}
