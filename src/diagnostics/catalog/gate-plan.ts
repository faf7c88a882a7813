/** Findings of `gate` about what it is given: a plan it cannot read or see through, outputs that are none. */
import { entry } from './entry.js';
import { quoted } from './quoted.js';

const planFormat = 'https://developer.hashicorp.com/terraform/internals/json-format';

export const gatePlan = {
  'gate-plan-unreadable': entry<{ problem: string }>({
    severity: 'error',
    message: ({ problem }) => ({
      summary: `Not the JSON of a saved plan: ${problem}`,
      detail:
        'The gate reads what `terraform show -json FILE` or `tofu show -json FILE` prints of a file that `plan -out=FILE` saved.',
      remedy:
        'Run `terraform plan -out=plan.bin` and `terraform show -json plan.bin`, and hand over what the second prints.',
    }),
    page: {
      why: 'A plan that cannot be read cannot be judged, and what cannot be judged is refused.',
      example: {
        wrong: 'terraform plan -json > plan.json',
        right: 'terraform plan -out=plan.bin\nterraform show -json plan.bin > plan.json',
      },
      source: planFormat,
    },
  }),
  'gate-plan-format': entry<{ version: string }>({
    severity: 'error',
    message: ({ version }) => ({
      summary: `The plan has format version ${quoted(version)}; only 1.x is understood`,
      detail: 'Another major version may mean something else by the same names.',
      remedy:
        'Update ssm-runas-gen, or make the plan with a Terraform or OpenTofu that writes format version 1.',
    }),
    page: {
      why: 'HashiCorp promises that changes within a major version keep what is there; a new one promises nothing.',
      source: planFormat,
    },
  }),
  'gate-plan-errored': entry({
    severity: 'error',
    message: () => ({
      summary: 'Terraform says that planning failed',
      detail: 'A plan with `errored` is incomplete: what is missing from it cannot be judged.',
      remedy: 'Correct what Terraform complains about and plan anew.',
    }),
    page: { why: 'An incomplete plan looks harmless by what it lacks.', source: planFormat },
  }),
  'gate-plan-unrelated': entry({
    severity: 'error',
    message: () => ({
      summary: 'The plan holds nothing of this mapping',
      detail:
        'There is no mapped permission set, no configuration of attributes and no document of the mapping in it.',
      remedy: 'Check that plan and mapping belong together.',
    }),
    page: {
      why: 'A gate that is shown the wrong plan would accept anything.',
      example: {
        wrong: 'ssm-runas-gen gate team-a.yaml --plan team-b.json',
        right: 'ssm-runas-gen gate team-b.yaml --plan team-b.json',
      },
      source: 'docs/gate.md',
    },
  }),
  'gate-unknown': entry<{ address: string; hidden: string }>({
    severity: 'error',
    message: ({ address, hidden }) => ({
      summary: `${address}: ${hidden} cannot be seen before apply`,
      detail:
        'The plan does not show the value that decides whether this is safe. Generated code has it in plain text, so that something else must come between: a `depends_on` of the whole module, a change beside ours, or an action that is newer than this program.',
      remedy:
        'Apply what the value depends on by itself first, or remove the `depends_on` of the module call, and plan anew.',
    }),
    page: {
      why: 'What is known only after apply may be anything.',
      example: {
        wrong:
          'module "runas" {\n  source     = "./generated/identity-center"\n  depends_on = [module.other]\n}',
        right: 'module "runas" {\n  source = "./generated/identity-center"\n}',
      },
      source: 'https://developer.hashicorp.com/terraform/language/meta-arguments/depends_on',
    },
  }),
};
