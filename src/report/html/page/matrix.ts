/**
 * The matrix as a grid: a row for each request, a column for each role. Only the columns in view are there, so that hundreds of
 * roles cost what a dozen does. Arrow keys move, Home and End go to the first and the last role, Enter opens.
 */
import type { Beside, Cells } from './cell.js';
import { element } from './element.js';
import type { Selection } from './filter.js';
import { type Columns, drawGrid } from './grid.js';

/** Columns beyond the edges of the view. */
const spare = 6;
/** So few are there all at once. */
const few = 30;

const moves: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-10, 0],
  PageDown: [10, 0],
  Home: [0, Number.NEGATIVE_INFINITY],
  End: [0, Number.POSITIVE_INFINITY],
};

export class Matrix {
  #selection: Selection = { roles: [], scenarios: [] };
  #beside: Beside;
  #columns: Columns = { first: 0, end: 0, width: 1 };
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
    this.#draw(this.#inView());
  }

  /** Brings the keyboard to a cell. */
  focus(role: number, scenario: number): void {
    this.#row = Math.max(0, this.#selection.scenarios.indexOf(scenario));
    this.#column = Math.max(0, this.#selection.roles.indexOf(role));
    this.#focus();
  }

  #inView(): Columns {
    const { length } = this.#selection.roles;
    const size = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
    const width = size * (matchMedia('(max-width: 44rem)').matches ? 7 : 9);
    if (length <= few) return { first: 0, end: length, width };
    const { scrollLeft, clientWidth } = this.box;
    const first = Math.floor(scrollLeft / width) - spare;
    const end = Math.ceil((scrollLeft + clientWidth) / width) + spare;
    return {
      first: Math.max(0, Math.min(first, length - few)),
      end: Math.min(length, Math.max(end, few)),
      width,
    };
  }

  /** Draws anew when what is in view comes near the edge of what is there. */
  #follow(): void {
    const wanted = this.#inView();
    const { first, end, width } = this.#columns;
    const { length } = this.#selection.roles;
    const isLeft = wanted.first < first && (first - wanted.first >= spare / 2 || wanted.first === 0);
    const isRight = wanted.end > end && (wanted.end - end >= spare / 2 || wanted.end === length);
    if (isLeft || isRight || wanted.width !== width) this.#draw(wanted);
  }

  #draw(columns: Columns): void {
    this.#columns = columns;
    const { roles, scenarios } = this.#selection;
    if (roles.length === 0 || scenarios.length === 0) {
      this.box.replaceChildren(element('p', { class: 'empty' }, 'Nothing matches.'));
      return;
    }
    const hadFocus = this.box.contains(document.activeElement);
    this.box.replaceChildren(drawGrid(this.cells, this.#selection, this.#beside, columns));
    const current = this.#current();
    // The tab key must find the grid wherever it is scrolled to.
    (current ?? this.box.querySelector('[data-at]'))?.setAttribute('tabindex', '0');
    if (hadFocus) current?.focus({ preventScroll: true });
  }

  #current(): HTMLElement | null {
    return this.box.querySelector<HTMLElement>(`[data-at="${this.#row},${this.#column}"]`);
  }

  /** The position that an event is about, if it is a cell's. */
  #positionOf(target: EventTarget | null): boolean {
    const at = target instanceof Element ? target.closest('[data-at]')?.getAttribute('data-at') : undefined;
    const [row, column] = at?.split(',').map(Number) ?? [];
    if (row === undefined || column === undefined) return false;
    this.#row = row;
    this.#column = column;
    return true;
  }

  #onClick(target: EventTarget | null): void {
    if (!this.#positionOf(target)) return;
    this.#focus();
    const [role, scenario] = [this.#selection.roles[this.#column], this.#selection.scenarios[this.#row]];
    if (role !== undefined && scenario !== undefined) this.open(role, scenario);
  }

  #onKey(event: KeyboardEvent): void {
    const move = moves[event.key];
    if (!move || event.altKey || event.metaKey || !this.#positionOf(event.target)) return;
    event.preventDefault();
    const { roles, scenarios } = this.#selection;
    const isCorner = event.ctrlKey && Math.abs(move[1]) === Number.POSITIVE_INFINITY;
    this.#row = Math.min(Math.max(this.#row + (isCorner ? move[1] : move[0]), 0), scenarios.length - 1);
    this.#column = Math.min(Math.max(this.#column + move[1], 0), roles.length - 1);
    this.#focus();
  }

  #focus(): void {
    const { first, end, width } = this.#columns;
    if (this.#column < first || this.#column >= end) {
      this.box.scrollLeft = this.#column * width;
      this.#draw(this.#inView());
    }
    for (const old of this.box.querySelectorAll('[data-at][tabindex="0"]'))
      old.setAttribute('tabindex', '-1');
    const current = this.#current();
    current?.setAttribute('tabindex', '0');
    current?.focus();
  }
}
