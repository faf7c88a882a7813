/** Findings of `gate` about the service control policies that keep people from the documents of others. */
import { error, warning } from './entry.js';
import { listed, quoted } from './quoted.js';

const evidence =
  'Create the evidence files with the commands in ROLLOUT.md, section 2a, and pass each with `--attached-scp`.';

export const gateServiceControl = {
  'gate-scp-unseen': warning<{ documents: readonly string[] }>(({ documents }) => ({
    summary:
      'This plan creates Session documents, but you did not show that the service control policy is attached',
    detail: `After this plan there ${documents.length === 1 ? 'is' : 'are'} ${listed(documents)}. A person who may start any document (AdministratorAccess allows it) and has no tag can then become its Linux user, unless the service control policies of this mapping are attached. The plan does not show whether they are.`,
    remedy: `First put the service control policies of ROLLOUT.md, section 2a, in place. ${evidence} If you cannot, and accept the risk: \`--accept gate-scp-unseen\`.`,
  })),
  'gate-scp-differs': error<{ missing: readonly string[]; different: readonly string[] }>(
    ({ missing, different }) => ({
      summary: 'The service control policies in `--attached-scp` are not those of this mapping',
      detail: [
        ...(missing.length > 0 ? [`None of them has the statement ${listed(missing)}.`] : []),
        ...(different.length > 0
          ? [`${listed(different)} ${different.length === 1 ? 'is' : 'are'} different there.`]
          : []),
        'The plan would create documents before the policies protect them.',
      ].join(' '),
      remedy:
        'Run `ssm-runas-gen generate` again, put the new service control policies in place (ROLLOUT.md, section 2a), and create the evidence files for `--attached-scp` again.',
    }),
  ),
  'gate-scp-unattached': error<{ sids: readonly string[]; accounts: readonly string[] }>(
    ({ sids, accounts }) => ({
      summary:
        accounts.length === 0
          ? 'A service control policy of this mapping is not attached'
          : 'The service control policies do not reach every account of the mapping',
      detail:
        accounts.length === 0
          ? `The policy with ${listed(sids)} has no targets, so it does not protect the documents of this plan.`
          : `They are not attached to ${listed(accounts)}, nor to an organizational unit or root above.`,
      remedy:
        'Attach them to the accounts, to an organizational unit above, or to the root, and create the evidence files for `--attached-scp` again.',
    }),
  ),
  'gate-scp-reach-unclear': warning<{ accounts: readonly string[] }>(({ accounts }) => ({
    summary: 'The evidence does not show which accounts the service control policies apply to',
    detail:
      accounts.length === 0
        ? 'The mapping lists no `accounts`, and the policies are not attached to the root.'
        : `They are attached to organizational units, but the evidence does not show that ${listed(accounts)} ${accounts.length === 1 ? 'is' : 'are'} in one of them.`,
    remedy:
      accounts.length === 0
        ? 'List the `accounts` of the nodes in the mapping, or attach the policies to the root.'
        : 'Create the evidence file with the commands in ROLLOUT.md. They add the path from each account up to the root: `"accounts": [["111122223333", "ou-…", "r-…"]]`.',
  })),
  'gate-scp-management-account': warning<{ accounts: readonly string[] }>(({ accounts }) => ({
    summary: `Service control policies do not apply to ${listed(accounts)}`,
    detail:
      'It is the management account of the organization. A person there who may start any document, and has no tag, can use the document of any role.',
    remedy:
      'Do not use the management account for nodes and their documents. If nobody there has such permissions, pass `--accept gate-scp-management-account`.',
  })),
  'gate-scp-contradictory': error<{
    organizations: readonly string[];
    roots: readonly string[];
    policies: readonly string[];
    accounts: readonly string[];
  }>(({ organizations, roots, policies, accounts }) => ({
    summary: 'The evidence files of the service control policies contradict each other',
    detail: [
      ...(organizations.length > 0
        ? [
            `The policies belong to the organizations ${listed(organizations)}, but all accounts of a mapping are in one organization.`,
          ]
        : []),
      ...(roots.length > 0 ? [`An organization has one root, but the files contain ${listed(roots)}.`] : []),
      ...(policies.length > 0
        ? [`The files disagree about the content or the targets of ${listed(policies)}.`]
        : []),
      ...(accounts.length > 0
        ? [`The files contain more than one path up to the root for ${listed(accounts)}.`]
        : []),
    ].join(' '),
    remedy:
      'Create all evidence files for `--attached-scp` again, with credentials of the same management account.',
  })),
  'gate-scp-unreadable': error<{ problem: string }>(({ problem }) => ({
    summary: `This is not an evidence file of an attached service control policy: ${problem}`,
    detail:
      'The file must contain `{ "policy": …, "targets": … }` with the JSON output of `aws organizations describe-policy` and `aws organizations list-targets-for-policy`. Or, with `serviceControlPolicies` in the mapping, the output of `terraform output -json` in service-control-policies.',
    remedy: evidence,
  })),
  'gate-scp-missing': error<{ name: string }>(({ name }) => ({
    summary: `After the plan, Terraform does not have the service control policy ${quoted(name)}`,
    detail:
      'The plan has other service control policies of the mapping. Without this policy, people can use the documents that it protects.',
    remedy:
      'Run `ssm-runas-gen generate` again and make a new plan of service-control-policies without `-target`.',
  })),
  'gate-scp-deleted': error<{ address: string; name: string }>(({ address, name }) => ({
    summary: `The service control policy ${quoted(name)} would be deleted`,
    detail: `${address}: before attached, after the plan deleted, or deleted and created again. People with broad permissions can then use the documents of other roles.`,
    remedy:
      'Make a new plan without `-destroy` and `-replace`. To manage the policy somewhere else, remove it and its attachments from the state: `terraform state rm ADDRESS`.',
  })),
  'gate-scp-content': error<{ address: string; name: string; missing: readonly string[]; extra: number }>(
    ({ address, name, missing, extra }) => ({
      summary: `The planned service control policy ${quoted(name)} is not the policy of this mapping`,
      detail: `${address}: ${[
        ...(missing.length > 0 ? [`missing or different after the plan: ${listed(missing)}`] : []),
        ...(extra > 0
          ? [`${extra} ${extra === 1 ? 'statement' : 'statements'} that the mapping does not ask for`]
          : []),
      ].join('; ')}.`,
      remedy:
        'Run `ssm-runas-gen generate` again and make a new plan. If that does not help, look for an override file in service-control-policies.',
    }),
  ),
  'gate-scp-target-missing': error<{ name: string; targets: readonly string[] }>(({ name, targets }) => ({
    summary: `The service control policy ${quoted(name)} would not be attached to ${listed(targets)}`,
    detail:
      'The mapping lists these targets. The plan has no attachment of this policy to them, deletes it, or does not show which policy it attaches.',
    remedy:
      'Run `ssm-runas-gen generate` again and make a new plan of service-control-policies without `-target` and `-replace`.',
  })),
  'gate-scp-foreign': warning<{ address: string; name: string; lost: readonly string[] }>(
    ({ address, name, lost }) => ({
      summary: `The service control policy ${quoted(name)} protects documents that this mapping does not have, or for other permission sets`,
      detail: `${address}: the plan removes ${listed(lost)}. If another mapping made this policy, anybody with broad permissions can use the documents of that mapping after apply.`,
      remedy:
        'If you removed or renamed these roles, their documents or their permission sets, pass `--accept gate-scp-foreign`. Otherwise set a different `name` in each mapping, run `ssm-runas-gen generate`, and remove the policy from the state: `terraform state rm ADDRESS`.',
    }),
  ),
};
