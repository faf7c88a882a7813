/** Reads at most so many bytes of a file, so that a wrong name (an archive, a device) costs neither memory nor time. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** Throws the system's error; a folder is refused with `EISDIR`. */
export function readBounded(path: string, maximum: number): Uint8Array {
  const descriptor = openSync(path, 'r');
  try {
    const { size } = fstatSync(descriptor);
    // Pipes and devices report no size.
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
