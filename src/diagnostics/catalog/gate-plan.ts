/** Findings of `gate` about what it is given: a plan it cannot read or see through, outputs that are none. */
import { error, warning } from './entry.js';
import { listed, quoted } from './quoted.js';
import { textFlaws } from './source.js';

const show =
  'Run `terraform plan -out=plan.bin` and `terraform show -json plan.bin`, and hand over what the second prints.';

/** What is handed over instead of a plan, and what to do about it. */
const planProblems = {
  empty: [
    'it is empty',
    'Look at what `terraform show -json plan.bin` says on standard error: it printed no plan.',
  ],
  'too-large': [textFlaws['too-large'], 'Plan a part of the configuration, such as the module by itself.'],
  'utf-16': [
    textFlaws['utf-16'],
    'Write the file as UTF-8: `terraform show -json plan.bin | Out-File -Encoding utf8 plan.json`.',
  ],
  archive: ['it is the saved plan itself', 'Hand over what `terraform show -json FILE` prints of this file.'],
  'not-utf8': [
    textFlaws['not-utf8'],
    'Save what `terraform show -json plan.bin` prints as it is, without another encoding.',
  ],
  wrapper: [
    'it holds lines of a wrapper around Terraform',
    'In GitHub Actions, set `terraform_wrapper: false` for `hashicorp/setup-terraform`: its wrapper prints `[command]…` before what Terraform prints.',
  ],
  log: [
    'its lines begin with those of a log',
    'With Terragrunt, run `terragrunt show -json plan.bin --log-disable` (before Terragrunt 0.73: `--terragrunt-log-disable`).',
  ],
  messages: [
    'it is the log of `plan -json`',
    'Leave `-json` out of `plan`. Run `terraform plan -out=plan.bin` and `terraform show -json plan.bin`, and hand over what the second prints.',
  ],
  'for-people': [
    'it is what Terraform prints for people',
    'Run `terraform show -json plan.bin` with `-json`, and hand over what it prints.',
  ],
  several: [
    'it holds several JSON objects, one after the other',
    'Hand over one plan at a time; `terragrunt run --all` prints one for each unit.',
  ],
  'text-behind': [
    'there is more text behind the JSON object',
    'Save standard output alone, without standard error: `terraform show -json plan.bin > plan.json`.',
  ],
  damaged: [
    'it begins like JSON, but is damaged or cut off',
    'Save the file again: `terraform show -json plan.bin > plan.json`.',
  ],
  'too-deep': ['it nests deeper than any plan', show],
  'duplicate-key': ['it has a key twice in one object, as Terraform never writes it', show],
  'not-json': ['it is not a JSON object', show],
  'state-file': ['it is a state file', show],
  state: [
    'it is a state, which holds no resource_changes',
    'Name the saved plan: `terraform show -json plan.bin`. Without a file, `terraform show -json` prints the state.',
  ],
  'no-version': ['it has no format_version', show],
  'no-changes': ['it holds no resource_changes, as a plan does', show],
} as const;

export type PlanProblem = keyof typeof planProblems;
export const gatePlan = {
  'gate-plan-unreadable': error<{ problem: PlanProblem }>(({ problem }) => ({
    summary: `Not the JSON of a saved plan: ${planProblems[problem][0]}`,
    detail:
      'The gate reads what `terraform show -json FILE` or `tofu show -json FILE` prints of a file that `plan -out=FILE` saved.',
    remedy: planProblems[problem][1],
  })),
  'gate-plan-format': error<{ version: string }>(({ version }) => ({
    summary: `The plan has format version ${quoted(version)}; only 1.x is understood`,
    detail: 'Another major version may mean something else by the same names.',
    remedy:
      'Update ssm-runas-gen, or make the plan with a Terraform or OpenTofu that writes format version 1.',
  })),
  'gate-plan-errored': error(() => ({
    summary: 'Terraform says that planning failed',
    detail: 'A plan with `errored` is incomplete: what is missing from it cannot be judged.',
    remedy: 'Correct what Terraform complains about and plan anew.',
  })),
  'gate-plan-unrelated': error(() => ({
    summary: 'The plan holds nothing of this mapping',
    detail:
      'There is no mapped permission set, no configuration of attributes and no document of the mapping in it.',
    remedy: 'Check that plan and mapping belong together.',
  })),
  'gate-unknown': error<{ address: string; hidden: string }>(({ address, hidden }) => ({
    summary: `${address}: ${hidden} cannot be seen before apply`,
    detail:
      'The plan does not show the value that decides whether this is safe. Generated code has it in plain text, so that something else must come between: a `depends_on` of the whole module, a change beside ours, or an action that is newer than this program.',
    remedy:
      'Apply what the value depends on by itself first, or remove the `depends_on` of the module call, and plan anew.',
  })),
  'gate-destroy-plan': error<{ address: string }>(({ address }) => ({
    summary: 'The plan deletes everything that it holds of this mapping',
    detail: `${address}: before it exists, after it is gone, and so is all else. \`plan -destroy\` makes such a plan. A \`removed\` block with \`destroy = false\` that is not applied yet does not protect from it.`,
    remedy:
      'Do not destroy this state. Apply the generated `removed` block first, or take what must stay out of the state with `terraform state rm ADDRESS`, and plan without `-destroy`.',
  })),
  'gate-check-failed': warning<{ address: string; problems: readonly string[] }>(({ address, problems }) => ({
    summary: `${address} failed while planning`,
    detail: `${address}: before the apply it says ${problems.length === 0 ? 'nothing more' : listed(problems)}. Terraform only warns of it, and its exit code does not tell.`,
    remedy: 'Correct what the check complains about, and plan anew.',
  })),
};
