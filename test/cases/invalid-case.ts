/** A case of a mapping with mistakes: the mapping, its merge files, and the findings in words. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Diagnostic, sortDiagnostics } from '../../src/diagnostics/diagnostic.js';
import { unsupportedIn } from '../../src/iam/evaluate/policy.js';
import { openMappingText } from '../../src/input/open-mapping.js';
import { readMapping } from '../../src/mapping/read-mapping.js';

/** The findings of the mapping in a folder, sorted by place. */
export async function findingsIn(folder: string): Promise<readonly Diagnostic[]> {
  const fileName = readdirSync(folder).find((name) => name.startsWith('ssm-runas.')) ?? '';
  const padded = paddedMapping(folder);
  const bytes = padded === undefined ? readFileSync(join(folder, fileName)) : Buffer.from(padded);
  const { source, readRelated } = openMappingText({ file: fileName, fileName, bytes }, folder);
  const { diagnostics } = await readMapping(source, readRelated, unsupportedIn);
  return sortDiagnostics(diagnostics);
}

/** A file `pad-to` says how many bytes the mapping is to have; the rest is a comment. Undefined without that file. */
export function paddedMapping(folder: string): string | undefined {
  const file = join(folder, 'pad-to');
  if (!existsSync(file)) return undefined;
  return readFileSync(join(folder, 'ssm-runas.yaml'), 'utf8').padEnd(Number(readFileSync(file, 'utf8')), '#');
}

/** Findings as golden text: place and code, then the words. Of very many only the first and the last. */
export function describeFindings(diagnostics: readonly Diagnostic[]): string {
  const described = diagnostics.map(describeFinding);
  const omitted = described.length - 6;
  if (omitted < 50) return described.join('\n');
  return [...described.slice(0, 3), `... ${omitted} more ...\n`, ...described.slice(-3)].join('\n');
}

function describeFinding({ file, range, severity, code, summary, detail, remedy }: Diagnostic): string {
  const place = range
    ? `${range.start.line}:${range.start.column}-${range.end.line}:${range.end.column}`
    : 'whole file';
  return `${file} ${place} ${severity} ${code}\n  ${summary}\n  ${detail}\n  ${remedy}\n`;
}
