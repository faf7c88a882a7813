/**
 * The golden cases: folders with a mapping, the files it refers to, and the text that is expected. The folder's place says
 * what is tried: `generate`, `prove`, or the findings of an `invalid` mapping.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { caseFolder, caseNames, readTree } from './case.js';

export type CaseKind = 'generate' | 'invalid' | 'prove';

/** Path below the folder of expected files to text. */
export type Files = Readonly<Record<string, string>>;

/** `case.json`, for a case that the defaults do not fit. */
interface CaseSettings {
  /** The case of the same kind whose guides, pages, clients and proofs this one's are compared with. */
  readonly like?: string;
  /** Files that are expected whole all the same, by their path in the output folder. */
  readonly whole?: readonly string[];
  /** Options of `prove`. */
  readonly options?: readonly string[];
  /** Formats of `prove`. */
  readonly formats?: readonly ProofFormat[];
}

export type ProofFormat = 'table' | 'md' | 'json';

export interface GoldenCase {
  readonly kind: CaseKind;
  readonly name: string;
  readonly folder: string;
  /** Undefined when everything is expected whole. */
  readonly like: GoldenCase | undefined;
  readonly whole: readonly string[];
  readonly options: readonly string[];
  readonly formats: readonly ProofFormat[];
}

/** What other cases are compared with unless they name another one. */
const plainest: Readonly<Record<CaseKind, string | undefined>> = {
  generate: 'attributes-elsewhere',
  invalid: undefined,
  prove: 'scp-of-ours',
};

/** The example at the top of the repository shows whole files in both syntaxes. */
const example = 'example';

export const goldenCases: readonly GoldenCase[] = [
  ...caseNames.map((name) => goldenCase('generate', name)),
  ...namesIn('prove').map((name) => goldenCase('prove', name)),
  ...namesIn('invalid').map((name) => goldenCase('invalid', name)),
];

function namesIn(kind: CaseKind): string[] {
  return readdirSync(join(import.meta.dirname, kind)).sort();
}

function goldenCase(kind: CaseKind, name: string): GoldenCase {
  const folder = kind === 'generate' ? caseFolder(name) : join(import.meta.dirname, kind, name);
  const file = join(folder, 'case.json');
  const settings: CaseSettings = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const { like = plainest[kind], whole = [], options = [], formats = ['table', 'md'] } = settings;
  const isWhole = like === undefined || like === name || name === example;
  return { kind, name, folder, like: isWhole ? undefined : goldenCase(kind, like), whole, options, formats };
}

export const isExample = ({ name }: GoldenCase): boolean => name === example;

export function readExpected(one: GoldenCase): Files {
  const { folder, only } = expectedPlace(one);
  const files = Object.entries(readTree(folder));
  return Object.fromEntries(only === undefined ? files : files.filter(([path]) => path === only));
}

/** Makes the expected files these, and no others. */
export function writeExpected(one: GoldenCase, files: Files): void {
  const { folder } = expectedPlace(one);
  for (const path of Object.keys(readExpected(one))) if (!(path in files)) rmSync(join(folder, path));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function expectedPlace(one: GoldenCase): { readonly folder: string; readonly only?: string } {
  if (one.kind === 'invalid') return { folder: one.folder, only: 'expected.txt' };
  return { folder: join(one.folder, isExample(one) ? 'generated' : 'expected') };
}
