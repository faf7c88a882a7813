/** Findings of `gate` about policies that another state applied before the attribute goes. */
import { entry } from './entry.js';
import { listed, quoted } from './quoted.js';

const cutOver = 'docs/cut-over.md';
const evidence =
  'Save `terraform output -json` of identity-center after that apply, and name the file with `--policies`.';

/** What the outputs have for a permission set instead of the mapping's policy. */
export interface Behind {
  readonly permissionSet: string;
  /** Both empty where there is no policy at all. */
  readonly lacking: readonly string[];
  readonly extra: readonly string[];
}

export const gateAppliedPolicies = {
  'gate-policies-unseen': entry<{ address: string }>({
    severity: 'warning',
    message: ({ address }) => ({
      summary: 'The attribute would go, and it is not shown that the policies are applied',
      detail: `${address}: before it yields the tag SSMSessionRunAs, after it does not. The plan holds no inline policy of this mapping; where those of \`prepare\` still stand, whoever signs in has no tag, may use the default document and becomes its Linux user, or root by \`ssm-user\`.`,
      remedy: `Apply identity-center first. ${evidence}`,
    }),
    page: {
      why: 'Policies and attributes live in different states here, so that Terraform cannot order them. With `--strict` the plan is refused until the policies are shown.',
      example: {
        wrong: 'ssm-runas-gen gate --strict --plan plan.json --documents eu-central-1.json',
        right:
          'ssm-runas-gen gate --strict --plan plan.json --documents eu-central-1.json --policies policies.json',
      },
      source: cutOver,
    },
  }),
  'gate-policies-behind': entry<{ address: string; behind: readonly Behind[] }>({
    severity: 'error',
    message: ({ address, behind }) => ({
      summary: `The attribute would go before the ${behind.length === 1 ? 'policy' : 'policies'} of permission set ${listed(behind.map(({ permissionSet }) => permissionSet))}`,
      detail: `${address}: before it yields the tag SSMSessionRunAs, after it does not. ${behind.map(whatIsThere).join(' ')}`,
      remedy: `Generate, apply identity-center, and only then remove the attribute. ${evidence}`,
    }),
    page: {
      why: 'The outputs are those of the last apply. Where they are not the policies of this mapping, the step that makes it safe to remove the attribute has not landed. Policies are compared by what they mean.',
      source: cutOver,
    },
  }),
  'gate-policies-unreadable': entry({
    severity: 'error',
    message: () => ({
      summary: 'Not the outputs of identity-center',
      detail:
        'There must be `inline_policies`, with the inline policy of each permission set as JSON text, as `terraform output -json` prints it.',
      remedy: `${evidence} A root that calls the module must hand on its output \`inline_policies\`.`,
    }),
    page: {
      why: 'What cannot be read shows nothing.',
      source: 'docs/gate.md',
    },
  }),
};

function whatIsThere({ permissionSet, lacking, extra }: Behind): string {
  const parts = [
    ...(lacking.length > 0 ? [`lacks, or has otherwise, ${listed(lacking)}`] : []),
    ...(extra.length > 0 ? [`has ${listed(extra)} that the mapping does not`] : []),
  ];
  return `${quoted(permissionSet)} ${parts.length === 0 ? 'has no policy there' : parts.join(' and ')}.`;
}
