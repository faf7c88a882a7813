/** Findings about what enters the policies by choice: guardrails and merge files. */
import { error } from './entry.js';
import { type PolicyProblemReason, policyProblemText } from './proof-texts.js';
import { didYouMean, listed, quoted } from './quoted.js';

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
        ? 'It is on the list of `guardrails: strict`, which does not apply here, so that it is not denied.'
        : `An exception takes an action off the list and is spelled as it is there.${didYouMean(suggestion)}`,
      remedy:
        suggestion === undefined
          ? 'Remove the exception.'
          : `Write ${quoted(suggestion)}, or remove the exception.`,
    };
  }),
  'guardrail-denies-session': error<{ pattern: string; actions: readonly string[] }>(
    ({ pattern, actions }) => ({
      summary: `${quoted(pattern)} would deny what every role needs`,
      detail: `It matches ${listed(actions)}, without which no session can be found, started, resumed or ended.`,
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
    detail: `The system refused: ${reason}.`,
    remedy: 'Check that it is a file and that it may be read.',
  })),
  'merge-file-outside': error<{ path: string }>(({ path }) => ({
    summary: `${quoted(path)} lies outside the repository`,
    detail:
      'A merge file must be in the repository of the mapping, also when links are followed, and not in `.git`. Without a repository it must be in the folder of the mapping.',
    remedy: 'Move the file into the repository.',
  })),
  'merge-file-no-policy': error<{ reason: PolicyProblemReason; subject: string }>(({ reason, subject }) => ({
    summary: `Not an identity policy: ${policyProblemText(reason, subject)}`,
    detail: 'The file must hold what AWS accepts as the inline policy of a permission set.',
    remedy: 'Correct the policy.',
  })),
  'merge-file-not-understood': error<{ reason: PolicyProblemReason; subject: string }>(
    ({ reason, subject }) => ({
      summary: `Not understood: ${policyProblemText(reason, subject)}`,
      detail: 'The statements of the file are proven together with the generated ones, without guessing.',
      remedy: 'Correct the statement, or write it in another way; `docs/proof.md` lists what is understood.',
    }),
  ),
  'merge-file-version': error<{ version: string | undefined }>(({ version }) => ({
    summary: `The policy uses variables, but its version is ${version === undefined ? 'not stated' : quoted(version)}`,
    detail: 'Only in version 2012-10-17 does `${` start a variable; in an older one it is plain text.',
    remedy: 'State `"Version": "2012-10-17"` if variables are meant.',
  })),
  'merge-file-sid': error<{ sid: string; reason: 'form' | 'repeated' | 'ours' }>(({ sid, reason }) => ({
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
  })),
};
