/** Findings of `gate` about what it is given: a plan it cannot read or see through, outputs that are none. */
import { error, warning } from './entry.js';
import { listed, quoted } from './quoted.js';
export const gatePlan = {
  'gate-plan-unreadable': error<{ problem: string }>(({ problem }) => ({
    summary: `Not the JSON of a saved plan: ${problem}`,
    detail:
      'The gate reads what `terraform show -json FILE` or `tofu show -json FILE` prints of a file that `plan -out=FILE` saved.',
    remedy:
      'Run `terraform plan -out=plan.bin` and `terraform show -json plan.bin`, and hand over what the second prints.',
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
