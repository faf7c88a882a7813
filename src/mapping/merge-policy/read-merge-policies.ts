/**
 * The files that `inlinePolicy: { merge: FILE }` names: read through the caller, each once, and held to be identity policies.
 * Knows the mapping only as far as which roles name which file.
 */
import { dirname, join } from 'node:path';
import type { Partition } from '../../aws/names.js';
import type { Path } from '../../diagnostics/diagnostic.js';
import type { Report } from '../../diagnostics/report.js';
import { systemReason } from '../../diagnostics/system-error.js';
import type { PolicyDocument } from '../../iam/policy.js';
import { isPolicyElement } from '../../iam/read-policy.js';
import { isGeneratedSid } from '../../iam/sids.js';
import { decodeSource } from '../../source/decode-source.js';
import { parseJson } from '../../source/parse-json.js';
import type { SourceNode } from '../../source/source-tree.js';
import type { ReportProblem } from '../../source/syntax-problem.js';
import { textPositions } from '../../source/text-positions.js';
import { checkPolicyText } from '../check-texts.js';
import type { NamedRole } from '../rules/context.js';
import {
  readMergePolicy,
  reportOtherPartitions,
  reportUnsupported,
  type UnsupportedIn,
} from './read-policy.js';

/**
 * Reads a file named in the mapping, relative to the mapping's folder; `undefined` when there is none, `outside` when it
 * lies outside of the repository, links followed. Findings may quote a `mapping`, but no other file.
 */
export type ReadRelated = (
  path: string,
  as: 'base mapping' | 'merge file',
) => Promise<Uint8Array | 'outside' | undefined>;

export interface MergeInput {
  /** The mapping's own path, as the user named it. */
  readonly file: string;
  readonly roles: readonly NamedRole[];
  /** Undefined when the mapping names one that does not exist. */
  readonly partition: Partition | undefined;
  readonly readRelated: ReadRelated;
  /** Left out, policies may hold what the evaluator does not support. */
  readonly unsupportedIn: UnsupportedIn | undefined;
  readonly report: Report;
}

/** The policies by the path that the mapping gives; those with mistakes are left out. */
export async function readMergePolicies(input: MergeInput): Promise<ReadonlyMap<string, PolicyDocument>> {
  const places = new Map<string, Path[]>();
  for (const { name, role } of input.roles) {
    const file = typeof role.inlinePolicy === 'object' ? role.inlinePolicy.merge : undefined;
    if (file === undefined) continue;
    const known = places.get(file) ?? [];
    places.set(file, [...known, ['roles', name, 'inlinePolicy', 'merge']]);
  }
  const policies = new Map<string, PolicyDocument>();
  for (const [path, mentions] of places) {
    const bytes = await readFile(path, mentions, input);
    if (bytes === undefined) continue;
    const policy = policyOf(bytes, join(dirname(input.file), path), input);
    if (policy) policies.set(path, policy);
  }
  return policies;
}

async function readFile(path: string, mentions: readonly Path[], { readRelated, report }: MergeInput) {
  let reason: string | undefined;
  let bytes: Awaited<ReturnType<ReadRelated>>;
  try {
    bytes = await readRelated(path, 'merge file');
    if (bytes !== undefined && bytes !== 'outside') return bytes;
  } catch (error) {
    reason = systemReason(error);
  }
  for (const mention of mentions) {
    if (bytes === 'outside') report('merge-file-outside', { path: mention }, { path });
    else if (reason === undefined) report('merge-file-missing', { path: mention }, { path });
    else report('merge-file-unreadable', { path: mention }, { path, reason });
  }
  return undefined;
}

function policyOf(
  bytes: Uint8Array,
  file: string,
  { partition, unsupportedIn, report }: MergeInput,
): PolicyDocument | undefined {
  const text = decodeSource(bytes, file, report);
  if (text === undefined) return undefined;
  const positions = textPositions(text);
  let clean = true;
  const reportProblem: ReportProblem = (code, start, end, args) => {
    clean = false;
    report(code, { file, range: positions.rangeOf(start, end) }, withoutContent(args));
  };
  const root = parseJson(text, reportProblem);
  if (root === undefined) return undefined;
  checkCharacters(root, reportProblem);
  const policy = readMergePolicy(root, reportProblem);
  if (!policy || !clean) return undefined;
  if (partition !== undefined) reportOtherPartitions(root, policy, partition, reportProblem);
  if (unsupportedIn) reportUnsupported(root, policy, unsupportedIn, reportProblem);
  return clean ? policy : undefined;
}

/** What findings say of a file by these names is what the file holds. */
const contentNames: ReadonlySet<string> = new Set(['key', 'normalized', 'found', 'subject', 'sid']);

/**
 * The mapping's author chose the file, and may not be allowed to read it where the findings are printed, as on a CI runner: they
 * say where a mistake is, and no more of the file than words that every policy may have.
 */
function withoutContent<Args>(args: Args): Args {
  const shown = Object.entries(Object(args)).map(([name, value]) =>
    contentNames.has(name) && !isCommonWord(value) ? [name, '…'] : [name, value],
  );
  return Object.fromEntries(shown);
}

function isCommonWord(value: unknown): boolean {
  return typeof value === 'string' && (isPolicyElement(value) || isGeneratedSid(value));
}

function checkCharacters(node: SourceNode, report: ReportProblem): void {
  if (node.kind === 'list') {
    for (const item of node.items) checkCharacters(item, report);
  } else if (node.kind === 'map') {
    for (const [key, entry] of node.entries) {
      checkPolicyText(key, (code, args) => report(code, entry.key.start, entry.key.end, args));
      checkCharacters(entry.value, report);
    }
  } else if (typeof node.value === 'string') {
    checkPolicyText(node.value, (code, args) => report(code, node.start, node.end, args));
  }
}
