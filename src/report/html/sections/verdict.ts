/** The first thing a reader sees: whether the proof holds, and what that means at this step of the rollout. */
import { type Step, stepNames } from '../../../mapping/step.js';
import { type Markup, markup } from '../../markup.js';
import type { ProofReport } from '../../proof/proof-report.js';
import { summaryOf } from '../../proof/words.js';
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
