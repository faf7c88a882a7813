/** Findings about characters: what no text of a mapping may hold, because something on its way to AWS would change it. */
import { entry } from './entry.js';
import { quoted } from './quoted.js';

export const textEntries = {
  'text-double-braces': entry<{ braces: string }>({
    severity: 'error',
    message: ({ braces }) => ({
      summary: `Text must not hold \`${braces}\``,
      detail: 'Session Manager substitutes `{{…}}` in a document, the Linux user included.',
      remedy: 'Remove the braces.',
    }),
    page: {
      why: 'The agent replaces {{name}} by a parameter of the session or by a value from Parameter Store, wherever it stands in a document. Whoever controls that value would choose the Linux user.',
      example: { wrong: 'description: "{{ssm:/team/name}}"', right: 'description: "Team name"' },
      source:
        'https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-create-preferences-cli.html',
    },
  }),
  'text-control-character': entry<{ character: string; linesAllowed: boolean }>({
    severity: 'error',
    message: ({ character, linesAllowed }) => ({
      summary: `Text holds the control character ${character}`,
      detail: linesAllowed
        ? 'Only tabs and line feeds are accepted here.'
        : 'A text of one line is expected, without tabs and line ends.',
      remedy: 'Remove the character.',
    }),
    page: {
      why: 'Control characters are invisible in review, and AWS refuses most of them.',
      example: { wrong: 'description: "two\\nlines"', right: 'description: "one line"' },
      source: 'docs/mapping.md',
    },
  }),
  'text-lone-surrogate': entry({
    severity: 'error',
    message: () => ({
      summary: 'Text holds half of a surrogate pair',
      detail: 'It is no character and cannot be written as UTF-8.',
      remedy: 'Write the character itself instead of the escape.',
    }),
    page: {
      why: 'Half a pair comes from an escape such as \\uD83D without its other half; Terraform would replace it.',
      example: { wrong: 'description: "\\uD83D"', right: 'description: "😀"' },
      source: 'https://www.unicode.org/faq/utf_bom.html',
    },
  }),
  'text-not-normalized': entry<{ normalized: string }>({
    severity: 'error',
    message: ({ normalized }) => ({
      summary: 'Text is not in Unicode normal form C',
      detail: 'Terraform normalises text, so that something else than what is written here would reach AWS.',
      remedy: `Write it as ${quoted(normalized)}, with composed characters.`,
    }),
    page: {
      why: 'An e with a separate accent and é look alike and are different texts; Terraform turns the first into the second.',
      source: 'https://developer.hashicorp.com/terraform/language/expressions/strings',
    },
  }),
  'text-token': entry<{ token: string }>({
    severity: 'error',
    message: ({ token }) => ({
      summary: `Text must not hold \`${token}\``,
      detail: 'The library that writes Terraform JSON takes it for one of its own placeholders.',
      remedy: 'Remove it or write it differently.',
    }),
    page: {
      why: 'cdktf marks values to be filled in later with such texts and would replace them.',
      source: 'https://developer.hashicorp.com/terraform/cdktf/concepts/tokens',
    },
  }),
  'policy-variable': entry<{ value: string }>({
    severity: 'error',
    message: ({ value }) => ({
      summary: `${quoted(value)} would become a policy variable`,
      detail:
        'The value enters an IAM policy, where `${` starts a variable that AWS fills in for each request.',
      remedy: 'Write the value without `${`.',
    }),
    page: {
      why: 'A policy that was reviewed for one value would match another, chosen by whoever makes the request.',
      example: {
        wrong: 'nodes:\n  tags: { owner: "${aws:username}" }',
        right: 'nodes:\n  tags: { owner: platform }',
      },
      source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html',
    },
  }),
};
