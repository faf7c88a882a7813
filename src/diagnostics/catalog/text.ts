/** Findings about characters: what no text of a mapping may hold, because something on its way to AWS would change it. */
import { error } from './entry.js';
import { quoted } from './quoted.js';

export const textEntries = {
  'text-double-braces': error<{ braces: string }>(({ braces }) => ({
    summary: `Text must not hold \`${braces}\``,
    detail: 'Session Manager substitutes `{{…}}` in a document, the Linux user included.',
    remedy: 'Remove the braces.',
  })),
  'text-control-character': error<{ character: string; linesAllowed: boolean }>(
    ({ character, linesAllowed }) => ({
      summary: `Text holds the control character ${character}`,
      detail: linesAllowed
        ? 'Only tabs and line feeds are accepted here.'
        : 'A text of one line is expected, without tabs and line ends.',
      remedy: 'Remove the character.',
    }),
  ),
  'text-lone-surrogate': error(() => ({
    summary: 'Text holds half of a surrogate pair',
    detail: 'It is no character and cannot be written as UTF-8.',
    remedy: 'Write the character itself instead of the escape.',
  })),
  'text-not-normalized': error<{ normalized: string }>(({ normalized }) => ({
    summary: 'Text is not in Unicode normal form C',
    detail: 'Terraform normalises text, so that something else than what is written here would reach AWS.',
    remedy: `Write it as ${quoted(normalized)}, with composed characters.`,
  })),
  'text-token': error<{ token: string }>(({ token }) => ({
    summary: `Text must not hold \`${token}\``,
    detail: 'The library that writes Terraform JSON takes it for one of its own placeholders.',
    remedy: 'Remove it or write it differently.',
  })),
  'policy-variable': error<{ value: string }>(({ value }) => ({
    summary: `${quoted(value)} would become a policy variable`,
    detail:
      'The value enters an IAM policy, where `${` starts a variable that AWS fills in for each request.',
    remedy: 'Write the value without `${`.',
  })),
  'placeholder-left': error<{ placeholder: string }>(({ placeholder }) => ({
    summary: `${quoted(placeholder)} is a placeholder that is not filled in`,
    detail: '`ssm-runas-gen init` writes placeholders where a person must decide.',
    remedy:
      'Replace it as the comment next to it says, or delete the role if its permission set is to start no sessions.',
  })),
};
