/**
 * Findings of `gate` about resources other than the generated ones that can write the same things, and about who else gets them.
 */
import { error, warning } from './entry.js';
import { listed, quoted } from './quoted.js';

const looked = 'If it is right, pass the code with `--accept`.';

export const gateWriters = {
  'gate-written-twice': error<{ what: string; addresses: readonly string[] }>(({ what, addresses }) => ({
    summary: `${addresses.length} resources of the plan write ${what}`,
    detail: `${addresses.join(', ')}: each of them replaces the whole value, so after apply the resource that Terraform changed last wins.`,
    remedy:
      'Keep only the generated resource, and remove the others from the state (a `removed` block with `destroy = false`).',
  })),
  'gate-instance-differs': error<{ address: string; found: string; expected: string }>(
    ({ address, found, expected }) => ({
      summary: 'The plan writes to another instance of Identity Center',
      detail: `${address}: the plan writes to ${quoted(found)}; the mapping, or the rest of the plan, is for ${quoted(expected)}. Nothing would change for the people of the mapping.`,
      remedy:
        'Write the right `identityCenter.instanceArn`, run `ssm-runas-gen generate` again, and plan with credentials of the account of that instance.',
    }),
  ),
  'gate-other-writer': error<{ address: string; kind: string; names: readonly string[] }>(
    ({ address, kind, names }) => ({
      summary: `${address} can write ${listed(names)}, and gate cannot check it`,
      detail: `${address}: after apply it contains ${kind} with ${listed(names)}, which the generated Terraform also writes.`,
      remedy:
        'Remove it from that resource, so that only the generated Terraform writes it, or move that resource to another Terraform state and review it there.',
    }),
  ),
  'gate-other-writer-unseen': warning<{ address: string; does: string }>(({ address, does }) => ({
    summary: `${address} may change permission sets, documents or attributes of the mapping, and the plan does not show it`,
    detail: `${address}: the plan does not show enough, because it ${does}.`,
    remedy: `Check that it does not change permission sets, Session documents, the attributes for access control or the tag SSMSessionRunAs. ${looked}`,
  })),
  'gate-tagged-principal': warning<{
    address: string;
    before: string | undefined;
    after: string | undefined;
  }>(({ address, before, after }) => ({
    summary: `${address} would have the tag SSMSessionRunAs`,
    detail: `${address}: before ${tag(before)}, after ${tag(after)}. Sessions of this IAM principal get the Linux user of the tag; the tag overrides the document.`,
    remedy: `Remove the tag: the Session document of the role already sets the Linux user. ${looked}`,
  })),
  'gate-stack-set-role': error<{ address: string; does: 'creates' | 'changes' }>(({ address, does }) => ({
    summary: `${address} ${does === 'creates' ? 'creates a role' : 'changes who may assume a role'} whose name, or path, begins with "stacksets-exec-"`,
    detail: `${address}: after the plan, whoever may assume the role can change the Session documents, if the permissions of the role allow it. The service control policy does not deny it to roles of this name, because StackSets deploy the documents with them. CloudFormation creates these roles by itself.`,
    remedy:
      'Give the role another name. If CloudFormation created it, remove it from the Terraform configuration with a `removed` block with `destroy = false`.',
  })),
  'gate-assignment': warning<{ address: string; permissionSet: string; principal: string; account: string }>(
    ({ address, permissionSet, principal, account }) => ({
      summary: `${principal} would get permission set ${quoted(permissionSet)} in ${account}`,
      detail: `${address}: before not assigned, after assigned. Its people can start sessions as the Linux user of the role on the nodes there.`,
      remedy: `Check that these people should have this access, and that the mapping lists the account. ${looked}`,
    }),
  ),
  'gate-assignment-unmapped': error<{
    address: string;
    permissionSet: string;
    principal: string;
    account: string;
  }>(({ address, permissionSet, principal, account }) => ({
    summary: `${principal} would get permission set ${quoted(permissionSet)} in ${account}, and the mapping does not have this assignment`,
    detail: `${address}: after the plan assigned. The mapping lists who is assigned. A group or user that it gives by name must have this name in the plan.`,
    remedy:
      'Add the assignment to `assignments` of the role and run `ssm-runas-gen generate`, or remove it from the Terraform configuration.',
  })),
  'gate-assignment-missing': warning<{
    permissionSet: string;
    kind: 'group' | 'user';
    principal: string;
    account: string;
  }>(({ permissionSet, kind, principal, account }) => ({
    summary: `After the plan, ${kind} ${quoted(principal)} does not have permission set ${quoted(permissionSet)} in ${account}`,
    detail:
      'The mapping has this assignment. The plan deletes it or does not contain it, and these people then cannot start sessions there.',
    remedy:
      'Run `ssm-runas-gen generate` again and make a new plan without `-target`. If the people should lose the access, remove the assignment from `assignments` of the role.',
  })),
  'gate-boundary': warning<{ address: string; permissionSet: string; action: string }>(
    ({ address, permissionSet, action }) => ({
      summary: `The permissions boundary of permission set ${quoted(permissionSet)} would be ${action}`,
      detail: `${address}: before and after the plan, a boundary limits all other policies of the permission set. \`prove\` evaluates it only if it is given with \`--boundary\`.`,
      remedy: `Check that people can still start their own sessions, and no others. ${looked}`,
    }),
  ),
  'gate-scp-weakened': error<{
    address: string;
    missing: readonly string[];
    different: readonly string[];
  }>(({ address, missing, different }) => ({
    summary: 'A service control policy of this mapping would lose statements',
    detail: `${address}: ${[
      ...(missing.length > 0 ? [`before with ${listed(missing)}, after the plan without`] : []),
      ...(different.length > 0 ? [`after the plan ${listed(different)} is different from the mapping`] : []),
    ].join('; ')}.`,
    remedy:
      'Run `ssm-runas-gen generate` again, and use the content of the generated `scp.json` for the policy.',
  })),
  'gate-scp-detached': warning<{ address: string; what: string }>(({ address, what }) => ({
    summary: `${address} detaches ${what}`,
    detail: `${address}: before attached, after the plan not attached, or attached to other accounts. People with broad permissions can then use the documents of other roles.`,
    remedy: `First attach the policy to the accounts, to an organizational unit above or to the root. ${looked}`,
  })),
};

const tag = (value: string | undefined) => (value === undefined ? 'without it' : quoted(value));
