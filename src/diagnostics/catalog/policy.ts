/** Findings about rendered policies and documents: what AWS would refuse for its size or characters. */
import { error, warning } from './entry.js';
import { codePoint, listed, quoted } from './quoted.js';

const bytes = (count: number) => `${count.toLocaleString('en-US')} bytes`;

export const policyEntries = {
  'policy-quota': error<{ role: string; permissionSet: string; bytes: number; limit: number }>(
    ({ role, permissionSet, bytes: counted, limit }) => ({
      summary: `The inline policy of permission set "${permissionSet}" has ${bytes(counted)}, ${bytes(counted - limit)} too many`,
      detail: `AWS accepts ${bytes(limit)} without white space in the inline policy of a permission set, in the JSON that Terraform writes.`,
      remedy: `Make the policy of role "${role}" shorter: its merge file, the accounts (\`arns: wildcard\` lists none), the node tags or the guardrails.`,
    }),
  ),
  'policy-not-latin1': error<{ role: string; character: string }>(({ role, character }) => ({
    summary: `The inline policy of role "${role}" would contain ${codePoint(character)}`,
    detail: 'Identity Center accepts only Latin-1 characters in an inline policy.',
    remedy: 'Use only Latin-1 characters in node tags, key aliases and merge files.',
  })),
  'scp-too-large': error<{ characters: number; limit: number }>(({ characters, limit }) => ({
    summary: `A service control policy would have ${characters.toLocaleString('en-US')} characters`,
    detail: `AWS accepts ${limit.toLocaleString('en-US')}. The roles of \`documents.deployedBy\` are the exceptions of one statement. It cannot be divided, because each part would deny the roles that are listed in the other parts.`,
    remedy: 'Use fewer patterns for the roles, such as `arn:aws:iam::*:role/terraform`.',
  })),
  'scp-too-many': error<{ count: number; limit: number }>(({ count, limit }) => ({
    summary: `${count} service control policies cannot be attached to one target`,
    detail: `AWS accepts ten for each root, organizational unit and account, and \`FullAWSAccess\` is one of them. So ${limit} are left.`,
    remedy:
      'Divide the roles among mappings with different targets. Or remove `serviceControlPolicies`, and attach some of the files to the root and the others to the organizational units below it: an account gets the policies of all levels above it.',
  })),
  'scp-files-too-many': warning<{ count: number; limit: number }>(({ count, limit }) => ({
    summary: `The mapping has ${count} service control policies, and AWS accepts ${limit} for one target`,
    detail:
      'AWS accepts ten for each root, organizational unit and account, and `FullAWSAccess` is one of them.',
    remedy:
      'Attach some of the files to the root and the others to the organizational units below it: an account gets the policies of all levels above it. Or divide the roles among several mappings.',
  })),
  'document-too-large': error<{ names: readonly string[]; bytes: number; limit: number }>(
    ({ names, bytes: counted, limit }) => ({
      summary: `The Session document of ${names.length === 1 ? 'role' : 'each of the roles'} ${listed(names)} has ${names.length === 1 ? '' : 'up to '}${bytes(counted)}`,
      detail: `Systems Manager accepts documents of at most ${bytes(limit)}.`,
      remedy:
        'Shorten `session.shellProfile.linux`, for example by calling a script on the node, or the `description`.',
    }),
  ),
  'merge-other-identity': warning<{ file: string; number: number }>(({ file, number }) => ({
    summary: `Statement ${number} of ${quoted(file)} may give people another identity`,
    detail:
      'It allows them to assume roles, or to change IAM, Identity Center or service control policies. A person who acts as somebody else is not held by the policy of the role, and `prove` does not look at what that identity may do.',
    remedy:
      'Allow fewer actions. If the roles that people can assume or change may not start sessions, accept the warning: `accept: [{ code: merge-other-identity, reason: "…" }]`.',
  })),
  'merge-without-effect': warning<{ file: string; number: number }>(({ file, number }) => ({
    summary: `Statement ${number} of ${quoted(file)} has no effect`,
    detail:
      'The generated Deny statements deny everything that this Allow allows, and a Deny always wins. From `switch` on they deny every Session document that the mapping does not list for the role (also those of AWS for port forwarding and SSH), and the actions of the guardrails.',
    remedy: `Remove statement ${number} from the file. If it is for an action of the guardrails, you can add this action to \`guardrails.except\` instead.`,
  })),
};
