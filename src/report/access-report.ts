/** `report --format md`: the page of ACCESS.md with the result of the whole proof. */
import { accessPage } from './access/access-page.js';
import { proofSummary } from './proof/markdown.js';
import type { ReportFormat } from './report-input.js';

export const accessReport: ReportFormat = ({ mapping, access, proof, strict = false }) => {
  const body = [
    ...proofSummary(proof, strict),
    '`ssm-runas-gen prove --format md` prints every kind of request with its result, and what the proof does not cover.',
  ];
  return `${accessPage(mapping, access, { heading: 'The proof', body })}\n`;
};
