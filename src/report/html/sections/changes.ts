/** What is other than in an earlier report. */
import { diffLines } from 'diff';
import { type Markup, markup } from '../../markup.js';
import { type Change, type Changes, hasChanges, type StatementChange } from '../compare.js';
import type { PageRole, PageStatement } from '../page-data.js';

export function changesSection(changes: Changes, file: string): Markup {
  const { general, added, removed, changed, statements, violationsGone, violationsNew } = changes;
  const earlier = markup`<span class="mono">${file.split(/[/\\]/).at(-1) ?? file}</span>`;
  if (!hasChanges(changes)) {
    return markup`<h2 id="changes-title">What changed</h2><p class="intro">Nothing, compared with ${earlier}: the same roles, Session documents, inline policies, created permission sets and attributes for access control. Tags of documents, service control policies and other files are not compared.</p>`;
  }
  return markup`<h2 id="changes-title">What changed</h2>
<p class="intro">Compared with ${earlier}.</p>
${changeTable(
  'The mapping as a whole',
  undefined,
  general.map((change) => ['', change]),
)}
${texts('Violations that are new', violationsNew, 'bad')}${texts('Violations that are gone', violationsGone, 'good')}
${roleList('Roles added', '+', added)}${roleList('Roles removed', '−', removed)}
${changeTable(
  'Roles changed',
  'Role',
  changed.flatMap(({ role, changes: ofRole }) => ofRole.map((change) => [role, change] as const)),
)}
${statements.length === 0 ? undefined : markup`<h3>Statements of inline policies</h3>${statements.map(statementChange)}`}`;
}

function changeTable(
  title: string,
  whose: string | undefined,
  changes: readonly (readonly [role: string, change: Change])[],
): Markup | undefined {
  if (changes.length === 0) return undefined;
  const head = whose === undefined ? undefined : markup`<th scope="col">${whose}</th>`;
  return markup`<h3>${title}</h3><div class="box" tabindex="0" role="group" aria-label="${title}, scrolls"><table class="changes"><thead><tr>${head}<th scope="col">What</th><th scope="col">Before</th><th scope="col">Now</th></tr></thead><tbody>${changes.map(
    ([role, { what, before, now }], at) => {
      const isFirst = changes[at - 1]?.[0] !== role;
      const name =
        whose === undefined
          ? undefined
          : markup`<td><span${isFirst ? undefined : markup` class="again"`}>${role}</span></td>`;
      return markup`<tr>${name}<th scope="row">${what}</th><td class="mono"><del>${before}</del></td><td class="mono"><ins>${now}</ins></td></tr>`;
    },
  )}</tbody></table></div>`;
}

function texts(title: string, lines: readonly string[], name: string): Markup | undefined {
  if (lines.length === 0) return undefined;
  return markup`<h3>${title}</h3><ul class="plain ${name}">${lines.map((line) => markup`<li>${line}</li>`)}</ul>`;
}

function roleList(title: string, sign: string, roles: readonly PageRole[]): Markup | undefined {
  if (roles.length === 0) return undefined;
  return markup`<h3>${title}</h3><ul class="plain">${roles.map(
    ({ name, permissionSet, osUser }) =>
      markup`<li><span class="sign" aria-hidden="true">${sign}</span> <strong>${name}</strong>: <span class="mono">${permissionSet}</span> becomes <span class="mono">${osUser}</span></li>`,
  )}</ul>`;
}

const mostNamed = 6;

function statementChange({ sid, before, now, roles }: StatementChange): Markup {
  const what = before && now ? 'changed' : now ? 'added' : 'removed';
  const left = roles.length - mostNamed;
  const whose = `${roles.slice(0, mostNamed).join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
  return markup`<details class="statement"><summary><span class="tag ${what}">${what}</span> <span class="mono">${sid}</span> <span class="soft">${whose}</span></summary>${difference(before, now)}</details>`;
}

/** One text, in which lines that went and lines that came are marked. */
function difference(before: PageStatement | undefined, now: PageStatement | undefined): Markup {
  const parts = diffLines(spelled(before), spelled(now));
  return markup`<pre tabindex="0">${parts.map(({ value, added, removed }) =>
    added
      ? markup`<ins>${marked('+ ', value)}</ins>`
      : removed
        ? markup`<del>${marked('- ', value)}</del>`
        : markup`${marked('  ', value)}`,
  )}</pre>`;
}

function spelled(statement: PageStatement | undefined): string {
  return statement ? `${JSON.stringify(statement, undefined, 2)}\n` : '';
}

function marked(mark: string, lines: string): string {
  return lines.replace(/^(?=.)/gm, mark);
}
