/**
 * The matrix as a grid: a row for each request, a column for each role. Only the columns in view are there, so that hundreds of
 * roles cost what a dozen does. Arrow keys move, Home and End go to the first and the last role, Enter opens.
 */
import type { PageScenario } from '../page-data.js';
import { type Beside, type Cells, cellTexts, isAllowed, shownOutcomes } from './cell.js';
import { element } from './element.js';
import type { Selection } from './filter.js';

const kinds: Readonly<Record<string, string>> = {
  document: 'A session by …',
  node: 'A session on …',
  tag: 'A caller with …',
  place: 'A session in …',
  session: 'Running sessions',
  work: 'Daily work',
  'way-around': 'Ways around',
  outsider: 'Everybody else',
};

/** Columns beyond the edges of the view. */
const spare = 6;
/** So few are there all at once. */
const few = 30;

export class Matrix {
  #selection: Selection = { roles: [], scenarios: [] };
  #beside: Beside;
  #first = 0;
  #end = 0;
  /** Where the keyboard is, as positions in the selection. */
  #row = 0;
  #column = 0;

  constructor(
    private readonly box: HTMLElement,
    private readonly cells: Cells,
    private readonly open: (role: number, scenario: number) => void,
  ) {
    box.addEventListener('scroll', () => this.#follow(), { passive: true });
    box.addEventListener('click', ({ target }) => this.#onClick(target));
    box.addEventListener('keydown', (event) => this.#onKey(event));
    new ResizeObserver(() => this.#follow()).observe(box);
  }

  show(selection: Selection, beside: Beside): void {
    this.#selection = selection;
    this.#beside = beside;
    this.#row = 0;
    this.#column = 0;
    this.box.scrollLeft = 0;
    this.box.scrollTop = 0;
    this.#draw(...this.#window());
  }

  /** Brings the keyboard to a cell. */
  focus(role: number, scenario: number): void {
    this.#row = Math.max(0, this.#selection.scenarios.indexOf(scenario));
    this.#column = Math.max(0, this.#selection.roles.indexOf(role));
    this.#focus();
  }

  #columnWidth(): number {
    const size = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    return 9 * (Number.isFinite(size) ? size : 16);
  }

  #window(): [first: number, end: number] {
    const { length } = this.#selection.roles;
    if (length <= few) return [0, length];
    const width = this.#columnWidth();
    const first = Math.floor(this.box.scrollLeft / width) - spare;
    const end = Math.ceil((this.box.scrollLeft + this.box.clientWidth) / width) + spare;
    return [Math.max(0, Math.min(first, length - few)), Math.min(length, Math.max(end, few))];
  }

  /** Draws anew when what is in view is near the edge of what is there. */
  #follow(): void {
    const [first, end] = this.#window();
    const { length } = this.#selection.roles;
    const tolerance = spare / 2;
    const isLeft = first < this.#first && (this.#first - first >= tolerance || first === 0);
    const isRight = end > this.#end && (end - this.#end >= tolerance || end === length);
    if (isLeft || isRight) this.#draw(first, end);
  }

  #draw(first: number, end: number): void {
    this.#first = first;
    this.#end = end;
    const { roles, scenarios } = this.#selection;
    const hadFocus = this.box.contains(document.activeElement);
    if (roles.length === 0 || scenarios.length === 0) {
      this.box.replaceChildren(element('p', { class: 'empty' }, 'Nothing matches.'));
      return;
    }
    const table = element(
      'table',
      {
        role: 'grid',
        'aria-label': 'Access matrix',
        'aria-colcount': String(roles.length + 1),
        'aria-readonly': 'true',
      },
      this.#columns(first, end, roles.length),
      this.#head(roles, first, end),
      ...this.#bodies(roles, scenarios, first, end),
    );
    this.box.replaceChildren(table);
    this.#current()?.setAttribute('tabindex', '0');
    if (!this.#current()) table.querySelector('td button')?.setAttribute('tabindex', '0');
    if (hadFocus) this.#current()?.focus({ preventScroll: true });
  }

  /** Widths are set by script, since the page allows no style in markup. */
  #columns(first: number, end: number, count: number): HTMLElement {
    const width = this.#columnWidth();
    const column = (size: number | undefined, name: string) => {
      const made = element('col', { class: name });
      if (size !== undefined) made.style.width = `${size}px`;
      return made;
    };
    return element(
      'colgroup',
      {},
      column(undefined, 'names'),
      column(first * width, 'before'),
      ...Array.from({ length: end - first }, () => column(width, 'role')),
      column((count - end) * width, 'after'),
    );
  }

