/** What the operating system's error codes mean, in words that do not depend on platform or Node release. */

const words: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EBUSY: 'it is in use',
  EDQUOT: 'the disk quota is used up',
  EEXIST: 'something else stands there',
  EFTYPE: 'it is a pipe or a device, not a file',
  EFBIG: 'it is too large',
  EINTR: 'a signal interrupted it',
  EIO: 'the disk failed',
  EISDIR: 'it is a folder',
  ELOOP: 'there are too many links on the way',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'the name is too long',
  ENFILE: 'too many files are open',
  ENOENT: 'it does not exist',
  ENOSPC: 'no space is left on the disk',
  ENOTDIR: 'a part of the path is not a folder',
  ENOTEMPTY: 'the folder is not empty',
  EPERM: 'operation not permitted',
  EROFS: 'the file system is read-only',
  ENXIO: 'there is no such device',
};

/** The system's code, such as `ENOENT`; undefined when the error is not the system's. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  return /^E[A-Z0-9]+$/.test(error.code) ? error.code : undefined;
}

/** The reason in words; throws again what is not the system's, for that is a defect. */
export function systemReason(error: unknown): string {
  const code = systemCode(error);
  if (code === undefined) throw error;
  const known = words[code];
  return known === undefined ? code : `${known} (${code})`;
}
