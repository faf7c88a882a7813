/**
 * The world as the command line sees it, so that tests can hand in another one. Nothing else in the package touches
 * `process`.
 */
import { fstatSync, writeSync } from 'node:fs';
import { failure } from '../diagnostics/failure.js';
import { systemCode, systemReason } from '../diagnostics/system-error.js';

export interface Output {
  /** Resolves when the text is handed over, also when nobody reads any more. */
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
  /** Absolute. */
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
    stdout: output(1, 'standard output', () => process.stdout),
    stderr: output(2, 'standard error', () => process.stderr),
    env: process.env,
    get cwd() {
      return process.cwd();
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

function output(descriptor: 1 | 2, name: string, open: () => NodeJS.WriteStream): Output {
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
      await writeTo(stream, name, rest);
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

function writeTo(stream: NodeJS.WriteStream, name: string, text: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (error?: Error | null) => {
      // `ssm-runas-gen … | head` closes the pipe early, and means no harm.
      if (!error || systemCode(error) === 'EPIPE') resolve();
      else reject(failure('output-unwritable', name, { file: name, reason: systemReason(error) }));
    };
    if (stream.listenerCount('error') === 0) stream.on('error', settle);
    stream.write(text, settle);
  });
}

async function readStandardInput(maximum: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of process.stdin) {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= maximum) break;
    }
  } catch (error) {
    throw failure('mapping-unreadable', '<stdin>', { file: '<stdin>', reason: systemReason(error) });
  }
  return Buffer.concat(chunks).subarray(0, maximum);
}
