/** What the proof says: whether it holds and what that means at this step, what does not hold, and what it does not cover. */
import { outcomeText } from '../../../diagnostics/catalog/proof-texts.js';
import type { Diagnostic } from '../../../diagnostics/diagnostic.js';
import { type Step, stepNames } from '../../../mapping/step.js';
import { identityTrust } from '../../access/access-page.js';
import { type Markup, markup, withCode } from '../../markup.js';
import { summaryOf } from '../../proof/words.js';
import type { ProofReport, ReportedViolation } from '../../report-input.js';
import type { PageData } from '../page-data.js';

function meaningOf(step: Step, { roles, holds }: PageData): string {
  const others = roles.filter(({ principalTag }) => principalTag !== 'forbid').length;
  const deciding = roles.filter(({ principalTag }) => principalTag === 'ignore').length;
  if (step.expectsNoTag)
    return others === 0
      ? `A caller who still has the tag SSMSessionRunAs gets no session.${holds ? ' The permission set alone decides.' : ''}`
      : `A caller who still has the tag SSMSessionRunAs gets no session, but for ${others} of ${roles.length} roles, which say otherwise.`;
  if (step.deniesOtherDocuments)
    return 'All other documents are denied and the attribute goes. Sessions that are open keep their tag until they have ended.';
  return deciding === roles.length
    ? 'Documents and permissions are added and nothing is taken away. While a caller has the tag SSMSessionRunAs, it decides the Linux user.'
    : `Documents and permissions are added. While a caller has the tag SSMSessionRunAs, it decides the Linux user, but for ${roles.length - deciding} of ${roles.length} roles, which say otherwise.`;
}

export function verdictHeader(report: ProofReport, data: PageData, strict: boolean): Markup {
  const { verdict, scope } = summaryOf(report, strict);
  const [headline = '', ...rest] = verdict.split(': ');
  const lead = rest.join(': ');
  const { holds } = data;
  return markup`<header class="verdict ${holds ? 'holds' : 'broken'}">
<p class="eyebrow">Access report for <span class="mono">${data.mapping}</span></p>
<h1><span class="seal" aria-hidden="true">${holds ? '✓' : '!'}</span>${headline}</h1>
<p class="lead">${lead}</p>
${hasUserNotFixed(data) ? markup`<p>Where the matrix says “user not fixed”, a session is allowed and its Linux user is not the role's to say: see <a href="#trust">what rests on trust</a>.</p>` : undefined}
<ol class="steps" aria-label="Steps of the rollout">${stepNames.map((step) =>
    step === data.rollout
      ? markup`<li aria-current="step"><strong>${step}</strong><p>${meaningOf(report.mapping.step, data)}${data.holds ? undefined : ' Not all of this holds: see the violations.'}</p></li>`
      : markup`<li>${step}</li>`,
  )}</ol>
<dl class="facts">
<div><dt>Tried</dt><dd>${scope}</dd></div>
<div><dt>Accounts</dt><dd>${listOrAny(data.accounts)}</dd></div>
<div><dt>Regions</dt><dd>${listOrAny(data.regions)}</dd></div>
</dl>
</header>`;
}

/** As the matrix words it. */
function hasUserNotFixed({ outcomes }: PageData): boolean {
  return outcomes.some(({ kind }) => kind === 'open');
}

const mostListed = 6;

function listOrAny(names: readonly string[]): Markup {
  if (names.length === 0) return markup`any, as none are listed`;
  const left = names.length - mostListed;
  return markup`<span class="mono">${names.slice(0, mostListed).join(', ')}</span>${left > 0 ? ` and ${left} more` : ''}`;
}

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

/** Before the limits of the proof the two that no proof of policies is about, as in ACCESS.md. */
export function trustSection({ mapping, proof }: ProofReport): Markup {
  const sentences = [...identityTrust(mapping), ...proof.limits.map(({ text }) => text)];
  return markup`<h2 id="trust-title">What rests on trust</h2>
<p class="intro">No policy can rule these out, or nothing but an account at AWS could show them.</p>
<ul class="limits">${sentences.map((text) => markup`<li>${withCode(text)}</li>`)}</ul>`;
}
