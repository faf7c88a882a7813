/**
 * `validate` and `generate` for several mappings of one call: all are judged before anything is written, and two that would
 * destroy each other's work are refused. Loaded only for more than one mapping.
 */
import { type Diagnostic, hasErrors } from '../diagnostics/diagnostic.js';
import { check, compile, type LocatedMapping } from '../generate.js';
import type { OpenedMapping } from '../input/open-mapping.js';
import {
  bringToFolder,
  type GenerateOptions,
  type GenerateResult,
  type OpenedOptions,
  outputFolderOf,
  type Pipeline,
  type ReadyMapping,
  renderOpened,
  surroundingsOf,
  type ValidateOptions,
  type ValidateResult,
  withFailures,
  withStrictness,
} from '../library.js';
import { clashesIn } from './clashes.js';

const realPipeline: Pipeline = { check, compile };

/** One result for each mapping, in their order. */
export async function validateSeveral(
  opened: readonly OpenedMapping[],
  options: OpenedOptions<ValidateOptions>,
  pipeline: Pipeline = realPipeline,
): Promise<readonly ValidateResult[]> {
  const { accept = [] } = options;
  const checked: LocatedMapping[] = [];
  for (const each of opened)
    checked.push(await pipeline.check(each.source, { ...surroundingsOf(each), accept }));
  const clashes = clashesBetween(opened, options, checked);
  return checked.map(({ diagnostics: found, mapping }, at) => {
    const diagnostics = withStrictness([...found, ...(clashes[at] ?? [])], options.strict === true);
    if (!mapping || hasErrors(diagnostics)) return { outcome: 'invalid', diagnostics };
    return { outcome: 'valid', diagnostics, mapping };
  });
}

/** One result for each mapping, in their order. A mapping with errors is not written; the others are. */
export async function generateSeveral(
  opened: readonly OpenedMapping[],
  options: OpenedOptions<GenerateOptions>,
  pipeline: Pipeline = realPipeline,
): Promise<readonly GenerateResult[]> {
  const rendered: (ReadyMapping | GenerateResult)[] = [];
  for (const each of opened) {
    rendered.push(
      await withFailures<ReadyMapping | GenerateResult>(() => renderOpened(each, options, pipeline)),
    );
  }
  const ready = rendered.map((each) => (each.outcome === 'ready' ? each : undefined));
  const clashes = clashesBetween(opened, options, ready);
  const results: GenerateResult[] = [];
  for (const [at, each] of rendered.entries()) {
    const mapping = opened[at];
    if (each.outcome !== 'ready' || mapping === undefined) {
      results.push(each as GenerateResult);
    } else if ((clashes[at] ?? []).length > 0) {
      results.push({ outcome: 'invalid', diagnostics: [...each.diagnostics, ...(clashes[at] ?? [])] });
    } else {
      results.push(
        await withFailures(() =>
          bringToFolder(mapping, options, each, outputFolderOf(mapping, options, each.mapping)),
        ),
      );
    }
  }
  return results;
}

/** Only mappings without errors can be compared: the others have no meaning yet. */
function clashesBetween(
  opened: readonly OpenedMapping[],
  options: OpenedOptions<ValidateOptions>,
  checked: readonly (Pick<LocatedMapping, 'mapping' | 'access' | 'locate'> | undefined)[],
): readonly (readonly Diagnostic[])[] {
  const placed = opened.map((each, at) => {
    const { mapping, access, locate } = checked[at] ?? {};
    if (!mapping || !access || !locate) return undefined;
    const listsAccounts = access.roles.every(({ arns }) => arns === 'accounts');
    const folder = outputFolderOf(each, options, mapping).path;
    return { file: each.source.file, mapping, listsAccounts, locate, folder };
  });
  return clashesIn(placed);
}
