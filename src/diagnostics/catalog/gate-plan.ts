/** Findings of `gate` about what it is given: a plan it cannot read or see through, outputs that are none. */
import { error, warning } from './entry.js';
import { listed, quoted } from './quoted.js';
import { textFlaws } from './source.js';

const show =
  'Run `terraform plan -out=plan.bin` and `terraform show -json plan.bin > plan.json`, and pass `--plan plan.json`.';

/** What is handed over instead of a plan, and what to do about it. */
const planProblems = {
  empty: [
    'it is empty',
    'Run `terraform show -json plan.bin > plan.json` again and read its error message: it printed no plan.',
  ],
  'too-large': [
    textFlaws['too-large'],
    'Make a plan of a part of the configuration, such as only the module.',
  ],
  'utf-16': [
    textFlaws['utf-16'],
    'Write the file as UTF-8: `terraform show -json plan.bin | Out-File -Encoding utf8 plan.json`.',
  ],
  archive: [
    'it is the saved plan itself',
    'Run `terraform show -json FILE > plan.json` with this file, and pass `--plan plan.json`.',
  ],
  'not-utf8': [
    textFlaws['not-utf8'],
    'Save the output of `terraform show -json plan.bin` unchanged, as UTF-8.',
  ],
  wrapper: [
    'it contains lines of a wrapper around Terraform',
    'In GitHub Actions, set `terraform_wrapper: false` for `hashicorp/setup-terraform`: its wrapper prints `[command]…` before what Terraform prints.',
  ],
  log: [
    'its lines begin with those of a log',
    'With Terragrunt, run `terragrunt show -json plan.bin --log-disable` (before Terragrunt 0.73: `--terragrunt-log-disable`).',
  ],
  messages: [
    'it is the log of `plan -json`',
    'Do not use `plan -json`. Run `terraform plan -out=plan.bin` and `terraform show -json plan.bin > plan.json`, and pass `--plan plan.json`.',
  ],
  'for-people': [
    'it is the text that Terraform prints without `-json`',
    'Run `terraform show -json plan.bin > plan.json`, and pass `--plan plan.json`.',
  ],
  several: [
    'it contains several JSON objects, one after the other',
    'Check one plan at a time: `terragrunt run --all` prints one for each unit.',
  ],
  'text-behind': [
    'there is more text after the JSON object',
    'Save only standard output, without standard error: `terraform show -json plan.bin > plan.json`.',
  ],
  damaged: [
    'it begins like JSON, but is damaged or cut off',
    'Save the file again: `terraform show -json plan.bin > plan.json`.',
  ],
  'too-deep': ['it is nested deeper than any plan', show],
  'duplicate-key': ['it has a key twice in one object, which Terraform never writes', show],
  'not-json': ['it is not a JSON object', show],
  'state-file': ['it is a state file', show],
  state: [
    'it is a state, which has no resource_changes',
    'Give the saved plan: `terraform show -json plan.bin > plan.json`. Without a file, `terraform show -json` prints the state.',
  ],
  'no-version': ['it has no format_version', show],
  'no-changes': ['it has no resource_changes, which every plan has', show],
} as const;

export type PlanProblem = keyof typeof planProblems;
export const gatePlan = {
  'gate-plan-unreadable': error<{ problem: PlanProblem }>(({ problem }) => ({
    summary: `Not the JSON of a saved plan: ${planProblems[problem][0]}`,
    detail:
      'gate reads the output of `terraform show -json FILE` or `tofu show -json FILE`, where FILE was saved by `plan -out=FILE`.',
    remedy: planProblems[problem][1],
  })),
  'gate-plan-format': error<{ version: string }>(({ version }) => ({
    summary: `The plan has format version ${quoted(version)}; only 1.x is supported`,
    detail: 'In another major version the same names may have another meaning.',
    remedy:
      'Update ssm-runas-gen, or make the plan with a version of Terraform or OpenTofu that writes format version 1.',
  })),
  'gate-plan-errored': error(() => ({
    summary: 'Terraform reports that planning failed',
    detail: 'A plan with `errored` is incomplete, so gate cannot check it.',
    remedy: 'Fix the error that Terraform reports, and make a new plan.',
  })),
  'gate-plan-unrelated': error(() => ({
    summary: 'The plan contains nothing of this mapping',
    detail:
      'It contains no permission set of the mapping, no configuration of attributes and no document of the mapping.',
    remedy: 'Check that you passed the right plan and the right mapping.',
  })),
  'gate-unknown': error<{ address: string; hidden: string }>(({ address, hidden }) => ({
    summary: `${address}: ${hidden} is unknown until apply`,
    detail:
      'The plan does not show the value that gate must check. The generated code contains it as plain text, so something else hides it: a `depends_on` of the whole module, another change that it depends on, or an action that this version of the tool does not know.',
    remedy:
      'Remove the `depends_on` of the module call, or first apply the other changes that the value depends on. Then make a new plan.',
  })),
  'gate-destroy-plan': error<{ address: string }>(({ address }) => ({
    summary: 'The plan deletes everything of this mapping that is in the state',
    detail: `${address}: before it exists, after it and everything else are deleted. \`plan -destroy\` makes such a plan. A \`removed\` block with \`destroy = false\` that is not applied yet does not protect from it.`,
    remedy:
      'Do not destroy this state. Apply the generated `removed` block first, or remove the resources that must stay from the state with `terraform state rm ADDRESS`. Then plan without `-destroy`.',
  })),
  'gate-check-failed': warning<{ address: string; problems: readonly string[] }>(({ address, problems }) => ({
    summary: `${address} failed while planning`,
    detail: `${address}: ${problems.length === 0 ? 'it gives no reason' : listed(problems)}. In the plan, Terraform only prints a warning for this and exits with 0.`,
    remedy: 'Fix the problem that the check reports, and make a new plan.',
  })),
};
