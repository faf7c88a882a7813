/**
 * `validate`, `generate` and `prove` for several mappings of one call. Findings of all mappings are one document; a line for each
 * mapping says what became of it. Loaded only for more than one mapping.
 */
import { relative, resolve } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { reportInto } from '../diagnostics/report.js';
import { type OpenedMapping, repositoryRoot } from '../input/open-mapping.js';
import {
  type GenerateOptions,
  type GenerateResult,
  type OpenedOptions,
  type ValidateOptions,
  withStrictness,
} from '../library.js';
import { realFileSystem, realPath } from '../output/file-system.js';
import { lostMapping } from '../output/owner.js';
import { generateSeveral, validateSeveral } from '../several/mappings.js';
import type { Invocation } from './command.js';
import { type ExitCode, exitCode } from './exit-code.js';
import { findOutputFolders } from './find-mappings.js';
import {
  counted,
  type FindingsToPrint,
  printAsResult,
  printFindings,
  printSeparately,
  speaksToPeople,
} from './findings.js';
import { countWords, openSeveralMappings, worst } from './open-several-mappings.js';
import { proofFindings, proveOpenedMapping, readPolicies, showProof } from './prove-named-mapping.js';
import { say } from './say.js';

export async function validateNamed(
  invocation: Invocation,
  request: OpenedOptions<ValidateOptions>,
): Promise<ExitCode> {
  const { io, pipeline } = invocation;
  const { opened, unreadable, bytesOf } = openSeveralMappings(invocation);
  const results = await validateSeveral(opened, request, pipeline);
  const diagnostics = [...unreadable, ...results.flatMap((result) => result.diagnostics)];
  await printFindings({ diagnostics, bytesOf }, invocation);
  const codes = await sayUnreadable(unreadable, '', invocation);
  for (const [at, result] of results.entries()) {
    const words = result.mapping
      ? `valid, ${counted(result.mapping.roles.length, 'role')}`
      : countWords(result.diagnostics);
    if (speaksToPeople(invocation)) await say(io.stderr, [`${nameOf(opened[at])}${words}`]);
    codes.push(
      result.outcome === 'failed' ? exitCode.failed : result.mapping ? exitCode.fine : exitCode.findings,
    );
  }
  return worst(codes);
}

/** `conclude` says what became of one mapping that has no errors. */
export async function generateNamed(
  invocation: Invocation,
  request: OpenedOptions<GenerateOptions>,
  conclude: (result: GenerateResult, name: string) => Promise<ExitCode>,
): Promise<ExitCode> {
  const { io, options, pipeline } = invocation;
  const { opened, unreadable, bytesOf } = openSeveralMappings(invocation);
  const results = await generateSeveral(opened, request, pipeline);
  const areAllKnown = unreadable.length === 0 && results.every(({ folder }) => folder !== undefined);
  const lost = options.all && areAllKnown ? lostFolders(results, io.cwd) : [];
  const found = [...unreadable, ...results.flatMap((result) => result.diagnostics), ...lost];
  const diagnostics = found.filter(({ severity }) => severity === 'error' || options.quiet !== true);
  await printFindings({ diagnostics, bytesOf }, invocation);
  const codes = await sayUnreadable(unreadable, 'nothing written, ', invocation);
  for (const [at, result] of results.entries()) {
    const name = nameOf(opened[at]);
    if (result.outcome === 'invalid' || result.outcome === 'failed') {
      if (speaksToPeople(invocation))
        await say(io.stderr, [`${name}nothing written, ${countWords(result.diagnostics)}`]);
    }
    codes.push(await conclude(result, name));
  }
  return worst(lost.length > 0 ? [...codes, exitCode.findings] : codes);
}

