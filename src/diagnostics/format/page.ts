/** The page of one diagnostic code and the list of codes, as `explain` prints them. */
import { type ExplainPage, explainPages } from '../../compiled/explain-pages.js';
import { catalog, type DiagnosticCode } from '../catalog/index.js';
import { wrap } from './wrap.js';

const widestProse = 100;

/** Every code has a page, which a test sees to. */
export function pageOf(code: DiagnosticCode): ExplainPage {
  const page = explainPages[code];
  if (!page) throw new Error(`${code} has no page in templates/explain`);
  return page;
}

export function renderPage(code: DiagnosticCode, columns: number): string {
  const page = pageOf(code);
  const sections = [
    `${code} (${catalog[code].severity})${page.title === '' ? '' : `: ${page.title}`}`,
    wrap(page.why, Math.min(columns, widestProse), '').join('\n'),
  ];
  if (page.example) {
    sections.push(`Wrong:\n\n${indented(page.example.wrong)}`, `Right:\n\n${indented(page.example.right)}`);
  }
  const isInPackage = !page.source.startsWith('https:');
  sections.push(`Source: ${page.source}${isInPackage ? ' (in the package)' : ''}`);
  return `${sections.join('\n\n')}\n`;
}

function indented(fragment: string): string {
  return fragment
    .trimEnd()
    .split('\n')
    .map((line) => `    ${line}`.trimEnd())
    .join('\n');
}

/** The codes with their titles, by group, in the order of the catalog. */
export function renderList(codes: readonly DiagnosticCode[], columns: number): string {
  const groups = new Map<string, string[]>();
  for (const code of codes) {
    const { group } = pageOf(code);
    const lines = groups.get(group) ?? [];
    groups.set(group, [...lines, listLine(code, columns)]);
  }
  return [...groups].map(([group, lines]) => `${group}\n${lines.join('')}`).join('\n');
}

const titleColumn = 33;

function listLine(code: DiagnosticCode, columns: number): string {
  const marked = `${pageOf(code).title}${catalog[code].severity === 'warning' ? ' (warning)' : ''}`;
  const title = wrap(marked, Math.max(columns, 60) - titleColumn, '').join(`\n${' '.repeat(titleColumn)}`);
  return `${`  ${code}`.padEnd(titleColumn)}${title}\n`;
}
