/**
 * Findings as SARIF 2.1.0, for code scanning (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html).
 * Rules are the codes that occur, with the words of `explain`.
 */
import { hash } from 'node:crypto';
import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import { catalog, isDiagnosticCode } from '../catalog/index.js';
import type { Acceptance, Diagnostic, Range } from '../diagnostic.js';
import type { Format } from './format.js';
import { pageOf, renderPage } from './page.js';
import { printableJson } from './shown-text.js';
import { type SourceLines, sourceCache } from './source-lines.js';

/** What relative paths start from; the name is the one that code scanning services know. */
const uriBaseId = '%SRCROOT%';
const helpColumns = 100;

export const sarifFormat: Format = ({ diagnostics, bytesOf }, { version }) => {
  const codes = [...new Set(diagnostics.map(({ code }) => code))].sort();
  const sourceOf = sourceCache(bytesOf);
  const fingerprintOf = fingerprints();
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'ssm-runas-gen',
            ...(version !== undefined && { version }),
            rules: codes.map(toRule),
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [uriBaseId]: { description: { text: 'The folder in which the tool ran.' } } },
        results: diagnostics.map((found) => ({
          ruleId: found.code,
          ruleIndex: codes.indexOf(found.code),
          level: found.severity,
          message: { text: `${found.summary}. ${found.detail} ${found.remedy}` },
          ...(found.accepted && { suppressions: [toSuppression(found.accepted)] }),
          ...(found.file !== undefined && { locations: [toLocation(found, found.file)] }),
          partialFingerprints: { 'ssmRunasGen/v1': fingerprintOf(found, sourceOf(found.file)) },
        })),
      },
    ],
  };
  return `${printableJson(log)}\n`;
};

/** The mapping is the source that is judged; the command line is not part of it. */
function toSuppression({ reason }: Acceptance) {
  return reason === undefined ? { kind: 'external' } : { kind: 'inSource', justification: reason };
}

function toRule(code: string) {
  if (!isDiagnosticCode(code)) return { id: code };
  const { why, example, source } = pageOf(code);
  const fragments = example
    ? `\n\nWrong:\n\n${fenced(example.wrong)}\n\nRight:\n\n${fenced(example.right)}`
    : '';
  const isUri = /^https?:/.test(source);
  return {
    id: code,
    shortDescription: { text: firstSentence(why) },
    fullDescription: { text: why },
    help: {
      text: renderPage(code, helpColumns),
      markdown: `${why}${fragments}\n\nSource: ${isUri ? `<${source}>` : source}\n`,
    },
    ...(isUri && { helpUri: source }),
    defaultConfiguration: { level: catalog[code].severity },
  };
}

function firstSentence(text: string): string {
  return /^.*?[.!?](?= [A-Z]|$)/s.exec(text)?.[0] ?? text;
}

function fenced(fragment: string): string {
  return `\`\`\`yaml\n${fragment.trimEnd()}\n\`\`\``;
}

function toLocation({ range, path }: Diagnostic, file: string) {
  return {
    physicalLocation: {
      artifactLocation: toArtifact(file),
      ...(range && { region: toRegion(range) }),
    },
    ...(path && path.length > 0 && { logicalLocations: [{ fullyQualifiedName: path.join('.') }] }),
  };
}

function toArtifact(file: string) {
  if (isAbsolute(file)) return { uri: pathToFileURL(file).href };
  return { uri: file.split(/[\\/]/).map(encodeURIComponent).join('/'), uriBaseId };
}

/** SARIF counts as findings do: from 1, in UTF-16 units here, the end exclusive. */
function toRegion({ start, end }: Range) {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

/**
 * The same finding keeps its fingerprint while lines come and go around it: it is known by its place in the mapping, or
 * else by the text it points at. Equal ones are numbered.
 */
function fingerprints() {
  const seen = new Map<string, number>();
  return ({ code, file, path, range }: Diagnostic, source: SourceLines | undefined): string => {
    const place = path ?? (range && source?.line(range.start.line).trim()) ?? '';
    const digest = hash('sha256', JSON.stringify([code, file ?? '', place])).slice(0, 32);
    const nth = (seen.get(digest) ?? 0) + 1;
    seen.set(digest, nth);
    return `${digest}:${nth}`;
  };
}
