/** Findings about rendered policies and documents: what AWS would refuse for its size or characters. */
import { error } from './entry.js';

const bytes = (count: number) => `${count.toLocaleString('en-US')} bytes`;

export const policyEntries = {
  'policy-quota': error<{ role: string; permissionSet: string; bytes: number; limit: number }>(
    ({ role, permissionSet, bytes: counted, limit }) => ({
      summary: `The inline policy of permission set "${permissionSet}" has ${bytes(counted)}, ${bytes(counted - limit)} too many`,
      detail: `AWS accepts ${bytes(limit)} without white space in the inline policy of a permission set, counted as Terraform writes it.`,
      remedy: `Shorten what role "${role}" puts into its policy: its merge file, the listed accounts (or \`arns: wildcard\`), node tags or guardrails.`,
    }),
  ),
  'policy-not-latin1': error<{ role: string; character: string }>(({ role, character }) => ({
    summary: `The inline policy of role "${role}" would hold ${codePoint(character)}`,
    detail: 'Identity Center accepts only Latin-1 characters in an inline policy.',
    remedy: 'Use node tags, key aliases and merged statements of Latin-1 characters.',
  })),
  'scp-too-large': error<{ characters: number; limit: number }>(({ characters, limit }) => ({
    summary: `A service control policy would have ${characters.toLocaleString('en-US')} characters`,
    detail: `AWS accepts ${limit.toLocaleString('en-US')}. The roles of \`documents.deployedBy\` are exceptions of one statement, which cannot be divided: each part would deny what the others except.`,
    remedy: 'Name the roles by fewer patterns, such as `arn:aws:iam::*:role/terraform`.',
  })),
  'document-too-large': error<{ role: string; bytes: number; limit: number }>(
    ({ role, bytes: counted, limit }) => ({
      summary: `The Session document of role "${role}" has ${bytes(counted)}`,
      detail: `Systems Manager accepts documents of at most ${bytes(limit)}.`,
      remedy: 'Shorten `session.shellProfile.linux`; let it call a script that is on the node.',
    }),
  ),
};

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
