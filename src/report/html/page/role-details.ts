/** The list of roles: hides those that are not asked for, and fills in policy and document when a role is opened. */
import type { PageData, PageRole } from '../page-data.js';
import { element, find, jsonBox } from './element.js';

export class RoleDetails {
  readonly #roles = [...document.querySelectorAll<HTMLDetailsElement>('[data-role]')];
  readonly #none = find('[data-no-roles]', HTMLElement);

  constructor(data: PageData) {
    this.#roles.forEach((details, at) => {
      details.addEventListener('toggle', () => {
        const box = details.querySelector('[data-fill]');
        const role = data.roles[at];
        if (details.open && role && box?.childElementCount === 0) box.append(...contents(data, role));
      });
    });
  }

  show(roles: readonly number[]): void {
    const shown = new Set(roles);
    this.#roles.forEach((details, at) => {
      const hidden = !shown.has(at);
      if (details.hidden !== hidden) details.hidden = hidden;
    });
    this.#none.hidden = roles.length > 0;
  }
}

function contents(data: PageData, role: PageRole): HTMLElement[] {
  const statements = role.policy.flatMap((index) => data.statements[index] ?? []);
  const policy = { Version: '2012-10-17', Statement: statements };
  return [folded('Inline policy', policy), folded('Session document', role.content)];
}

function folded(title: string, value: unknown): HTMLElement {
  return element('details', { class: 'json', open: '' }, element('summary', {}, title), jsonBox(value));
}