  #head(roles: readonly number[], first: number, end: number): HTMLElement {
    const heads = roles.slice(first, end).map((role, at) => {
      const { name = '', osUser = '' } = this.cells.data.roles[role] ?? {};
      return element(
        'th',
        { scope: 'col', 'aria-colindex': String(first + at + 2), title: name },
        element('span', { class: 'head-name' }, name),
        element('span', { class: 'head-user mono' }, osUser),
      );
    });
    return element(
      'thead',
      {},
      element('tr', {}, element('th', { scope: 'col', 'aria-colindex': '1' }, 'Request'), edge(), ...heads, edge()),
    );
  }

  #bodies(roles: readonly number[], scenarios: readonly number[], first: number, end: number): HTMLElement[] {
    const bodies: HTMLElement[] = [];
    let kind: string | undefined;
    scenarios.forEach((scenario, row) => {
      const entry = this.cells.data.scenarios[scenario];
      if (!entry) return;
      if (entry.kind !== kind) {
        kind = entry.kind;
        bodies.push(element('tbody', {}, kindRow(kind, end - first + 3)));
      }
      bodies.at(-1)?.append(this.#line(entry, row, scenario, roles.slice(first, end), first));
    });
    return bodies;
  }

  #line(
    { name, reason }: PageScenario,
    row: number,
    scenario: number,
    roles: readonly number[],
    first: number,
  ): HTMLElement {
    const cells = roles.map((role, at) => this.#cell(role, scenario, row, first + at));
    const head = element('th', { scope: 'row', 'aria-colindex': '1', title: reason }, name);
    return element('tr', {}, head, edge(), ...cells, edge());
  }

  #cell(role: number, scenario: number, row: number, column: number): HTMLElement {
    const cell = this.cells.at(role, scenario);
    const texts = cellTexts(cell, this.#beside, this.cells.data.roles[role]?.osUser ?? '');
    const isViolated = this.cells.hasViolation(role, scenario, this.#beside);
    const isOpen = shownOutcomes(cell, this.#beside).some(isAllowed);
    const kind = isViolated ? 'violated' : texts.length === 0 ? 'untried' : isOpen ? 'allowed' : 'denied';
    const label = texts.length === 0 ? '–' : texts.join(' / ');
    return element(
      'td',
      { class: kind, 'aria-colindex': String(column + 2) },
      element(
        'button',
        { type: 'button', tabindex: '-1', 'data-at': `${row},${column}`, 'aria-haspopup': 'dialog' },
        ...(isViolated ? [element('span', { class: 'mark' }, 'violation: ')] : []),
        label,
      ),
    );
  }

  #current(): HTMLElement | null {
    return this.box.querySelector<HTMLElement>(`[data-at="${this.#row},${this.#column}"]`);
  }

  #onClick(target: EventTarget | null): void {
    const at = target instanceof Element ? target.closest('[data-at]')?.getAttribute('data-at') : undefined;
    const [row, column] = at?.split(',').map(Number) ?? [];
    if (row === undefined || column === undefined) return;
    this.#row = row;
    this.#column = column;
    this.#focus();
    const [role, scenario] = [this.#selection.roles[column], this.#selection.scenarios[row]];
    if (role !== undefined && scenario !== undefined) this.open(role, scenario);
  }

  #onKey(event: KeyboardEvent): void {
    if (event.altKey || event.metaKey || !(event.target instanceof HTMLElement) || !event.target.dataset.at) return;
    const moves: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
      ArrowUp: [-1, 0],
      ArrowDown: [1, 0],
      ArrowLeft: [0, -1],
      ArrowRight: [0, 1],
      PageUp: [-10, 0],
      PageDown: [10, 0],
      Home: [event.ctrlKey ? -Infinity : 0, -Infinity],
      End: [event.ctrlKey ? Infinity : 0, Infinity],
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    const { roles, scenarios } = this.#selection;
    this.#row = Math.min(Math.max(this.#row + move[0], 0), scenarios.length - 1);
    this.#column = Math.min(Math.max(this.#column + move[1], 0), roles.length - 1);
    this.#focus();
  }

  #focus(): void {
    const width = this.#columnWidth();
    if (this.#column < this.#first || this.#column >= this.#end) {
      this.box.scrollLeft = this.#column * width;
      this.#draw(...this.#window());
    }
    for (const old of this.box.querySelectorAll('[tabindex="0"]')) old.setAttribute('tabindex', '-1');
    const current = this.#current();
    current?.setAttribute('tabindex', '0');
    current?.focus();
  }
}

/** Takes the room of the columns that are not there. */
function edge(): HTMLElement {
  return element('td', { class: 'edge', 'aria-hidden': 'true' });
}

function kindRow(kind: string, columns: number): HTMLElement {
  const head = element('th', { scope: 'rowgroup', colspan: String(columns) }, element('span', {}, kinds[kind] ?? kind));
  return element('tr', { class: 'kind' }, head);
}
