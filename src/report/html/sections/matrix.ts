/**
 * The access matrix: controls and an empty box, which the page's script fills with what is asked for; and the same in few words,
 * roles with equal results together, for paper and for readers without scripts.
 */
import { type Markup, markup } from '../../markup.js';
import { kindWords, resultLines } from '../../proof/words.js';
import type { ProofReport } from '../../report-input.js';
import type { PageData } from '../page-data.js';

export function matrixSection(report: ProofReport, { roles, besides }: PageData): Markup {
  const users = [...new Set(roles.map(({ osUser }) => osUser))].sort();
  return markup`<h2 id="matrix-title">Every request that was tried</h2>
<p class="intro no-script">Each role against each request. Open a cell to see the statement that decided it.</p>
<form class="controls" data-controls hidden>
<label class="grow">Search<input type="search" name="text" autocomplete="off" spellcheck="false" placeholder="Role, permission set, user or request"></label>
<label>Linux user<select name="user"><option value="">all</option>${users.map(
    (user) => markup`<option value="${user}">${user}</option>`,
  )}</select></label>
<label>Outcome<select name="outcome"><option value="">all</option><option value="allowed">only what is allowed</option><option value="differs">where roles differ</option><option value="violations">only violations</option></select></label>
<label>Beside the policy<select name="beside"><option value="">whatever was tried</option>${besides.map(
    (beside, at) => markup`<option value="${at}">${beside}</option>`,
  )}</select></label>
<p class="count" role="status" data-count></p>
</form>
<div class="matrix" data-matrix hidden></div>
<div class="summary-box" tabindex="0" role="group" aria-label="Requests and results, scrolls"><table class="summary"><thead><tr><th scope="col">Request</th><th scope="col">Result</th><th scope="col">Why it is tried</th></tr></thead>
${summaryRows(report)}</table></div>`;
}

function summaryRows({ mapping, proof }: ProofReport): Markup[] {
  const kinds = [...new Set(proof.matrix.map(({ kind }) => kind))];
  return kinds.map((kind) => {
    const rows = proof.matrix.filter((row) => row.kind === kind);
    return markup`<tbody><tr><th class="kind" colspan="3" scope="rowgroup">${kindWords[kind]}</th></tr>
${rows.map((row) => {
  const results = resultLines(row, mapping.roles).map(
    ({ beside, result }) => markup`<div>${result}${beside === undefined ? '' : ` ${beside}`}</div>`,
  );
  return markup`<tr><th scope="row">${row.name}</th><td>${results}</td><td>${row.reason}</td></tr>
`;
})}</tbody>`;
  });
}
