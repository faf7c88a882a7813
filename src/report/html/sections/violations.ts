/** What came out other than promised, and what was not understood; each with what decided it and what to do. */

import { outcomeText } from '../../../diagnostics/catalog/proof-texts.js';
import type { Diagnostic } from '../../../diagnostics/diagnostic.js';
import { type Markup, markup } from '../../markup.js';
import type { ProofReport, ReportedViolation } from '../../proof/proof-report.js';
import { withCode } from '../with-code.js';

/** Undefined when there is nothing to say. */
export function violationsSection({ violations, unsupported }: ProofReport): Markup | undefined {
  if (violations.length + unsupported.length === 0) return undefined;
  return markup`<h2 id="violations-title">What does not hold</h2>
<ul class="findings">${unsupported.map((problem) => finding(problem, undefined))}${violations.map((one, at) =>
    finding(
      one.finding,
      markup`${request(one)}<p><button type="button" class="quiet" data-violation="${at}" hidden>Show in the matrix</button></p>`,
    ),
  )}</ul>`;
}

function finding(
  { code, severity, summary, detail, remedy, file, range }: Diagnostic,
  more: Markup | undefined,
): Markup {
  const place =
    file === undefined
      ? undefined
      : markup` <span class="mono soft">${range ? `${file}:${range.start.line}` : file}</span>`;
  return markup`<li class="finding ${severity}"><h3><span class="tag">${severity}</span> ${withCode(summary)}</h3>
<p>${withCode(detail)}</p>${more}
<p class="remedy"><strong>Remedy.</strong> ${withCode(remedy)}</p>
<p class="soft"><span class="mono">${code}</span>${place}</p></li>`;
}

function request({ violation, statements }: ReportedViolation): Markup {
  const { request: asked, expected, actual, beside } = violation;
  const wanted = typeof expected === 'string' ? expected : `allowed, as ${expected.user}`;
  const got = actual.kind === 'user' ? `allowed, as ${actual.user}` : outcomeText(actual);
  const decided = statements.map(({ ref }) => `${ref.sid ?? `statement ${ref.index + 1}`} of ${ref.policy}`);
  return markup`<dl class="pairs">
<div><dt>Request</dt><dd><span class="mono">${asked.action}</span>: ${asked.words}</dd></div>
<div><dt>On</dt><dd class="mono">${asked.resources.map(({ arn }) => arn).join(', ')}</dd></div>
<div><dt>Beside</dt><dd>${beside}</dd></div>
<div><dt>Expected</dt><dd>${wanted}</dd></div>
<div><dt>Result</dt><dd><strong>${got}</strong></dd></div>
<div><dt>Decided by</dt><dd>${decided.length === 0 ? 'no statement' : decided.join(', ')}</dd></div>
</dl>`;
}
