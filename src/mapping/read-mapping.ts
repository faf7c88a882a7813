/**
 * The front door of this folder: a mapping's bytes in, every finding and, without errors, the model out.
 * Reads no file itself; merge files come through the caller.
 */
import { type Acceptance, type Diagnostic, hasErrors } from '../diagnostics/diagnostic.js';
import { type Locate, reportInto } from '../diagnostics/report.js';
import { limitMistakes } from '../source/syntax-problem.js';
import { buildModel } from './build-model.js';
import { checkTexts } from './check-texts.js';
import { type ReadRelated, readMergePolicies } from './merge-policy/read-merge-policies.js';
import type { UnsupportedIn } from './merge-policy/read-policy.js';
import { mergedNodes, mergedSession } from './merge-settings.js';
import type { RoleMapping } from './model.js';
import { type ParsedSource, parseSource, type SourceText } from './read/parse.js';
import type { JudgeDirectory, NamedRole } from './rules/context.js';
import { rules } from './rules/index.js';
import { statedPartition } from './rules/places.js';
import type { RawMapping, WrittenMapping } from './schema/raw-mapping.js';
import { validateShape } from './schema/validate.js';

export interface ReadMapping {
  /** In no particular order. */
  readonly diagnostics: readonly Diagnostic[];
  /** Absent when the diagnostics hold errors. */
  readonly mapping?: RoleMapping;
  /** For findings of later phases. */
  readonly locate: Locate;
  /** The warnings that the mapping accepts, as far as it is well-formed. */
  readonly accepted: readonly Acceptance[];
}

/**
 * `unsupportedIn` judges merge files; left out, they may hold what the evaluator of policies does not support. `judgeDirectory` is left
 * out where nothing is written to `output.directory`.
 */
export async function readMapping(
  source: SourceText,
  readRelated: ReadRelated,
  unsupportedIn?: UnsupportedIn,
  judgeDirectory?: JudgeDirectory,
): Promise<ReadMapping> {
  const parsed = parseSource(source);
  const diagnostics = [...parsed.diagnostics];
  const merged = await withExtended(source, parsed, readRelated, diagnostics);
  const { root, locate, writtenAt } = merged ?? parsed;
  if (merged === undefined || root === undefined)
    return { diagnostics: withoutRepetition(diagnostics), locate, accepted: [] };

  const report = limitMistakes(reportInto(diagnostics, source.file, locate));
  const refused = checkTexts(root, report);
  const { wellFormed: mapping, statedKeys } = await validateShape({ root, writtenAt, refused, report });
  const roles = namedRoles(mapping);
  const mergePolicies = await readMergePolicies({
    file: source.file,
    roles,
    partition: statedPartition({ mapping, ...statedKeys }),
    readRelated,
    unsupportedIn,
    report,
  });
  for (const rule of rules) rule({ mapping, roles, ...statedKeys, judgeDirectory, report, locate });

  const distinct = withoutRepetition(diagnostics);
  const accepted = acceptedIn(mapping);
  if (hasErrors(distinct)) return { diagnostics: distinct, locate, accepted };
  // Without an error the schema held, so that nothing was taken out of the mapping.
  const written = mapping as WrittenMapping;
  return {
    diagnostics: distinct,
    mapping: buildModel({ mapping: written, fileName: source.fileName, mergePolicies }),
    locate,
    accepted,
  };
}

function acceptedIn({ accept = [] }: RawMapping): readonly Acceptance[] {
  return accept.flatMap((entry) => {
    const { code, reason = '' } = entry ?? {};
    return code === undefined ? [] : [{ code, reason }];
  });
}

/** The mapping itself, or merged with those that it extends; undefined when one of these cannot be read. */
async function withExtended(
  source: SourceText,
  parsed: ParsedSource,
  readRelated: ReadRelated,
  found: Diagnostic[],
): Promise<Pick<ParsedSource, 'root' | 'locate' | 'writtenAt'> | undefined> {
  if (!parsed.root?.entries.has('extends')) return parsed;
  const { readExtended } = await import('./extends/read-extended.js');
  return readExtended(source, parsed, readRelated, found);
}

function namedRoles(mapping: RawMapping): NamedRole[] {
  return Object.entries(mapping.roles ?? {}).flatMap(([name, role]) => {
    if (role === undefined) return [];
    return [{ name, role, session: mergedSession(mapping, role), nodes: mergedNodes(mapping, role) }];
  });
}

/** A value behind an anchor is found once for each alias; it stands in the file once. */
function withoutRepetition(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter(({ code, file, range, summary }) => {
    const identity = JSON.stringify([code, file, range?.start.offset, range?.end.offset, summary]);
    if (seen.has(identity)) return false;
    seen.add(identity);
    return true;
  });
}
