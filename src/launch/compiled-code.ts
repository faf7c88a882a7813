/**
 * What V8 made of a file of the program in an earlier run, kept in a file of its own: reading it takes a fraction of
 * compiling again, which is a third of a short run. Knows nothing of what the program does.
 */
import { hash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, type Stats, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Before the code stands of what it was made, and its digest: V8 11 (Node 20) runs, or crashes on, whatever it is given. */
const headerBytes = 48;

/** Undefined where there is none, a damaged one, or one of another state of the file. V8 itself refuses other versions'. */
export function readCompiled(keptIn: string, source: Stats): Buffer | undefined {
  try {
    const kept = readFileSync(keptIn);
    const code = kept.subarray(headerBytes);
    return kept.subarray(0, headerBytes).equals(headerOf(source, code)) ? code : undefined;
  } catch {
    return undefined;
  }
}

/** Whole or not at all. That a folder may not be written is no fault: the next run compiles again. */
export function keepCompiled(keptIn: string, source: Stats, code: Buffer): void {
  const unfinished = `${keptIn}.${process.pid}`;
  try {
    mkdirSync(dirname(keptIn), { recursive: true });
    writeFileSync(unfinished, Buffer.concat([headerOf(source, code), code]));
    renameSync(unfinished, keptIn);
  } catch {
    removeIfThere(unfinished);
  }
}

function removeIfThere(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // Then it stays.
  }
}

/** Size in bytes and time of change in milliseconds, because V8 tells sources apart by their length only; then SHA-256. */
function headerOf({ size, mtimeMs }: Stats, code: Buffer): Buffer {
  const state = Buffer.from(new Float64Array([size, mtimeMs]).buffer);
  return Buffer.concat([state, hash('sha256', code, 'buffer')]);
}
