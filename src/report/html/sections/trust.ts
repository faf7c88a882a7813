/** What the proof does not cover, in the proof's own words. */
import { type Markup, markup } from '../../markup.js';
import type { ProofReport } from '../../proof/proof-report.js';
import { withCode } from '../with-code.js';

export function trustSection({ proof }: ProofReport): Markup {
  return markup`<h2 id="trust-title">What rests on trust</h2>
<p class="intro">No policy can rule these out, or nothing but an account at AWS could show them.</p>
<ul class="limits">${proof.limits.map(({ text }) => markup`<li>${withCode(text)}</li>`)}</ul>`;
}