/** Folders below `cwd` that were generated from a mapping that no longer exists, and that none of these mappings writes. */
function lostFolders(results: readonly GenerateResult[], cwd: string): readonly Diagnostic[] {
  const withoutLinks = (folder: string) => realPath(folder, realFileSystem);
  const written = new Set(results.map(({ folder = '' }) => withoutLinks(resolve(cwd, folder))));
  const root = repositoryRoot(cwd);
  const found: Diagnostic[] = [];
  for (const folder of findOutputFolders(cwd)) {
    const mapping = written.has(withoutLinks(folder)) ? undefined : lostMapping(folder, root);
    if (mapping === undefined) continue;
    const shown = relative(cwd, folder) || '.';
    const args = { folder: shown, mapping: relative(withoutLinks(cwd), mapping) };
    reportInto(found, shown)('output-without-mapping', {}, args);
  }
  return found;
}

/** As JSON it is a list for two or more mappings, with the path at each; a mapping with errors has its findings there. */
export async function proveNamed(invocation: Invocation): Promise<ExitCode> {
  const { io, options, pipeline } = invocation;
  const policies = readPolicies(invocation);
  const { opened, unreadable, bytesOf } = openSeveralMappings(invocation);
  const checked = await validateSeveral(opened, {}, pipeline);
  const codes: ExitCode[] = [];
  const documents: object[] = [];
  const separate: Diagnostic[] = [];
  const isJson = options.format === 'json';
  const refuse = async (
    found: readonly Diagnostic[],
    sources: FindingsToPrint['bytesOf'],
    mapping: string,
  ) => {
    codes.push(mapping === '' ? exitCode.failed : exitCode.findings);
    const diagnostics = withStrictness(found, options.strict === true);
    for (const diagnostic of diagnostics) separate.push(diagnostic);
    if (!isJson) return printAsResult({ diagnostics, bytesOf: sources }, invocation);
    const { jsonFormat } = await import('../diagnostics/format/json.js');
    const text = jsonFormat({ diagnostics, bytesOf: sources }, { colour: false, columns: 80 });
    documents.push({ ...(mapping !== '' && { mapping }), ...JSON.parse(text) });
  };

  if (unreadable.length > 0) await refuse(unreadable, bytesOf, '');
  for (const [at, each] of opened.entries()) {
    const { file } = each.source;
    const clashes = checked[at]?.diagnostics.filter(({ code }) => code.startsWith('mappings-same-')) ?? [];
    if (!isJson) await say(io.stdout, [...(at === 0 ? [] : ['']), nameOf(each).trimEnd(), '']);
    if (clashes.length > 0) {
      await refuse(clashes, bytesOf, file);
      continue;
    }
    const attempt = await proveOpenedMapping(each, policies, invocation);
    if (!attempt.proven) {
      await refuse(attempt.diagnostics, attempt.bytesOf, file);
      continue;
    }
    const { text, holds } = await showProof(attempt.proven, invocation);
    codes.push(holds ? exitCode.fine : exitCode.findings);
    separate.push(...proofFindings(attempt.proven, invocation));
    if (isJson) documents.push({ mapping: file, ...JSON.parse(text) });
    else await io.stdout.write(text);
  }
  if (isJson) {
    const document = documents.length === 1 ? documents[0] : documents;
    await io.stdout.write(`${JSON.stringify(document, undefined, 2)}\n`);
  }
  const policyBytes = new Map(policies.map((policy) => [policy.file, policy.bytes]));
  const bytesOfAll = (file: string) => bytesOf(file) ?? policyBytes.get(file);
  await printSeparately({ diagnostics: separate, bytesOf: bytesOfAll }, invocation);
  return worst(codes);
}

/** A mapping that cannot be read has one finding, whose file it is. */
async function sayUnreadable(
  unreadable: readonly Diagnostic[],
  words: string,
  invocation: Invocation,
): Promise<ExitCode[]> {
  const lines = unreadable.map((finding) => `${finding.file ?? ''}: ${words}${countWords([finding])}`);
  if (speaksToPeople(invocation)) await say(invocation.io.stderr, lines);
  return unreadable.map(() => exitCode.failed);
}

/** Before what is said of one mapping among several. */
function nameOf(opened: OpenedMapping | undefined): string {
  return `${opened?.source.file ?? ''}: `;
}
