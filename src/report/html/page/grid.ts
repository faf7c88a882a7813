/** Draws the table of the matrix: heads, kinds of requests, cells. Knows neither scrolling nor keys. */
import { requestKinds } from '../../request-kinds.js';
import type { PageOutcome, PageScenario } from '../page-data.js';
import { type Beside, type Cells, cellTexts, isAllowed, shownOutcomes } from './cell.js';
import { element } from './element.js';
import type { Selection } from './filter.js';

/** The columns that are drawn, as positions in the selection, and how wide each is in pixels. */
export interface Columns {
  readonly first: number;
  readonly end: number;
  readonly width: number;
}

export function drawGrid(cells: Cells, selection: Selection, beside: Beside, columns: Columns): HTMLElement {
  const { roles, scenarios } = selection;
  const attributes = {
    class: 'grid',
    role: 'grid',
    'aria-label': 'Access matrix',
    'aria-colcount': String(roles.length + 1),
    'aria-readonly': 'true',
  };
  const shown = roles.slice(columns.first, columns.end);
  return element(
    'table',
    attributes,
    widths(columns, roles.length),
    head(cells, shown, columns),
    ...bodies(cells, scenarios, shown, beside, columns),
  );
}

/** Set by script, since the page allows no style in markup. */
function widths({ first, end, width }: Columns, count: number): HTMLElement {
  const column = (size: number) => {
    const made = element('col');
    made.style.width = `${size}px`;
    return made;
  };
  return element(
    'colgroup',
    {},
    element('col', { class: 'names' }),
    column(first * width),
    ...Array.from({ length: end - first }, () => column(width)),
    column((count - end) * width),
  );
}

function head({ data }: Cells, roles: readonly number[], { first }: Columns): HTMLElement {
  const heads = roles.map((role, at) => {
    const { name = '', osUser = '' } = data.roles[role] ?? {};
    return element(
      'th',
      { scope: 'col', 'aria-colindex': String(first + at + 2), title: name },
      element('span', { class: 'head-name' }, name),
      element('span', { class: 'head-user mono' }, osUser),
    );
  });
  const corner = element('th', { class: 'corner', scope: 'col', 'aria-colindex': '1' }, 'Request');
  return element('thead', {}, element('tr', {}, corner, edge(), ...heads, edge()));
}

function bodies(
  cells: Cells,
  scenarios: readonly number[],
  roles: readonly number[],
  beside: Beside,
  { first }: Columns,
): HTMLElement[] {
  const made: HTMLElement[] = [];
  let kind: string | undefined;
  scenarios.forEach((scenario, row) => {
    const entry = cells.data.scenarios[scenario];
    if (!entry) return;
    if (entry.kind !== kind) {
      kind = entry.kind;
      made.push(element('tbody', {}, kindRow(entry.kind, roles.length + 3)));
    }
    const buttons = roles.map((role, at) => cell(cells, role, scenario, beside, [row, first + at]));
    made.at(-1)?.append(line(entry, buttons));
  });
  return made;
}

function kindRow(kind: PageScenario['kind'], columns: number): HTMLElement {
  const words = element('span', {}, requestKinds[kind]);
  return element(
    'tr',
    {},
    element('th', { class: 'kind', scope: 'rowgroup', colspan: String(columns) }, words),
  );
}

function line({ name, reason }: PageScenario, cells: readonly HTMLElement[]): HTMLElement {
  const title = element('th', { scope: 'row', 'aria-colindex': '1', title: reason }, name);
  return element('tr', {}, title, edge(), ...cells, edge());
}

function cell(
  cells: Cells,
  role: number,
  scenario: number,
  beside: Beside,
  [row, column]: readonly [number, number],
): HTMLElement {
  const found = cells.at(role, scenario);
  const texts = cellTexts(found, beside, cells.data.roles[role]?.osUser ?? '');
  const isViolated = cells.hasViolation(role, scenario, beside);
  const kind = isViolated ? 'violated' : kindOf(shownOutcomes(found, beside));
  const label = texts.length === 0 ? '–' : texts.join(' / ');
  const button = element(
    'button',
    {
      type: 'button',
      class: `cell ${kind}`,
      tabindex: '-1',
      'data-at': `${row},${column}`,
      'aria-haspopup': 'dialog',
    },
    isViolated ? `violation: ${label}` : label,
  );
  return element('td', { 'aria-colindex': String(column + 2) }, button);
}

function kindOf(outcomes: readonly PageOutcome[]): string {
  if (outcomes.length === 0) return 'untried';
  if (outcomes.some(({ kind }) => kind === 'open')) return 'open';
  return outcomes.some(isAllowed) ? 'allowed' : 'denied';
}

/** Takes the room of the columns that are not there. */
function edge(): HTMLElement {
  return element('td', { class: 'edge', 'aria-hidden': 'true' });
}
