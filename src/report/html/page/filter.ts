/** Which roles and which requests are shown: decides by the data and what is asked for, knows no elements. */
import type { PageData, PageRole, PageScenario } from '../page-data.js';
import { type Beside, type Cells, cellTexts, isAllowed, shownOutcomes } from './cell.js';

export interface Question {
  /** Each word must be found, in a role or in a request. */
  readonly text: string;
  /** Empty for any. */
  readonly user: string;
  readonly outcome: '' | 'allowed' | 'differs' | 'violations';
  readonly beside: Beside;
}

export interface Selection {
  /** Indexes, in the order of the data. */
  readonly roles: readonly number[];
  readonly scenarios: readonly number[];
}

/** Texts to search, made once. */
export interface Haystacks {
  readonly roles: readonly string[];
  readonly scenarios: readonly string[];
}

export function haystacksOf({ roles, scenarios }: PageData): Haystacks {
  const ofRole = ({ name, permissionSet, osUser, document, nodes }: PageRole) =>
    [name, permissionSet, osUser, document, nodes].join('\n').toLowerCase();
  const ofScenario = ({ id, name, reason }: PageScenario) => [id, name, reason].join('\n').toLowerCase();
  return { roles: roles.map(ofRole), scenarios: scenarios.map(ofScenario) };
}

/** A word that some role has chooses roles; one that only requests have chooses requests. */
export function select(cells: Cells, haystacks: Haystacks, question: Question): Selection {
  const { data } = cells;
  const words = question.text.toLowerCase().split(/\s+/).filter(Boolean);
  const ofRoles = words.filter((word) => haystacks.roles.some((text) => text.includes(word)));
  const ofScenarios = words.filter((word) => !ofRoles.includes(word));
  const roles = [...data.roles.keys()].filter(
    (at) =>
      (question.user === '' || data.roles[at]?.osUser === question.user) &&
      ofRoles.every((word) => haystacks.roles[at]?.includes(word)),
  );
  const scenarios = [...data.scenarios.keys()].filter((at) =>
    ofScenarios.every((word) => haystacks.scenarios[at]?.includes(word)),
  );
  return narrowed(cells, { roles, scenarios }, question);
}

function narrowed(cells: Cells, { roles, scenarios }: Selection, { outcome, beside }: Question): Selection {
  switch (outcome) {
    case '':
      return { roles, scenarios };
    case 'allowed':
      return {
        roles,
        scenarios: scenarios.filter((at) =>
          anyDistinct(cells, roles, at, (role) => isOpen(cells, role, at, beside)),
        ),
      };
    case 'differs':
      return { roles, scenarios: scenarios.filter((at) => differs(cells, roles, at, beside)) };
    case 'violations':
      return {
        roles: roles.filter((role) => scenarios.some((at) => cells.hasViolation(role, at, beside))),
        scenarios: scenarios.filter((at) => roles.some((role) => cells.hasViolation(role, at, beside))),
      };
  }
}

function isOpen(cells: Cells, role: number, scenario: number, beside: Beside): boolean {
  return shownOutcomes(cells.at(role, scenario), beside).some(isAllowed);
}

/** Most roles have cells in common; each distinct one is looked at once. */
function anyDistinct(
  cells: Cells,
  roles: readonly number[],
  scenario: number,
  holds: (role: number) => boolean,
): boolean {
  const seen = new Set<number>();
  return roles.some((role) => {
    const index = cells.index(role, scenario);
    if (seen.has(index)) return false;
    seen.add(index);
    return holds(role);
  });
}

/** Other than by whose user it is. */
function differs(cells: Cells, roles: readonly number[], scenario: number, beside: Beside): boolean {
  const seen = new Set<number>();
  const texts = new Set<string>();
  for (const role of roles) {
    const index = cells.index(role, scenario);
    if (seen.has(index)) continue;
    seen.add(index);
    texts.add(cellTexts(cells.at(role, scenario), beside, 'its user').join('\n'));
  }
  return texts.size > 1;
}
