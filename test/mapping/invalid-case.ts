/** A case of a mapping with mistakes: a folder with the mapping, its merge files and the findings in words. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Diagnostic, sortDiagnostics } from '../../src/diagnostics/diagnostic.js';
import { unsupportedIn } from '../../src/iam/evaluate/policy.js';
import { readMapping } from '../../src/mapping/read-mapping.js';

const casesFolder = join(import.meta.dirname, '../cases/invalid');

export interface InvalidCase {
  /** A code, or a code and a variant: `CODE--VARIANT`. */
  readonly name: string;
  readonly folder: string;
}

export function invalidCases(): InvalidCase[] {
  return readdirSync(casesFolder).map((name) => ({ name, folder: join(casesFolder, name) }));
}

/** The findings of a case, sorted by place. */
export async function findingsOf({ folder }: InvalidCase): Promise<Diagnostic[]> {
  const names = readdirSync(folder);
  const fileName = names.find((name) => basename(name).startsWith('ssm-runas.')) ?? '';
  const source = {
    file: fileName,
    fileName,
    bytes: padded(readFileSync(join(folder, fileName)), folder, names),
  };
  const { diagnostics } = await readMapping(
    source,
    async (path) => {
      try {
        return readFileSync(join(folder, path));
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
        throw error;
      }
    },
    unsupportedIn,
  );
  return sortDiagnostics(diagnostics);
}

/** A file `pad-to` says how many bytes the mapping is to have; the rest is a comment. */
function padded(bytes: Uint8Array, folder: string, names: readonly string[]): Uint8Array {
  if (!names.includes('pad-to')) return bytes;
  const length = Number(readFileSync(join(folder, 'pad-to'), 'utf8'));
  const all = new Uint8Array(length).fill('#'.charCodeAt(0));
  all.set(bytes);
  return all;
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
