/**
 * What V8 made of a file of the program in an earlier run, kept in a file of its own: reading it takes a fraction of
 * compiling again, which is a third of a short run. Knows nothing of what the program does.
 */
import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Before the code stands the digest of it and of its source: V8 tells sources apart by their length only, and version 11
 * (Node 20) runs, or crashes on, whatever it is given.
 */
const digestBytes = 32;

/** Undefined where there is none, a damaged one, or one of another source. V8 itself refuses that of another version. */
export function readCompiled(keptIn: string, source: Buffer): Buffer | undefined {
  try {
    const kept = readFileSync(keptIn);
    const code = kept.subarray(digestBytes);
    return kept.subarray(0, digestBytes).equals(digestOf(source, code)) ? code : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whole or not at all, and writable by nobody else, whatever the umask. That a folder may not be written is no fault: the
 * next run compiles again, and `compile` is not called.
 */
export function keepCompiled(keptIn: string, source: Buffer, compile: () => Buffer): void {
  const unfinished = `${keptIn}.${process.pid}`;
  try {
    mkdirSync(dirname(keptIn), { recursive: true, mode: 0o755 });
    writeWhole(unfinished, () => {
      const code = compile();
      return Buffer.concat([digestOf(source, code), code]);
    });
    renameSync(unfinished, keptIn);
  } catch {
    removeIfThere(unfinished);
  }
}

function writeWhole(file: string, content: () => Buffer): void {
  const descriptor = openSync(file, 'w', 0o644);
  try {
    let rest = content();
    while (rest.length > 0) rest = rest.subarray(writeSync(descriptor, rest));
  } finally {
    closeSync(descriptor);
  }
}

function removeIfThere(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // Then it stays.
  }
}

function digestOf(source: Buffer, code: Buffer): Buffer {
  return createHash('sha256').update(source).update(code).digest();
}
