/** What `templates/html/changes.html.hbs` is told of the difference to an earlier report. Knows no sentence. */
import { diffLines } from 'diff';
import type { Facts } from '../../compiled/html-templates.js';
import type { NamedText } from '../../source/foreign-text.js';
import { compareReports, fileNameOf, hasChanges, type StatementChange } from './compare.js';
import type { PageData, PageStatement } from './page-data.js';
import { readEarlier } from './read-earlier.js';

/** Throws a `Failure` where `against` is no earlier page. */
export function changeFacts(against: NamedText, data: PageData): Facts['changes'] {
  const { file } = against;
  const changes = compareReports(readEarlier(against), data);
  return {
    ...changes,
    file: fileNameOf(file),
    isSame: !hasChanges(changes),
    statements: changes.statements.map(statementFacts),
  };
}

const mostNamed = 6;

function statementFacts({
  sid,
  before,
  now,
  roles,
}: StatementChange): Facts['changes']['statements'][number] {
  return {
    sid,
    what: before && now ? 'changed' : now ? 'added' : 'removed',
    roles: roles.slice(0, mostNamed).join(', '),
    more: Math.max(0, roles.length - mostNamed),
    // One text, in which lines that went and lines that came are marked.
    parts: diffLines(statementText(before), statementText(now)).map(({ value, added, removed }) => ({
      added,
      removed,
      lines: value.replace(/^(?=.)/gm, added ? '+ ' : removed ? '- ' : '  '),
    })),
  };
}

function statementText(statement: PageStatement | undefined): string {
  return statement ? `${JSON.stringify(statement, undefined, 2)}\n` : '';
}
