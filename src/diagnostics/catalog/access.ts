/** Findings about what enters the policies by choice: guardrails and merge files. */
import { error } from './entry.js';
import { type PolicyProblemReason, policyProblemText } from './proof-texts.js';
import { capitalized, didYouMean, listed, quoted } from './quoted.js';

export const accessEntries = {
  'guardrail-exception-unknown': error<{
    action: string;
    list: string;
    /** It is on the strict list, which does not apply. */
    isStrict: boolean;
    suggestion: string | undefined;
  }>(({ action, list, isStrict, suggestion: near }) => {
    const suggestion = isStrict ? undefined : near;
    return {
      summary: `${quoted(action)} is not in the ${list} guardrails`,
      detail: isStrict
        ? 'Only `guardrails: strict` denies this action. The mapping does not use `strict`, so the action is not denied.'
        : `An exception removes an action from the list. It must be written exactly as in the list.${didYouMean(suggestion)}`,
      remedy:
        suggestion === undefined
          ? 'Remove the exception.'
          : `Write ${quoted(suggestion)}, or remove the exception.`,
    };
  }),
  'guardrail-denies-session': error<{ pattern: string; actions: readonly string[] }>(
    ({ pattern, actions }) => ({
      summary: `${quoted(pattern)} would deny actions that every role needs`,
      detail: `It matches ${listed(actions)}. Without these actions nobody can list nodes, or start, resume or end a session.`,
      remedy: 'Deny narrower actions.',
    }),
  ),
  'merge-file-missing': error<{ path: string }>(({ path }) => ({
    summary: `There is no file ${quoted(path)}`,
    detail: 'The path is relative to the folder of the mapping.',
    remedy: 'Correct the path, or create the file.',
  })),
  'merge-file-unreadable': error<{ path: string; reason: string }>(({ path, reason }) => ({
    summary: `${quoted(path)} cannot be read`,
    detail: `${capitalized(reason)}.`,
    remedy: 'Check that it is a file and that you have permission to read it.',
  })),
  'merge-file-outside': error<{ path: string }>(({ path }) => ({
    summary: `${quoted(path)} is outside the repository`,
    detail:
      'A merge file must be in the same repository as the mapping, also after symbolic links are resolved, and not in `.git`. Outside a repository it must be in the folder of the mapping.',
    remedy: 'Move the file into the repository.',
  })),
  'merge-file-no-policy': error<{ reason: PolicyProblemReason; subject: string; isWrapped: boolean }>(
    ({ reason, subject, isWrapped }) => ({
      summary: `Not an identity policy: ${policyProblemText(reason, subject)}`,
      detail: 'The file must contain a policy that AWS accepts as the inline policy of a permission set.',
      remedy: isWrapped
        ? 'Save the policy alone: run `aws sso-admin get-inline-policy-for-permission-set` with `--query InlinePolicy --output text`.'
        : 'Correct the policy.',
    }),
  ),
  'merge-file-not-understood': error<{ reason: PolicyProblemReason; subject: string }>(
    ({ reason, subject }) => ({
      summary: `Not supported: ${policyProblemText(reason, subject)}`,
      detail:
        '`prove` evaluates the statements of the file together with the generated ones, so it must know the exact meaning of each.',
      remedy: 'Correct the statement, or write it in another way. `docs/proof.md` lists what is supported.',
    }),
  ),
  'merge-file-version': error<{ version: string | undefined }>(({ version }) => ({
    summary: `The policy uses variables, but its version is ${version === undefined ? 'not stated' : quoted(version)}`,
    detail: '`${` starts a variable only in version 2012-10-17. In an older version it is plain text.',
    remedy: 'State `"Version": "2012-10-17"` if variables are meant.',
  })),
  'merge-file-sid': error<{ sid: string; reason: 'form' | 'repeated' | 'ours' }>(({ sid, reason }) => ({
    summary: {
      form: `${quoted(sid)} is not a Sid`,
      repeated: `The Sid ${quoted(sid)} is used twice`,
      ours: `A generated statement has the Sid ${quoted(sid)} too`,
    }[reason],
    detail: {
      form: 'A Sid consists of letters and digits.',
      repeated: 'Sids are unique within a policy.',
      ours: 'Both statements are written into one policy, and Sids are unique within a policy.',
    }[reason],
    remedy: 'Rename or remove the Sid.',
  })),
};
