/** Findings of `gate` about the service control policies that keep people from the documents of others. */
import { entry } from './entry.js';
import { listed } from './quoted.js';

const guardrails = 'docs/guardrails.md';
const evidence =
  'Make the files by the commands of ROLLOUT.md, section 2a, and name each with `--attached-scp`.';

export const gateServiceControl = {
  'gate-scp-unseen': entry<{ documents: readonly string[] }>({
    severity: 'warning',
    message: ({ documents }) => ({
      summary: 'Documents would be created, and no service control policy is shown that guards them',
      detail: `After this plan there ${documents.length === 1 ? 'is' : 'are'} ${listed(documents)}. Whoever may start any document, as AdministratorAccess allows, and has no tag can then become its Linux user, unless the service control policies of this mapping are attached. No plan shows whether they are.`,
      remedy: `Attach identity-center/scp.json first. ${evidence}`,
    }),
    page: {
      why: 'Until `switch` even the people of mapped permission sets may have such rights, and others keep them for good. With `--strict` the plan is refused until the policies are shown; with `guardrails: none` there are none, which leaves this open by choice.',
      example: {
        wrong: 'ssm-runas-gen gate --strict --plan plan.json',
        right: 'ssm-runas-gen gate --strict --plan plan.json --attached-scp attached-scp-1.json',
      },
      source: guardrails,
    },
  }),
  'gate-scp-differs': entry<{ missing: readonly string[]; different: readonly string[] }>({
    severity: 'error',
    message: ({ missing, different }) => ({
      summary: 'The service control policies that are shown are not those of this mapping',
      detail: [
        ...(missing.length > 0 ? [`None of them has the statement ${listed(missing)}.`] : []),
        ...(different.length > 0
          ? [`${listed(different)} ${different.length === 1 ? 'says' : 'say'} something else there.`]
          : []),
        'Documents would be created before they are guarded.',
      ].join(' '),
      remedy:
        'Generate anew, attach what identity-center/scp.json says now, and make the files for `--attached-scp` again.',
    }),
    page: {
      why: 'A new role needs its statement before its document is there. Statements are compared by what they do, in whichever policy they stand and whatever they are called; further statements do not matter. The one on setting the tag guards no document and is not asked for.',
      source: guardrails,
    },
  }),
  'gate-scp-unattached': entry<{ sids: readonly string[]; accounts: readonly string[] }>({
    severity: 'error',
    message: ({ sids, accounts }) => ({
      summary:
        accounts.length === 0
          ? 'A service control policy of this mapping is attached to nothing'
          : 'The service control policies do not reach every account of the mapping',
      detail:
        accounts.length === 0
          ? `The policy with ${listed(sids)} has no targets; it keeps nobody from the documents of this plan.`
          : `They are attached to neither ${listed(accounts)} nor anything above.`,
      remedy:
        'Attach them to the accounts, to an organizational unit above, or to the root, and make the files for `--attached-scp` again.',
    }),
    page: {
      why: 'A service control policy holds in the accounts below its targets and nowhere else.',
      source:
        'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html',
    },
  }),
  'gate-scp-reach-unclear': entry<{ accounts: readonly string[] }>({
    severity: 'warning',
    message: ({ accounts }) => ({
      summary: 'It cannot be seen which accounts the service control policies reach',
      detail:
        accounts.length === 0
          ? 'The mapping lists no `accounts`, and the policies are not attached to the root.'
          : `They are attached to organizational units, and it is not shown that ${listed(accounts)} ${accounts.length === 1 ? 'is' : 'are'} in one.`,
      remedy:
        accounts.length === 0
          ? 'List the `accounts` of the nodes in the mapping, or attach the policies to the root.'
          : 'Put the way from each account up to the root into the file, as the commands of ROLLOUT.md do: `"accounts": [["111122223333", "ou-…", "r-…"]]`.',
    }),
    page: {
      why: 'AWS says which organizational unit a policy is attached to, and not which accounts are in it.',
      source:
        'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html',
    },
  }),
  'gate-scp-management-account': entry<{ accounts: readonly string[] }>({
    severity: 'warning',
    message: ({ accounts }) => ({
      summary: `Service control policies do not hold in ${listed(accounts)}`,
      detail:
        'It is the management account of the organization: there whoever may start any document, and has no tag, can pick the document of any role.',
      remedy:
        'Keep nodes and their documents out of the management account. If nobody there has such rights, `--accept gate-scp-management-account` says so.',
    }),
    page: {
      why: 'Service control policies never affect users or roles in the management account, not even when attached to the root.',
      source: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html',
    },
  }),
  'gate-scp-contradictory': entry<{
    organizations: readonly string[];
    roots: readonly string[];
    policies: readonly string[];
    accounts: readonly string[];
  }>({
    severity: 'error',
    message: ({ organizations, roots, policies, accounts }) => ({
      summary: 'What is shown of service control policies cannot all be true',
      detail: [
        ...(organizations.length > 0
          ? [
              `The policies are of the organizations ${listed(organizations)}, and the accounts of a mapping are in one.`,
            ]
          : []),
        ...(roots.length > 0 ? [`An organization has one root, and there are ${listed(roots)}.`] : []),
        ...(policies.length > 0
          ? [`Of ${listed(policies)} it is shown twice what it says or is attached to, and not the same.`]
          : []),
        ...(accounts.length > 0 ? [`Of ${listed(accounts)} there is more than one way up to the root.`] : []),
      ].join(' '),
      remedy:
        'Make all files for `--attached-scp` again, one after the other, with credentials of one management account.',
    }),
    page: {
      why: 'Files of another organization, or of a time before an account was moved, would pass for proof that documents are guarded here and now.',
      source: 'docs/gate.md',
    },
  }),
  'gate-scp-unreadable': entry<{ problem: string }>({
    severity: 'error',
    message: ({ problem }) => ({
      summary: `Not an attached service control policy: ${problem}`,
      detail:
        'There must be `{ "policy": …, "targets": … }` with the answers of `aws organizations describe-policy` and `list-targets-for-policy`, both as JSON.',
      remedy: evidence,
    }),
    page: {
      why: 'The gate takes nothing for granted that it is not shown. `prove --scp` takes the policy alone; whether it is attached is a question of its own.',
      source: 'docs/gate.md',
    },
  }),
};
