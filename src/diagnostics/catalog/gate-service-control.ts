/** Findings of `gate` about the service control policies that keep people from the documents of others. */
import { error, warning } from './entry.js';
import { listed } from './quoted.js';

const evidence =
  'Make the files by the commands of ROLLOUT.md, section 2a, and name each with `--attached-scp`.';

export const gateServiceControl = {
  'gate-scp-unseen': warning<{ documents: readonly string[] }>(({ documents }) => ({
    summary: 'Documents would be created, and no service control policy is shown that guards them',
    detail: `After this plan there ${documents.length === 1 ? 'is' : 'are'} ${listed(documents)}. Whoever may start any document, as AdministratorAccess allows, and has no tag can then become its Linux user, unless the service control policies of this mapping are attached. No plan shows whether they are.`,
    remedy: `Attach identity-center/scp.json first. ${evidence}`,
  })),
  'gate-scp-differs': error<{ missing: readonly string[]; different: readonly string[] }>(
    ({ missing, different }) => ({
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
  ),
  'gate-scp-unattached': error<{ sids: readonly string[]; accounts: readonly string[] }>(
    ({ sids, accounts }) => ({
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
  ),
  'gate-scp-reach-unclear': warning<{ accounts: readonly string[] }>(({ accounts }) => ({
    summary: 'It cannot be seen which accounts the service control policies reach',
    detail:
      accounts.length === 0
        ? 'The mapping lists no `accounts`, and the policies are not attached to the root.'
        : `They are attached to organizational units, and it is not shown that ${listed(accounts)} ${accounts.length === 1 ? 'is' : 'are'} in one.`,
    remedy:
      accounts.length === 0
        ? 'List the `accounts` of the nodes in the mapping, or attach the policies to the root.'
        : 'Put the way from each account up to the root into the file, as the commands of ROLLOUT.md do: `"accounts": [["111122223333", "ou-…", "r-…"]]`.',
  })),
  'gate-scp-management-account': warning<{ accounts: readonly string[] }>(({ accounts }) => ({
    summary: `Service control policies do not hold in ${listed(accounts)}`,
    detail:
      'It is the management account of the organization: there whoever may start any document, and has no tag, can pick the document of any role.',
    remedy:
      'Keep nodes and their documents out of the management account. If nobody there has such rights, `--accept gate-scp-management-account` says so.',
  })),
  'gate-scp-contradictory': error<{
    organizations: readonly string[];
    roots: readonly string[];
    policies: readonly string[];
    accounts: readonly string[];
  }>(({ organizations, roots, policies, accounts }) => ({
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
  })),
  'gate-scp-unreadable': error<{ problem: string }>(({ problem }) => ({
    summary: `Not an attached service control policy: ${problem}`,
    detail:
      'There must be `{ "policy": …, "targets": … }` with the answers of `aws organizations describe-policy` and `list-targets-for-policy`, both as JSON.',
    remedy: evidence,
  })),
};
