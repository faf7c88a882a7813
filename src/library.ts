/**
 * What the command line and the library both do: open a mapping, run the pipeline, bring the files to their folder.
 * Answers data; prints nothing, ends no process.
 */
import { isAbsolute, join, resolve } from 'node:path';
import { type Diagnostic, hasErrors, withAccepted } from './diagnostics/diagnostic.js';
import { Failure } from './diagnostics/failure.js';
import { type Compilation, type CompileOptions, check, compile, type SourceText } from './generate.js';
import { currentFolder } from './input/current-folder.js';
import {
  nameInHeaders,
  type OpenedMapping,
  openMappingFile,
  openMappingText,
  repositoryRoot,
} from './input/open-mapping.js';
import type { RoleMapping } from './mapping/model.js';
import { mappingDigest } from './mapping/origin.js';
import { type FileChange, isStale } from './output/compare.js';
import { deliver } from './output/deliver.js';
import { gitAttributes } from './output/git-attributes.js';
import { type IgnoredPath, ignoredByGit } from './output/ignored-by-git.js';
import { chooseOutputFolder, directoryProblem } from './output/output-folder.js';
import { mappingSource } from './output/owner.js';
import type { OutputFolder } from './output/read-folder.js';
import type { RenderedFile } from './terraform/plan/file.js';

/** A mapping at hand instead of in a file. */
export interface MappingText {
  readonly text: string;
  /** Appears in findings and in the first line of generated files; `.json` makes it JSON. Default `ssm-runas.yaml`. */
  readonly fileName?: string;
  /** What relative paths in the mapping start from. Default: the current folder. */
  readonly folder?: string;
}

export interface ValidateOptions {
  /** The path of a mapping, or its text. */
  readonly mapping: string | MappingText;
  /** Makes warnings errors, unless they are accepted. */
  readonly strict?: boolean;
  /** Codes of warnings that are accepted, besides those in the mapping. */
  readonly accept?: readonly string[];
  /** What relative paths start from. Default: the process's current folder. */
  readonly cwd?: string;
}

export interface GenerateOptions extends ValidateOptions {
  /** The output folder; overrides `output.directory` and may lie anywhere. */
  readonly out?: string;
  /** Overrides `output.syntax`. */
  readonly syntax?: 'hcl' | 'json';
  /** Whether policies must pass the cheap part of the proof before anything is written; default: they must. */
  readonly prove?: boolean;
  /** What to do with the files: `write` (default), `compare` with the output folder, or only `render`. */
  readonly mode?: 'write' | 'compare' | 'render';
}

/** `invalid`: the mapping holds mistakes. `failed`: a file could not be read or written. */
export interface ValidateResult {
  readonly outcome: 'valid' | 'invalid' | 'failed';
  readonly diagnostics: readonly Diagnostic[];
  /** Absent unless valid. */
  readonly mapping?: RoleMapping;
}

export interface GenerateResult {
  /**
   * `rendered`: as asked, no folder was looked at. `fresh`: the folder holds exactly what belongs there. `stale`: it does
   * not, and was only compared. `written`: it does now.
   */
  readonly outcome: 'rendered' | 'fresh' | 'stale' | 'written' | 'invalid' | 'failed';
  readonly diagnostics: readonly Diagnostic[];
  /** In order of path; absent when the mapping is invalid. */
  readonly files?: readonly RenderedFile[];
  /** What was written and removed, or would be; absent when rendered only, invalid or failed. */
  readonly changes?: readonly FileChange[];
  /** The output folder as a user would name it; absent when rendered only, invalid or failed. */
  readonly folder?: string;
  /** The mapping that the folder belonged to before, which no longer exists. */
  readonly takenFrom?: string;
  /** A file that was not there before, or a folder above it, that Git ignores as far as its ignore files say. */
  readonly ignored?: IgnoredPath;
}

/** The pipeline's two entries; tests put others in their place. */
export interface Pipeline {
  readonly check: typeof check;
  readonly compile: typeof compile;
}

export async function validate(options: ValidateOptions): Promise<ValidateResult> {
  return withFailures(() => validateOpened(open(options), options));
}

export async function generate(options: GenerateOptions): Promise<GenerateResult> {
  return withFailures(() => generateOpened(open(options), options));
}

export type OpenedOptions<Options> = Omit<Options, 'mapping'>;

/** `validate` for a mapping that is open already. */
export async function validateOpened(
  opened: OpenedMapping,
  { strict = false, accept = [] }: OpenedOptions<ValidateOptions>,
  pipeline: Pipeline = { check, compile },
): Promise<ValidateResult> {
  return withFailures(async () => {
    const checked = await pipeline.check(opened.source, { ...surroundingsOf(opened), accept });
    const diagnostics = withStrictness(checked.diagnostics, strict);
    if (!checked.mapping || hasErrors(diagnostics)) return { outcome: 'invalid', diagnostics };
    return { outcome: 'valid', diagnostics, mapping: checked.mapping };
  });
}

/** `generate` for a mapping that is open already. */
export async function generateOpened(
  opened: OpenedMapping,
  options: OpenedOptions<GenerateOptions>,
  pipeline: Pipeline = { check, compile },
): Promise<GenerateResult> {
  return withFailures(async () => {
    const ready = await renderOpened(opened, options, pipeline);
    if (ready.outcome !== 'ready') return ready;
    const { diagnostics, files } = ready;
    if (options.mode === 'render') return { outcome: 'rendered', diagnostics, files };
    return bringToFolder(opened, options, ready, outputFolderOf(opened, options, ready.mapping));
  });
}

