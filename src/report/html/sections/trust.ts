/** What the proof does not cover, in its own words; before it the two that no proof of policies is about, as in ACCESS.md. */
import { assignmentsTrust, identityProviderTrust } from '../../access/trust.js';
import { type Markup, markup } from '../../markup.js';
import type { ProofReport } from '../../proof/proof-report.js';
import { withCode } from '../with-code.js';

export function trustSection({ mapping, proof }: ProofReport): Markup {
  const sentences = [
    assignmentsTrust,
    identityProviderTrust(mapping),
    ...proof.limits.map(({ text }) => text),
  ];
  return markup`<h2 id="trust-title">What rests on trust</h2>
<p class="intro">No policy can rule these out, or nothing but an account at AWS could show them.</p>
<ul class="limits">${sentences.map((text) => markup`<li>${withCode(text)}</li>`)}</ul>`;
}
