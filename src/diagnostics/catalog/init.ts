/** Findings of `init`: the output of the AWS CLI is not the expected one, or a mapping exists already. */
import { error } from './entry.js';
import type { FileArguments, RefusedArguments } from './output.js';
import { capitalized, didYouMean, quoted } from './quoted.js';
export const initEntries = {
  'init-mapping-exists': error<FileArguments>(({ file }) => ({
    summary: `${file} exists already`,
    detail:
      '`init` never overwrites a mapping and does not create a second one next to it. Nothing was written.',
    remedy: 'Move the file away, or run `ssm-runas-gen init --stdout` and copy what you need.',
  })),
  'init-input-unreadable': error<RefusedArguments>(({ file, reason }) => ({
    summary: `${file} cannot be read`,
    detail: `${capitalized(reason)}.`,
    remedy: 'Give a file with the output of the AWS CLI, or - for standard input.',
  })),
  'init-input-empty': error<{ readonly command: string; readonly hint: string }>(({ command, hint }) => ({
    summary: 'The file is empty',
    detail: `${command} printed nothing: it failed and printed the reason to standard error. ${hint}`,
    remedy: 'Run the command again, read its error message, and save its output when it succeeds.',
  })),
  'init-input-not-json': error<{ readonly command: string; readonly problem: string }>(
    ({ command, problem }) => ({
      summary: 'The file is not JSON',
      detail: `${problem}. ${command} prints JSON with \`--output json\`.`,
      remedy: 'Run the command again with `--output json` and save its output unchanged.',
    }),
  ),
  'init-input-unexpected': error<{ readonly command: string; readonly missing: string }>(
    ({ command, missing }) => ({
      summary: `This is not the output of ${command}`,
      detail: `${missing}.`,
      remedy: 'Save the whole output of that command, without `--query`, `--max-items` and `--no-paginate`.',
    }),
  ),
  'init-attributes-not-enabled': error<{ readonly status: string; readonly reason: string | undefined }>(
    ({ status, reason }) => ({
      summary: `Attributes for access control have the status ${quoted(status)}`,
      detail: `The list is complete only with the status ENABLED.${reason === undefined ? '' : ` AWS says: ${quoted(reason)}.`}`,
      remedy:
        'Wait until the status is ENABLED, or fix the problem that AWS reports. Then run `aws sso-admin describe-instance-access-control-attribute-configuration` again.',
    }),
  ),
  'init-attribute-sources': error<{ readonly key: string; readonly count: number }>(({ key, count }) => ({
    summary: `The attribute ${quoted(key)} has ${count === 0 ? 'no source' : `${count} sources`}`,
    detail: 'An attribute for access control has exactly one source.',
    remedy:
      'Save the output of AWS unchanged. If AWS really prints this, ask AWS Support before you continue.',
  })),
  'init-attribute-repeated': error<{ readonly key: string; readonly other: string }>(({ key, other }) => ({
    summary: `The attributes ${quoted(key)} and ${quoted(other)} are the same`,
    detail: 'For AWS they are the same: it ignores upper and lower case in the keys of session tags.',
    remedy:
      'Remove one of them in Identity Center, and run `aws sso-admin describe-instance-access-control-attribute-configuration` again.',
  })),
  'init-instances-differ': error<{ readonly one: string; readonly other: string }>(({ one, other }) => ({
    summary: 'The permission sets belong to different instances of Identity Center',
    detail: `One belongs to ${quoted(one)}, another to ${quoted(other)}. A mapping is for one instance.`,
    remedy: 'Save the permission sets of only one instance.',
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
