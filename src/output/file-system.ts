/** The calls of `node:fs` that the output folder needs, as a type, so that tests can make each of them fail. */
import * as fs from 'node:fs';

export type FileSystem = Pick<
  typeof fs,
  | 'accessSync'
  | 'closeSync'
  | 'fchmodSync'
  | 'fsyncSync'
  | 'lstatSync'
  | 'mkdirSync'
  | 'openSync'
  | 'readdirSync'
  | 'readFileSync'
  | 'renameSync'
  | 'rmdirSync'
  | 'unlinkSync'
  | 'writeFileSync'
>;

export const realFileSystem: FileSystem = fs;
