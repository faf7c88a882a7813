/** Reads at most so many bytes of a file, so that a wrong name (an archive, a pipe) costs neither memory nor time. */
import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';

/**
 * Throws the system's error; a folder is refused with `EISDIR`, and with `EFTYPE` whatever might keep a reader waiting.
 */
export function readBounded(path: string, maximum: number): Uint8Array {
  refuseToWait(path);
  const descriptor = openSync(path, 'r');
  try {
    const { size } = fstatSync(descriptor);
    // Pipes and what the kernel makes up report no size.
    let bytes = new Uint8Array(Math.min(maximum, size || 64 * 1024) + 1);
    let length = 0;
    for (;;) {
      const read = readSync(descriptor, bytes, length, Math.min(bytes.length, maximum) - length, null);
      length += read;
      if (read === 0 || length === maximum) return bytes.subarray(0, length);
      if (length === bytes.length) bytes = grown(bytes, maximum);
    }
  } finally {
    closeSync(descriptor);
  }
}

function grown(bytes: Uint8Array, maximum: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.min(bytes.length * 2, maximum));
  larger.set(bytes);
  return larger;
}

/** What the shell hands over as `<(command)` or by redirection is open already, and somebody writes into it. */
const openDescriptor = /^\/(?:dev\/(?:stdin|fd\/[0-9]+)|proc\/(?:self|[0-9]+)\/fd\/[0-9]+)$/;

/** Opening a named pipe waits until another process writes, and reading a device may never end. */
function refuseToWait(path: string): void {
  const found = statSync(path);
  if (found.isFile() || found.isDirectory()) return;
  if (found.isFIFO() && openDescriptor.test(path)) return;
  throw Object.assign(new Error(`${path} is no regular file`), { code: 'EFTYPE' });
}
