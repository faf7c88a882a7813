/** Findings about what enters the policies by choice: guardrails and merge files. */
import { entry } from './entry.js';
import { type PolicyProblemReason, policyProblemText } from './proof-texts.js';
import { didYouMean, listed, quoted } from './quoted.js';

const grammar = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html';
const sids = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html';

export const accessEntries = {
  'guardrail-exception-unknown': entry<{ action: string; suggestion: string | undefined }>({
    severity: 'error',
    message: ({ action, suggestion }) => ({
      summary: `${quoted(action)} is not in the standard guardrails`,
      detail: `An exception takes an action off the standard list and is spelled as it is there.${didYouMean(suggestion)}`,
      remedy:
        suggestion === undefined
          ? 'Remove the exception.'
          : `Write ${quoted(suggestion)}, or remove the exception.`,
    }),
    page: {
      why: 'An exception that takes nothing away leaves an action denied that somebody counts on.',
      example: {
        wrong: 'guardrails: { except: [ssm:sendcommand] }',
        right: 'guardrails: { except: ["ssm:SendCommand"] }',
      },
      source: 'docs/guardrails.md',
    },
  }),
  'guardrail-denies-session': entry<{ pattern: string; actions: readonly string[] }>({
    severity: 'error',
    message: ({ pattern, actions }) => ({
      summary: `${quoted(pattern)} would deny what every role needs`,
      detail: `It matches ${listed(actions)}, without which no session can be found, started, resumed or ended.`,
      remedy: 'Deny narrower actions.',
    }),
    page: {
      why: 'A Deny outranks every Allow: nobody could start a session any more.',
      example: {
        wrong: 'guardrails: { deny: ["ssm:*"] }',
        right: 'guardrails: { deny: ["ssm:PutParameter"] }',
      },
      source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html',
    },
  }),
  'merge-file-missing': entry<{ path: string }>({
    severity: 'error',
    message: ({ path }) => ({
      summary: `There is no file ${quoted(path)}`,
      detail: 'The path is relative to the folder of the mapping.',
      remedy: 'Correct the path, or create the file.',
    }),
    page: {
      why: 'Without the file the permission set would lose the statements that it has today.',
      example: {
        wrong: 'inlinePolicy: { merge: /etc/policy.json }',
        right: 'inlinePolicy: { merge: policies/developer.json }',
      },
      source: 'docs/mapping.md',
    },
  }),
  'merge-file-unreadable': entry<{ path: string; reason: string }>({
    severity: 'error',
    message: ({ path, reason }) => ({
      summary: `${quoted(path)} cannot be read`,
      detail: `The system refused: ${reason}.`,
      remedy: 'Check that it is a file and that it may be read.',
    }),
    page: {
      why: 'Without the file the permission set would lose the statements that it has today.',
      source: 'docs/mapping.md',
    },
  }),
  'merge-file-no-policy': entry<{ reason: PolicyProblemReason; subject: string }>({
    severity: 'error',
    message: ({ reason, subject }) => ({
      summary: `Not an identity policy: ${policyProblemText(reason, subject)}`,
      detail: 'The file must hold what AWS accepts as the inline policy of a permission set.',
      remedy: 'Correct the policy.',
    }),
    page: {
      why: 'Its statements are put with the generated ones, counted and proven together, so that each must be understood completely.',
      example: {
        wrong:
          '{ "Statement": [{ "Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "*" }] }',
        right:
          '{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*" }] }',
      },
      source: grammar,
    },
  }),
  'merge-file-not-understood': entry<{ reason: PolicyProblemReason; subject: string }>({
    severity: 'error',
    message: ({ reason, subject }) => ({
      summary: `Not understood: ${policyProblemText(reason, subject)}`,
      detail: 'The statements of the file are proven together with the generated ones, without guessing.',
      remedy: 'Correct the statement, or write it in another way; `docs/proof.md` lists what is understood.',
    }),
    page: {
      why: 'AWS refuses most of these policies, and only during apply, when other parts of the change are in place. Of the rest nobody could say who becomes which Linux user.',
      example: { wrong: '"Action": "GetObject"', right: '"Action": "s3:GetObject"' },
      source: 'docs/proof.md',
    },
  }),
  'merge-file-version': entry<{ version: string | undefined }>({
    severity: 'error',
    message: ({ version }) => ({
      summary: `The policy uses variables, but its version is ${version === undefined ? 'not stated' : quoted(version)}`,
      detail: 'Only in version 2012-10-17 does `${` start a variable; in an older one it is plain text.',
      remedy: 'State `"Version": "2012-10-17"` if variables are meant.',
    }),
    page: {
      why: 'The merged policy has version 2012-10-17; text that was literal so far would become a variable.',
      source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html',
    },
  }),
  'merge-file-sid': entry<{ sid: string; reason: 'form' | 'repeated' | 'ours' }>({
    severity: 'error',
    message: ({ sid, reason }) => ({
      summary: {
        form: `${quoted(sid)} is not a Sid`,
        repeated: `The Sid ${quoted(sid)} is used twice`,
        ours: `The Sid ${quoted(sid)} is that of a generated statement`,
      }[reason],
      detail: {
        form: 'A Sid consists of letters and digits.',
        repeated: 'Sids are unique within a policy.',
        ours: 'Both statements come into one policy, in which Sids are unique.',
      }[reason],
      remedy: 'Rename or remove the Sid.',
    }),
    page: {
      why: 'AWS refuses a policy in which a Sid has another form or occurs twice.',
      example: { wrong: '"Sid": "Find-Nodes"', right: '"Sid": "FindMyNodes"' },
      source: sids,
    },
  }),
};
