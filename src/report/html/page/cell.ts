/** What a cell of the matrix says, read from the page's data. Knows no elements. */
import type { PageData, PageOutcome } from '../page-data.js';

export interface Cell {
  /** For each of `besides` what came out; nothing where nothing was tried. */
  readonly outcomes: readonly (readonly PageOutcome[])[];
  /** Indexes of the violations that show here. */
  readonly violations: readonly number[];
}

/** Where requests are asked beside one thing only, or beside everything. */
export type Beside = number | undefined;

export class Cells {
  readonly #violations = new Map<string, number[]>();

  constructor(readonly data: PageData) {
    data.violations.forEach(({ roles, scenarios }, at) => {
      for (const role of roles) {
        for (const scenario of scenarios) {
          const key = `${role},${scenario}`;
          this.#violations.set(key, [...(this.#violations.get(key) ?? []), at]);
        }
      }
    });
  }

  at(role: number, scenario: number): Cell {
    const outcomes = (this.data.cells[this.index(role, scenario)] ?? []).map((ofBeside) =>
      ofBeside.flatMap((index) => this.data.outcomes[index] ?? []),
    );
    return { outcomes, violations: this.#violations.get(`${role},${scenario}`) ?? [] };
  }

  /** Equal for cells with the same outcomes by the same statements. */
  index(role: number, scenario: number): number {
    const profile = this.data.roles[role]?.profile ?? -1;
    return this.data.profiles[profile]?.[scenario] ?? -1;
  }

  hasViolation(role: number, scenario: number, beside: Beside): boolean {
    const found = this.#violations.get(`${role},${scenario}`) ?? [];
    return found.some((at) => beside === undefined || this.data.violations[at]?.beside === beside);
  }
}

/** The outcomes to be shown: of one thing beside, or of all. */
export function shownOutcomes({ outcomes }: Cell, beside: Beside): readonly PageOutcome[] {
  return beside === undefined ? outcomes.flat() : (outcomes[beside] ?? []);
}

export function isAllowed({ kind }: PageOutcome): boolean {
  return kind !== 'denied';
}

export function pageOutcomeText({ kind, text = '' }: PageOutcome, osUser: string): string {
  switch (kind) {
    case 'own':
      return osUser;
    case 'user':
      return text;
    case 'open':
      return `allowed (${text})`;
    case 'tunnel':
      return 'tunnel, no shell';
    default:
      return kind;
  }
}

/** Short enough for a cell; the dialog says what is left undecided. */
function cellText(outcome: PageOutcome, osUser: string): string {
  return outcome.kind === 'open' ? 'user not fixed' : pageOutcomeText(outcome, osUser);
}

/** Each once, what is allowed last. */
export function cellTexts(cell: Cell, beside: Beside, osUser: string): string[] {
  const outcomes = [...shownOutcomes(cell, beside)].sort(
    (a, b) => Number(isAllowed(a)) - Number(isAllowed(b)),
  );
  return [...new Set(outcomes.map((outcome) => cellText(outcome, osUser)))];
}
