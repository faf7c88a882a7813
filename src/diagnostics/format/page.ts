/** The page of one diagnostic code, as `explain` prints it. */
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
    `${code} (${catalog[code].severity})`,
    wrap(page.why, Math.min(columns, widestProse), '').join('\n'),
  ];
  if (page.example) {
    sections.push(`Wrong:\n\n${indented(page.example.wrong)}`, `Right:\n\n${indented(page.example.right)}`);
  }
  sections.push(`Source: ${page.source}`);
  return `${sections.join('\n\n')}\n`;
}

function indented(fragment: string): string {
  return fragment
    .trimEnd()
    .split('\n')
    .map((line) => `    ${line}`.trimEnd())
    .join('\n');
}
