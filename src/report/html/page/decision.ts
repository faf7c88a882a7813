/** The dialog behind a cell: what came out beside each thing, and the statements that decided it. */
import { mergedPolicy, ownPolicy, type PageData, type PageOutcome, type PageRole } from '../page-data.js';
import { type Cells, isAllowed, pageOutcomeText } from './cell.js';
import { element, jsonBox, sentence } from './element.js';

export class DecisionDialog {
  readonly #dialog: HTMLDialogElement;
  readonly #body = element('div', { class: 'dialog-body' });
  readonly #title = element('h2', { id: 'decision-title' });

  constructor(private readonly cells: Cells) {
    const close = element('button', { type: 'button', class: 'quiet' }, 'Close');
    this.#dialog = element(
      'dialog',
      { 'aria-labelledby': 'decision-title' },
      element('div', { class: 'dialog-head' }, this.#title, close),
      this.#body,
    );
    close.addEventListener('click', () => this.#dialog.close());
    // A click on the backdrop is one on the dialog itself.
    this.#dialog.addEventListener('click', ({ target }) => {
      if (target === this.#dialog) this.#dialog.close();
    });
    document.body.append(this.#dialog);
  }

  /** The browser brings the focus back when it closes. */
  open(roleIndex: number, scenarioIndex: number): void {
    const { data } = this.cells;
    const role = data.roles[roleIndex];
    const scenario = data.scenarios[scenarioIndex];
    if (!role || !scenario) return;
    const { outcomes, violations } = this.cells.at(roleIndex, scenarioIndex);
    this.#title.replaceChildren(element('span', { class: 'eyebrow' }, role.name), scenario.name);
    this.#body.replaceChildren(
      element('p', { class: 'soft' }, scenario.reason),
      ...violations.flatMap((at) => violationNote(data, at)),
      ...besideBlocks(data, role, outcomes),
    );
    this.#dialog.showModal();
    this.#body.scrollTop = 0;
  }
}

function violationNote(data: PageData, at: number): HTMLElement[] {
  const violation = data.violations[at];
  if (!violation) return [];
  const { severity, summary, detail, remedy, code } = violation;
  return [
    element(
      'div',
      { class: `finding ${severity}` },
      element('h3', {}, element('span', { class: 'tag' }, severity), ' ', ...sentence(summary)),
      element('p', {}, ...sentence(detail)),
      element('p', { class: 'remedy' }, element('strong', {}, 'Remedy.'), ' ', ...sentence(remedy)),
      element('p', { class: 'soft mono' }, code),
    ),
  ];
}

/** Attached policies with which the same statements lead to the same result are shown together. */
function besideBlocks(
  data: PageData,
  role: PageRole,
  outcomes: readonly (readonly PageOutcome[])[],
): HTMLElement[] {
  const groups = new Map<string, { readonly besides: string[]; readonly outcomes: readonly PageOutcome[] }>();
  outcomes.forEach((ofBeside, at) => {
    if (ofBeside.length === 0) return;
    const key = JSON.stringify(ofBeside);
    const group = groups.get(key) ?? { besides: [], outcomes: ofBeside };
    group.besides.push(at === 0 ? 'alone' : `with ${data.besides[at] ?? ''}`);
    groups.set(key, group);
  });
  if (groups.size === 0) return [element('p', {}, 'Nothing of this kind applies to this role.')];
  return [...groups.values()].map(({ besides, outcomes: ofGroup }) =>
    element(
      'section',
      { class: 'decision' },
      element('h3', {}, `The policy ${besides.join(' and ')}`),
      ...ofGroup.flatMap((outcome) => outcomeBlock(data, role, outcome)),
    ),
  );
}

function outcomeBlock(data: PageData, role: PageRole, outcome: PageOutcome): HTMLElement[] {
  const text = pageOutcomeText(outcome, role.osUser);
  const isUser = outcome.kind === 'own' || outcome.kind === 'user';
  const verdict = element(
    'p',
    { class: `result ${outcome.kind === 'open' ? 'open' : isAllowed(outcome) ? 'allowed' : 'denied'}` },
    ...(isUser
      ? ['allowed, as ', element('strong', { class: 'mono' }, text)]
      : [element('strong', {}, text)]),
    outcome.inDoubt ? ' (by one reading of the policies)' : '',
  );
  if (outcome.by.length === 0) {
    return [verdict, element('p', { class: 'soft' }, 'By no statement: nothing allows it.')];
  }
  return [verdict, ...outcome.by.map(([policy, index]) => statementBlock(data, role, policy, index))];
}

function statementBlock(data: PageData, role: PageRole, policy: number, index: number): HTMLElement {
  const { owner, list } = ownerOf(data, role, policy);
  const statement = data.statements[list[index] ?? -1];
  if (!statement) return element('p', {}, `Statement ${index + 1} of ${owner}`);
  return element(
    'figure',
    { class: 'statement' },
    element(
      'figcaption',
      {},
      element('strong', { class: 'mono' }, statement.Sid ?? `statement ${index + 1}`),
      element('span', { class: 'soft' }, ` ${statement.Effect} · ${owner}`),
    ),
    jsonBox(statement),
  );
}

const owners = {
  administrator: 'AWS managed policy',
  attached: 'policy that is also attached',
  'service-control': 'service control policy',
} as const;

function ownerOf(data: PageData, role: PageRole, policy: number) {
  const boundary = role.policy.length - role.merged;
  if (policy === ownPolicy) {
    return {
      owner: `generated, inline policy of ${role.permissionSet}`,
      list: role.policy.slice(0, boundary),
    };
  }
  if (policy === mergedPolicy) {
    return { owner: `merge file ${role.mergeFile ?? ''}`, list: role.policy.slice(boundary) };
  }
  const other = data.policies[policy];
  return { owner: other ? `${owners[other.owner]} ${other.name}` : 'unknown', list: other?.statements ?? [] };
}