/** A mapping without errors, with the files that are to be brought to its folder. */
export interface ReadyMapping extends Required<Pick<Compilation, 'files' | 'mapping' | 'access' | 'locate'>> {
  readonly outcome: 'ready';
  readonly diagnostics: readonly Diagnostic[];
}

/** The part of `generate` before any folder is looked at. */
export async function renderOpened(
  opened: OpenedMapping,
  { out, mode, syntax, prove = true, strict = false, accept = [] }: OpenedOptions<GenerateOptions>,
  pipeline: Pipeline,
): Promise<ReadyMapping | InvalidMapping> {
  const compiled = await pipeline.compile(opened.source, {
    ...surroundingsOf(opened, { isWritten: out === undefined && mode !== 'render' }),
    prove,
    accept,
    ...(syntax !== undefined && { syntax }),
  });
  const diagnostics = withStrictness(compiled.diagnostics, strict);
  const { files, mapping, access, locate } = compiled;
  if (!files || !mapping || !access || !locate || hasErrors(diagnostics))
    return { outcome: 'invalid', diagnostics };
  return { outcome: 'ready', diagnostics, files, mapping, access, locate };
}

interface InvalidMapping {
  readonly outcome: 'invalid';
  readonly diagnostics: readonly Diagnostic[];
}

/** What is asked of the disk about a mapping. `isWritten`: whether anything is to be written to the folder that the mapping names. */
export function surroundingsOf(
  { folder, readRelated }: OpenedMapping,
  { isWritten } = { isWritten: true },
): Pick<CompileOptions, 'readRelated' | 'judgeDirectory'> {
  if (!isWritten) return { readRelated };
  const judgeDirectory = (directory: string) => directoryProblem(directory, folder, repositoryRoot(folder));
  return { readRelated, judgeDirectory };
}

export function outputFolderOf(
  opened: OpenedMapping,
  options: OpenedOptions<Pick<GenerateOptions, 'mapping' | 'out' | 'cwd'>>,
  mapping: RoleMapping,
): OutputFolder {
  return chooseOutputFolder({
    out: options.out,
    directory: mapping.output.directory,
    mappingFolder: opened.folder,
    cwd: folderAt(options.cwd),
  });
}

/** The part of `generate` that compares and writes. Throws a `Failure` when the system refuses. */
export function bringToFolder(
  opened: OpenedMapping,
  options: OpenedOptions<GenerateOptions>,
  { files, mapping, diagnostics }: ReadyMapping,
  folder: OutputFolder,
): GenerateResult {
  const isCheck = options.mode === 'compare';
  const place = { folder, mappingFile: opened.path, root: repositoryRoot(opened.folder) };
  const owner = { fileName: mapping.fileName, source: mappingSource(place), name: mapping.name };
  const delivered = [gitAttributes(files, mapping.fileName), ...files];
  const delivery = deliver({
    ...place,
    files: delivered,
    owner,
    mappingDigest: mappingDigest(mapping, options.syntax),
    check: isCheck,
  });
  const acceptances = [...(options.accept ?? []).map((code) => ({ code })), ...mapping.accept];
  const all = [...diagnostics, ...withAccepted(delivery.diagnostics, acceptances)];
  if (hasErrors(delivery.diagnostics)) return { outcome: 'failed', diagnostics: all, files };
  const outcome = !isStale(delivery.changes) ? 'fresh' : isCheck ? 'stale' : 'written';
  const { changes, takenFrom } = delivery;
  const created = changes
    .filter(({ state }) => state === 'created')
    .map(({ path }) => join(folder.path, path));
  const ignored = created.length > 0 ? ignoredByGit(place.root, created) : undefined;
  return {
    outcome,
    diagnostics: all,
    files,
    changes,
    folder: folder.shown,
    ...(takenFrom !== undefined && { takenFrom }),
    ...(ignored && { ignored }),
  };
}

function open({ mapping, cwd }: ValidateOptions): OpenedMapping {
  const folder = folderAt(cwd);
  if (typeof mapping === 'string') return openMappingFile(mapping, folder);
  const fileName = mapping.fileName ?? 'ssm-runas.yaml';
  const source: SourceText = {
    file: fileName,
    fileName: nameInHeaders(fileName),
    bytes: new TextEncoder().encode(mapping.text),
  };
  return openMappingText(source, resolve(folder, mapping.folder ?? '.'));
}

function folderAt(cwd: string | undefined): string {
  return cwd !== undefined && isAbsolute(cwd) ? cwd : resolve(currentFolder(), cwd ?? '.');
}

export function withStrictness(diagnostics: readonly Diagnostic[], strict: boolean): readonly Diagnostic[] {
  if (!strict) return diagnostics;
  return diagnostics.map((found) => (found.accepted ? found : { ...found, severity: 'error' }));
}

export async function withFailures<Result>(
  action: () => Result | Promise<Result>,
): Promise<Result | { readonly outcome: 'failed'; readonly diagnostics: readonly Diagnostic[] }> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { outcome: 'failed', diagnostics: error.diagnostics };
  }
}
