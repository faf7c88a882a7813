/** Findings about characters: which characters a mapping must not contain, because Terraform or AWS would change them. */
import { error } from './entry.js';
import { codePoint, quoted } from './quoted.js';

export const textEntries = {
  'text-double-braces': error<{ braces: string }>(({ braces }) => ({
    summary: `Text must not contain \`${braces}\``,
    detail: 'Session Manager replaces `{{…}}` in a document, also in the name of the Linux user.',
    remedy: 'Remove the braces.',
  })),
  'text-control-character': error<{ character: string; linesAllowed: boolean }>(
    ({ character, linesAllowed }) => ({
      summary: `The text contains the control character ${codePoint(character)}`,
      detail: linesAllowed
        ? 'Only tabs and line feeds are accepted here.'
        : 'The text must be one line without tabs.',
      remedy: 'Remove the character.',
    }),
  ),
  'text-lone-surrogate': error(() => ({
    summary: 'The text contains half of a surrogate pair',
    detail: 'Half a pair is not a character and cannot be written as UTF-8.',
    remedy: 'Write the character itself instead of the escape.',
  })),
  'text-not-normalized': error<{ normalized: string }>(({ normalized }) => ({
    summary: 'Text is not in Unicode normal form C',
    detail: 'Terraform normalizes text, so AWS would receive a different text from the one written here.',
    remedy: `Write it as ${quoted(normalized)}, with composed characters.`,
  })),
  'text-token': error<{ token: string }>(({ token }) => ({
    summary: `Text must not contain \`${token}\``,
    detail:
      'The library that writes Terraform JSON would replace it, because it looks like one of its own placeholders.',
    remedy: 'Remove it or write it differently.',
  })),
  'policy-variable': error<{ value: string }>(({ value }) => ({
    summary: `${quoted(value)} would become a policy variable`,
    detail:
      'The value is written into an IAM policy. There `${` starts a variable, which AWS replaces in each request.',
    remedy: 'Write the value without `${`.',
  })),
  'placeholder-left': error<{ placeholder: string; isOfRole: boolean }>(({ placeholder, isOfRole }) => ({
    summary: `${quoted(placeholder)} is a placeholder that is not filled in`,
    detail: '`ssm-runas-gen init` writes a placeholder for each value that it cannot know.',
    remedy: `Replace it with the real value; the comment next to it says which one.${isOfRole ? ' If the people of this permission set need no sessions, delete the role.' : ''}`,
  })),
};
