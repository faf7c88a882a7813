/** Each role in a line; its policy and its document are filled in by the page's script when it is opened. */

import { inlinePolicyBytes } from '../../../aws/limits.js';
import { runAsTag } from '../../../aws/names.js';
import type { AccessMap, AccessRow } from '../../access-map.js';
import { type Markup, markup } from '../../markup.js';
import { nodeWords } from '../../node-words.js';
import { sessionLines } from '../../session-lines.js';

const tagWords: Readonly<Record<AccessRow['principalTag'], string>> = {
  forbid: 'no session with it',
  match: 'only with the same user in it',
  ignore: 'it decides the Linux user',
};

export function rolesSection({ rows }: AccessMap): Markup {
  return markup`<h2 id="roles-title">Roles in full</h2>
<p class="intro no-script">The search above narrows this list too. Open a role for its policy and its Session document.</p>
<div class="role-head" aria-hidden="true"><span>Role</span><span>Permission set</span><span>Linux user</span><span>Nodes</span></div>
<div class="roles">${rows.map(
    (
      row,
      at,
    ) => markup`<details class="role" data-role="${at}"><summary><span class="role-name">${row.role}</span><span class="mono">${row.permissionSet}</span><span class="mono user">${row.osUser}</span><span class="soft">${nodeWords(row.nodes)}</span></summary>
<div class="role-body"><dl class="pairs">${facts(row).map(
      ([term, words]) => markup`<div><dt>${term}</dt><dd>${words}</dd></div>`,
    )}</dl><div data-fill></div></div></details>
`,
  )}</div>
<p class="empty" data-no-roles hidden>No role matches.</p>
<noscript><p>Policies and documents are in the data of this page, and shown by its script.</p></noscript>`;
}

function facts(row: AccessRow): readonly (readonly [string, string])[] {
  return [
    ['Permission set', `${row.permissionSet}, ${origin(row)}`],
    ['Inline policy', `${policyWords(row)}; ${row.policyBytes} of ${inlinePolicyBytes} bytes`],
    ['Session document', row.document],
    [`With the tag ${runAsTag}`, tagWords[row.principalTag]],
    ...[...sessionLines(row.session, plain)].map(([heading, text]) => [capitalised(heading), text] as const),
    ['Guardrails deny', row.refused.length === 0 ? 'nothing at this step' : row.refused.join(', ')],
  ];
}

/** The page escapes texts and marks none of them. */
const plain = { code: (text: string) => text, strong: (text: string) => text };

const capitalised = (words: string) => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;

function policyWords({ inlinePolicy, mergeFile }: AccessRow): string {
  switch (inlinePolicy) {
    case 'own':
      return 'generated';
    case 'merge':
      return `generated, with the statements of ${mergeFile}`;
    case 'export':
      return 'generated as an output; something else attaches it';
  }
}

function origin({ permissionSetOrigin, permissionSetArn }: AccessRow): string {
  switch (permissionSetOrigin) {
    case 'named':
      return 'found by its name';
    case 'arn':
      return `given by its ARN ${permissionSetArn}`;
    case 'created':
      return 'created by the generated Terraform';
  }
}
