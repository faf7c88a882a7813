/** The roles: as a picture in a box of its own that scrolls, and each in a line whose policy and document the page's script fills in. */
import { inlinePolicyBytes } from '../../../aws/limits.js';
import { runAsTag } from '../../../aws/names.js';
import { type AccessMap, type AccessRow, nodeWords } from '../../../facts/access-map.js';
import { sessionLines } from '../../../facts/session-lines.js';
import { type Markup, markup } from '../../markup.js';
import { drawPicture } from '../../picture/draw.js';
import { pictureTitle, pictureWords } from '../../picture/svg.js';
import { type ProofReport, violatedRoles } from '../../report-input.js';

/** More lines do not fit a sheet. */
const mostOnPaper = 50;

export function pictureSection(map: AccessMap, report: ProofReport): Markup {
  const { width, height, content } = drawPicture(map, violatedRoles(report));
  const isTall = map.rows.length > mostOnPaper;
  return markup`<h2 id="picture-title">Who becomes whom, and where</h2>
${isTall ? markup`<p class="on-paper">Left out on paper for its ${map.rows.length} lines; the list of roles says the same.</p>` : undefined}<div class="${isTall ? 'picture tall' : 'picture'}" tabindex="0" role="group" aria-label="Picture, scrolls">
<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="svg-title svg-words">
<title id="svg-title">${pictureTitle(map)}</title><desc id="svg-words">${pictureWords(map)}</desc>${content}
</svg></div>`;
}

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

function facts(row: AccessRow): readonly (readonly [string, string | Markup])[] {
  return [
    ['Permission set', `${row.permissionSet}, ${origin(row)}`],
    ['Inline policy', `${policyWords(row)}; ${row.policyBytes} of ${inlinePolicyBytes} bytes`],
    ['Session document', row.document],
    [`With the tag ${runAsTag}`, tagWords[row.principalTag]],
    ...[...sessionLines(row.session, wording)].map(
      ([heading, text]) => [capitalised(heading), text] as const,
    ),
    ['Guardrails deny', row.refused.length === 0 ? 'nothing at this step' : row.refused.join(', ')],
  ];
}

/** The page escapes names and marks none of them. */
const wording = {
  text: markup,
  code: (name: string) => markup`${name}`,
  strong: (words: string) => markup`${words}`,
};

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
