/** The first thing a reader sees: whether the proof holds, and what that means at this step of the rollout. */
import { type Markup, markup } from '../../markup.js';
import type { ProofReport } from '../../proof/proof-report.js';
import { summaryOf } from '../../proof/words.js';
import type { PageData } from '../page-data.js';

const steps: Readonly<Record<PageData['rollout'], string>> = {
  prepare:
    'Documents and permissions are added and nothing is taken away. While a caller has the tag SSMSessionRunAs, it decides the Linux user.',
  switch:
    'All other documents are denied and the attribute goes. Sessions that are open keep their tag until they have ended.',
  enforce: 'A caller who still has the tag SSMSessionRunAs gets no session, unless a role says otherwise.',
};

export function verdictHeader(report: ProofReport, data: PageData, strict: boolean): Markup {
  const { verdict, scope } = summaryOf(report, strict);
  const [headline = '', ...rest] = verdict.split(': ');
  const lead = rest.join(': ');
  const { holds } = data;
  return markup`<header class="verdict ${holds ? 'holds' : 'broken'}">
<p class="eyebrow">Access report for <span class="mono">${data.mapping}</span></p>
<h1><span class="seal" aria-hidden="true">${holds ? '✓' : '!'}</span>${headline}</h1>
<p class="lead">${lead}</p>
<ol class="steps" aria-label="Steps of the rollout">${Object.entries(steps).map(([step, meaning]) =>
    step === data.rollout
      ? markup`<li aria-current="step"><strong>${step}</strong><p>${meaning}</p></li>`
      : markup`<li>${step}</li>`,
  )}</ol>
<dl class="facts">
<div><dt>Tried</dt><dd>${scope}</dd></div>
<div><dt>Accounts</dt><dd>${listOrAny(data.accounts)}</dd></div>
<div><dt>Regions</dt><dd>${listOrAny(data.regions)}</dd></div>
</dl>
</header>`;
}

const mostListed = 6;

function listOrAny(names: readonly string[]): Markup {
  if (names.length === 0) return markup`any, as none are listed`;
  const left = names.length - mostListed;
  return markup`<span class="mono">${names.slice(0, mostListed).join(', ')}</span>${left > 0 ? ` and ${left} more` : ''}`;
}
