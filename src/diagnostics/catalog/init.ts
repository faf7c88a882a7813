/** Findings of `init`: what the AWS CLI printed is not what was asked for, or a mapping is there already. */
import { error } from './entry.js';
import type { FileArguments, RefusedArguments } from './output.js';
import { didYouMean, quoted } from './quoted.js';
export const initEntries = {
  'init-mapping-exists': error<FileArguments>(({ file }) => ({
    summary: `${file} is there already`,
    detail:
      'A starter mapping is never written over a mapping, nor beside one that would be found first. Nothing was written.',
    remedy: 'Move the file away, or print the starter with `--stdout` and take over what you need.',
  })),
  'init-input-unreadable': error<RefusedArguments>(({ file, reason }) => ({
    summary: `${file} cannot be read`,
    detail: `The system refused: ${reason}.`,
    remedy: 'Name a file that holds what the AWS CLI printed, or - for standard input.',
  })),
  'init-input-empty': error<{ readonly command: string; readonly hint: string }>(({ command, hint }) => ({
    summary: 'The file is empty',
    detail: `${command} printed nothing: it failed, and said why on standard error. ${hint}`,
    remedy: 'Run the command again, look at what it says, and save what it prints.',
  })),
  'init-input-not-json': error<{ readonly command: string; readonly problem: string }>(
    ({ command, problem }) => ({
      summary: 'The file is not JSON',
      detail: `${problem}. ${command} prints JSON with \`--output json\`.`,
      remedy: 'Run the command again with `--output json`, and save what it prints as it is.',
    }),
  ),
  'init-input-unexpected': error<{ readonly command: string; readonly missing: string }>(
    ({ command, missing }) => ({
      summary: `This is not what ${command} prints`,
      detail: `${missing}.`,
      remedy: 'Save the whole output of that command, without `--query`.',
    }),
  ),
  'init-attributes-not-enabled': error<{ readonly status: string; readonly reason: string | undefined }>(
    ({ status, reason }) => ({
      summary: `Attributes for access control have the status ${quoted(status)}`,
      detail: `Only with ENABLED is the list complete.${reason === undefined ? '' : ` AWS says: ${quoted(reason)}.`}`,
      remedy:
        'Wait until the status is ENABLED, or mend what AWS complains about, and describe the configuration again.',
    }),
  ),
  'init-attribute-sources': error<{ readonly key: string; readonly count: number }>(({ key, count }) => ({
    summary: `The attribute ${quoted(key)} has ${count === 0 ? 'no source' : `${count} sources`}`,
    detail: 'An attribute for access control has exactly one source.',
    remedy: 'Save the output as AWS prints it; if it does print this, ask AWS before you go on.',
  })),
  'init-attribute-repeated': error<{ readonly key: string; readonly other: string }>(({ key, other }) => ({
    summary: `The attributes ${quoted(key)} and ${quoted(other)} are the same`,
    detail: 'AWS compares the keys of session tags without letter case.',
    remedy: 'Remove one of them in Identity Center, and describe the configuration again.',
  })),
  'init-instances-differ': error<{ readonly one: string; readonly other: string }>(({ one, other }) => ({
    summary: 'The permission sets belong to different instances of Identity Center',
    detail: `One is of ${quoted(one)}, another of ${quoted(other)}. A mapping is for one instance.`,
    remedy: 'Save the permission sets of one instance only.',
  })),
  'init-only-unknown': error<{ readonly name: string; readonly suggestion: string | undefined }>(
    ({ name, suggestion }) => ({
      summary: `There is no permission set ${quoted(name)}`,
      detail: `\`--only\` names permission sets of the file of \`--permission-sets\`. Names are known from \`describe-permission-set\`; \`list-permission-sets\` prints ARNs only.${didYouMean(suggestion)}`,
      remedy:
        'Correct the name, or add the output of `aws sso-admin describe-permission-set` for it to the file.',
    }),
  ),
};
