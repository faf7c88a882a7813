/** The page of one diagnostic code, as `explain` prints it. */
import type { ExplainPage } from '../catalog/entry.js';
import type { Severity } from '../diagnostic.js';
import { wrap } from './wrap.js';

export interface PageInput {
  readonly code: string;
  readonly severity: Severity;
  readonly page: ExplainPage;
  readonly columns: number;
}

const widestProse = 100;

export function renderPage({ code, severity, page, columns }: PageInput): string {
  const sections = [`${code} (${severity})`, wrap(page.why, Math.min(columns, widestProse), '').join('\n')];
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
