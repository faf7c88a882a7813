/**
 * Findings of `gate` about resources other than the generated ones that can write the same things, and about who else gets them.
 */
import { error, warning } from './entry.js';
import { listed, quoted } from './quoted.js';

const looked = 'When you have looked and mean it, name the code with `--accept`.';

export const gateWriters = {
  'gate-written-twice': error<{ what: string; addresses: readonly string[] }>(({ what, addresses }) => ({
    summary: `${addresses.length} resources of the plan write ${what}`,
    detail: `${addresses.join(', ')}: before and after each of them holds it whole, and the one that Terraform changes last wins.`,
    remedy: 'Leave one resource that writes it, the generated one, and let Terraform forget the others.',
  })),
  'gate-instance-differs': error<{ address: string; found: string; expected: string }>(
    ({ address, found, expected }) => ({
      summary: 'The plan writes to another instance of Identity Center',
      detail: `${address}: after the plan in ${quoted(found)}; the mapping, or the rest of the plan, is about ${quoted(expected)}. What the mapping means would not change.`,
      remedy:
        'State the right `identityCenter.instanceArn`, generate anew, and plan with the credentials of the account of that instance.',
    }),
  ),
  'gate-other-writer': error<{ address: string; kind: string; names: readonly string[] }>(
    ({ address, kind, names }) => ({
      summary: `${address} can write ${listed(names)} past what the gate compares`,
      detail: `${address}: before or after the plan it holds ${kind}, and names ${listed(names)}, which the generated Terraform writes.`,
      remedy:
        'Take it out of that resource, so that only the generated Terraform writes it, or plan and review it in a state of its own.',
    }),
  ),
  'gate-other-writer-unseen': warning<{ address: string; does: string }>(({ address, does }) => ({
    summary: `${address} may write what the mapping is about, and the plan does not show whether it does`,
    detail: `${address}: before and after cannot be compared, because it ${does}.`,
    remedy: `Look at what it does to permission sets, Session documents, the attributes for access control and the tag SSMSessionRunAs. ${looked}`,
  })),
  'gate-tagged-principal': warning<{
    address: string;
    before: string | undefined;
    after: string | undefined;
  }>(({ address, before, after }) => ({
    summary: `${address} would have the tag SSMSessionRunAs`,
    detail: `${address}: before ${tag(before)}, after ${tag(after)}. Whoever starts a session as this IAM principal becomes that Linux user, whatever the document says.`,
    remedy: `Leave the tag out; a role of the mapping gives people a Linux user by its document. ${looked}`,
  })),
  'gate-assignment': warning<{ address: string; permissionSet: string; principal: string; account: string }>(
    ({ address, permissionSet, principal, account }) => ({
      summary: `${principal} would get permission set ${quoted(permissionSet)} in ${account}`,
      detail: `${address}: before not assigned, after assigned. They become the Linux user of the role on its nodes there.`,
      remedy: `Check that they are meant to, and that the mapping lists the account. ${looked}`,
    }),
  ),
  'gate-boundary': warning<{ address: string; permissionSet: string; action: string }>(
    ({ address, permissionSet, action }) => ({
      summary: `The permissions boundary of permission set ${quoted(permissionSet)} would be ${action}`,
      detail: `${address}: before and after the boundary limits what every other policy of the permission set allows; the proof of the mapping knows of none.`,
      remedy: `Check that people still can start their sessions with it, and nothing else without it. ${looked}`,
    }),
  ),
  'gate-scp-weakened': error<{
    address: string;
    missing: readonly string[];
    different: readonly string[];
  }>(({ address, missing, different }) => ({
    summary: 'A service control policy of this mapping would say less',
    detail: `${address}: ${[
      ...(missing.length > 0 ? [`before with ${listed(missing)}, after the plan without`] : []),
      ...(different.length > 0 ? [`after the plan ${listed(different)} is not what the mapping yields`] : []),
    ].join('; ')}.`,
    remedy: 'Generate anew, and let the policy say what identity-center/scp.json says now.',
  })),
  'gate-scp-detached': warning<{ address: string; what: string }>(({ address, what }) => ({
    summary: `${address} takes ${what} out of force`,
    detail: `${address}: before in force, after the plan not, or not there. People with broad rights may then start the documents of others.`,
    remedy: `Attach the policy to something that holds the accounts first. ${looked}`,
  })),
};

const tag = (value: string | undefined) => (value === undefined ? 'without it' : quoted(value));
