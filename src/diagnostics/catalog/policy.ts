/** Findings about rendered policies and documents: what AWS would refuse for its size or characters. */
import { entry } from './entry.js';

const bytes = (count: number) => `${count.toLocaleString('en-US')} bytes`;

export const policyEntries = {
  'policy-quota': entry<{ role: string; permissionSet: string; bytes: number; limit: number }>({
    severity: 'error',
    message: ({ role, permissionSet, bytes: counted, limit }) => ({
      summary: `The inline policy of permission set "${permissionSet}" has ${bytes(counted)}, ${bytes(counted - limit)} too many`,
      detail: `AWS accepts ${bytes(limit)} without white space in the inline policy of a permission set, counted as Terraform writes it.`,
      remedy: `Shorten what role "${role}" puts into its policy: its merge file, the listed accounts (or \`arns: wildcard\`), node tags or guardrails.`,
    }),
    page: {
      why: 'A permission set has one inline policy of at most 10,240 bytes without white space. Terraform learns of a policy that is too long only during apply, when other parts of the change are already in place.',
      example: {
        wrong: 'arns: accounts\naccounts: [ ... 120 accounts ... ]',
        right: 'arns: auto\naccounts: [ ... 120 accounts ... ]',
      },
      source: 'https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html',
    },
  }),
  'policy-not-latin1': entry<{ role: string; character: string }>({
    severity: 'error',
    message: ({ role, character }) => ({
      summary: `The inline policy of role "${role}" would hold ${codePoint(character)}`,
      detail: 'Identity Center accepts only Latin-1 characters in an inline policy.',
      remedy: 'Use node tags, key aliases and merged statements of Latin-1 characters.',
    }),
    page: {
      why: 'PutInlinePolicyToPermissionSet accepts tab, line ends and U+0020 to U+00FF only. Tags of EC2 instances may hold any letter, so a node tag can be valid by itself and still not fit into a policy.',
      example: { wrong: 'nodes:\n  tags: { tier: "データ" }', right: 'nodes:\n  tags: { tier: data }' },
      source:
        'https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_PutInlinePolicyToPermissionSet.html',
    },
  }),
  'scp-too-large': entry<{ characters: number; limit: number }>({
    severity: 'error',
    message: ({ characters, limit }) => ({
      summary: `A service control policy would have ${characters.toLocaleString('en-US')} characters`,
      detail: `AWS accepts ${limit.toLocaleString('en-US')}. The roles of \`documents.deployedBy\` are exceptions of one statement, which cannot be divided: each part would deny what the others except.`,
      remedy: 'Name the roles by fewer patterns, such as `arn:aws:iam::*:role/terraform`.',
    }),
    page: {
      why: 'Statements and their resources are spread over as many policies as they need. A list of exceptions has to stay whole, and AWS Organizations refuses a policy that is too long.',
      example: {
        wrong: 'deployedBy: [ ... 200 ARNs of one account each ... ]',
        right: 'deployedBy: ["arn:aws:iam::*:role/terraform"]',
      },
      source: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html',
    },
  }),
  'document-too-large': entry<{ role: string; bytes: number; limit: number }>({
    severity: 'error',
    message: ({ role, bytes: counted, limit }) => ({
      summary: `The Session document of role "${role}" has ${bytes(counted)}`,
      detail: `Systems Manager accepts documents of at most ${bytes(limit)}.`,
      remedy: 'Shorten `session.shellProfile.linux`; let it call a script that is on the node.',
    }),
    page: {
      why: 'A document of more than 64 KB is refused by CreateDocument (MaxDocumentSizeExceeded).',
      source: 'https://docs.aws.amazon.com/general/latest/gr/ssm.html',
    },
  }),
};

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
