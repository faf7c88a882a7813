/**
 * Opens the mappings that a call names, or all that `--all` finds. Loaded only for more than one.
 */
import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Diagnostic, withoutAccepted } from '../diagnostics/diagnostic.js';
import { Failure, failure } from '../diagnostics/failure.js';
import { systemCode } from '../diagnostics/system-error.js';
import { type OpenedMapping, openMappingFile } from '../input/open-mapping.js';
import { type Invocation, UsageError } from './command.js';
import { type ExitCode, exitCode } from './exit-code.js';
import { findMappings } from './find-mappings.js';
import { counted } from './findings.js';

export interface SeveralMappings {
  readonly opened: readonly OpenedMapping[];
  /** About mappings that could not be read. */
  readonly unreadable: readonly Diagnostic[];
  readonly bytesOf: (file: string) => Uint8Array | undefined;
}

/** Throws a `Failure` when `--all` finds none, and a `UsageError` for what goes with one mapping only. */
export function openSeveralMappings({ arguments: paths, options, io }: Invocation): SeveralMappings {
  const alone = ['out', 'stdout'].find((name) => options[name] !== undefined);
  if (alone !== undefined) throw new UsageError(`--${alone} is for one mapping only`);
  if (options.all && paths.length > 0) throw new UsageError('--all and MAPPING cannot be used together');
  if (paths.includes('-')) throw new UsageError('standard input can be one mapping, not one of several');
  if (paths.includes('')) throw new UsageError('MAPPING is empty');

  const files = options.all ? findMappings(io.cwd) : paths;
  refuseTwice(files, io.cwd);
  if (files.length === 0)
    throw failure('mapping-not-found', undefined, { kind: 'downwards', folder: io.cwd });
  const opened: OpenedMapping[] = [];
  const unreadable: Diagnostic[] = [];
  for (const file of files) {
    try {
      opened.push(openMappingFile(file, io.cwd));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      unreadable.push(...error.diagnostics);
    }
  }
  const bytesOf = (file: string) => {
    for (const each of opened) {
      const bytes = each.bytesOf(file);
      if (bytes) return bytes;
    }
    return undefined;
  };
  return { opened, unreadable, bytesOf };
}

function refuseTwice(paths: readonly string[], cwd: string): void {
  const seen = new Map<string, string>();
  for (const path of paths) {
    const real = realFile(resolve(cwd, path));
    const before = seen.get(real);
    if (before !== undefined) throw new UsageError(`${before} and ${path} are the same mapping`);
    seen.set(real, path);
  }
}

function realFile(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return path;
  }
}

/** What a call with several mappings ends with: the worst of what became of each. */
export function worst(codes: readonly ExitCode[]): ExitCode {
  const order = [exitCode.failed, exitCode.findings, exitCode.stale];
  return order.find((code) => codes.includes(code)) ?? exitCode.fine;
}

/** `2 errors, 1 warning`. */
export function countWords(found: readonly Diagnostic[]): string {
  const diagnostics = withoutAccepted(found);
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const counts = [
    [errors, 'error'],
    [diagnostics.length - errors, 'warning'],
  ] as const;
  const words = counts.flatMap(([count, noun]) => (count === 0 ? [] : [counted(count, noun)]));
  return words.join(', ') || 'no findings';
}
