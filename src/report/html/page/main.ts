/** Brings the page to life: reads its data, draws the matrix, answers the controls. Runs once, after the page is parsed. */
import type { PageData } from '../page-data.js';
import { Cells } from './cell.js';
import { DecisionDialog } from './decision.js';
import { find } from './element.js';
import { haystacksOf, type Question, select } from './filter.js';
import { Matrix } from './matrix.js';
import { RoleDetails } from './role-details.js';

const data = JSON.parse(find('#ssm-runas-report', HTMLScriptElement).text) as PageData;
const cells = new Cells(data);
const haystacks = haystacksOf(data);
const controls = find('[data-controls]', HTMLFormElement);
const count = find('[data-count]', HTMLElement);
const box = find('[data-matrix]', HTMLElement);
const dialog = new DecisionDialog(cells);
const matrix = new Matrix(box, cells, (role, scenario) => dialog.open(role, scenario));
const roleDetails = new RoleDetails(data);

function question(): Question {
  const form = new FormData(controls);
  const text = (name: string) => String(form.get(name) ?? '');
  const beside = text('beside');
  return {
    text: text('text'),
    user: text('user'),
    outcome: text('outcome') as Question['outcome'],
    beside: beside === '' ? undefined : Number(beside),
  };
}

function answer(): void {
  const asked = question();
  const selection = select(cells, haystacks, asked);
  matrix.show(selection, asked.beside);
  roleDetails.show(selection.roles);
  count.textContent = `${selection.roles.length} of ${data.roles.length} roles, ${selection.scenarios.length} of ${data.scenarios.length} requests`;
}

function showViolation(at: number): void {
  const violation = data.violations[at];
  const [role] = violation?.roles ?? [];
  const [scenario] = violation?.scenarios ?? [];
  controls.reset();
  answer();
  box.scrollIntoView({ block: 'center' });
  if (role !== undefined && scenario !== undefined) matrix.focus(role, scenario);
}

document.documentElement.classList.add('scripted');
controls.hidden = false;
box.hidden = false;
controls.addEventListener('input', answer);
controls.addEventListener('submit', (event) => event.preventDefault());
for (const button of document.querySelectorAll<HTMLButtonElement>('[data-violation]')) {
  button.hidden = (data.violations[Number(button.dataset.violation)]?.scenarios.length ?? 0) === 0;
  button.addEventListener('click', () => showViolation(Number(button.dataset.violation)));
}
startTheme(find('[data-theme-toggle]', HTMLButtonElement));
answer();
performance.mark('report-interactive');

/** Light or dark: as the reader's system says, until the reader says otherwise here. */
function startTheme(button: HTMLButtonElement): void {
  const root = document.documentElement;
  const system = matchMedia('(prefers-color-scheme: dark)');
  const isDark = () => (root.dataset.theme ? root.dataset.theme === 'dark' : system.matches);
  const label = () => {
    button.textContent = isDark() ? 'Light' : 'Dark';
  };
  button.addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    label();
  });
  system.addEventListener('change', label);
  button.hidden = false;
  label();
}
