/** Findings of `init`: what the AWS CLI printed is not what was asked for, or a mapping is there already. */
import { entry } from './entry.js';
import type { FileArguments, RefusedArguments } from './output.js';
import { quoted } from './quoted.js';

const commands = 'docs/commands.md';
const attributes =
  'https://docs.aws.amazon.com/singlesignon/latest/userguide/attributesforaccesscontrol.html';

export const initEntries = {
  'init-mapping-exists': entry<FileArguments>({
    severity: 'error',
    message: ({ file }) => ({
      summary: `${file} is there already`,
      detail:
        'A starter mapping is never written over a mapping, nor beside one that would be found first. Nothing was written.',
      remedy: 'Move the file away, or print the starter with `--stdout` and take over what you need.',
    }),
    page: {
      why: 'The mapping decides who becomes which Linux user. What somebody wrote into it must not be lost to a command that is run twice.',
      source: commands,
    },
  }),
  'init-input-unreadable': entry<RefusedArguments>({
    severity: 'error',
    message: ({ file, reason }) => ({
      summary: `${file} cannot be read`,
      detail: `The system refused: ${reason}.`,
      remedy: 'Name a file that holds what the AWS CLI printed, or - for standard input.',
    }),
    page: { why: 'The starter would be made from it, and is not written without it.', source: commands },
  }),
  'init-input-empty': entry<{ readonly command: string; readonly hint: string }>({
    severity: 'error',
    message: ({ command, hint }) => ({
      summary: 'The file is empty',
      detail: `${command} printed nothing: it failed, and said why on standard error. ${hint}`,
      remedy: 'Run the command again, look at what it says, and save what it prints.',
    }),
    page: {
      why: 'AWS answers `ResourceNotFoundException` where attributes for access control are off. That is not a list without attributes: in a mapping it is `configuration: disabled`.',
      source: commands,
    },
  }),
  'init-input-not-json': entry<{ readonly command: string; readonly problem: string }>({
    severity: 'error',
    message: ({ command, problem }) => ({
      summary: 'The file is not JSON',
      detail: `${problem}. ${command} prints JSON with \`--output json\`.`,
      remedy: 'Run the command again with `--output json`, and save what it prints as it is.',
    }),
    page: { why: 'The AWS CLI prints text, tables or YAML where its settings say so.', source: commands },
  }),
  'init-input-unexpected': entry<{ readonly command: string; readonly missing: string }>({
    severity: 'error',
    message: ({ command, missing }) => ({
      summary: `This is not what ${command} prints`,
      detail: `${missing}.`,
      remedy: 'Save the whole output of that command, without `--query`.',
    }),
    page: {
      why: 'A keep-list that is guessed from something else would remove attributes that others rely on.',
      source: commands,
    },
  }),
  'init-attributes-not-enabled': entry<{ readonly status: string; readonly reason: string | undefined }>({
    severity: 'error',
    message: ({ status, reason }) => ({
      summary: `Attributes for access control have the status ${quoted(status)}`,
      detail: `Only with ENABLED is the list complete.${reason === undefined ? '' : ` AWS says: ${quoted(reason)}.`}`,
      remedy:
        'Wait until the status is ENABLED, or mend what AWS complains about, and describe the configuration again.',
    }),
    page: {
      why: 'While the configuration is being made, or could not be made, what AWS prints is not what it passes on.',
      source:
        'https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_DescribeInstanceAccessControlAttributeConfiguration.html',
    },
  }),
  'init-attribute-sources': entry<{ readonly key: string; readonly count: number }>({
    severity: 'error',
    message: ({ key, count }) => ({
      summary: `The attribute ${quoted(key)} has ${count === 0 ? 'no source' : `${count} sources`}`,
      detail: 'An attribute for access control has exactly one source.',
      remedy: 'Save the output as AWS prints it; if it does print this, ask AWS before you go on.',
    }),
    page: { why: 'The mapping could not say which of them stays.', source: attributes },
  }),
  'init-attribute-repeated': entry<{ readonly key: string; readonly other: string }>({
    severity: 'error',
    message: ({ key, other }) => ({
      summary: `The attributes ${quoted(key)} and ${quoted(other)} are the same`,
      detail: 'AWS compares the keys of session tags without letter case.',
      remedy: 'Remove one of them in Identity Center, and describe the configuration again.',
    }),
    page: {
      why: 'Which of them decides cannot be known, and of two that are called SSMSessionRunAs one would stay.',
      source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html',
    },
  }),
  'init-instances-differ': entry<{ readonly one: string; readonly other: string }>({
    severity: 'error',
    message: ({ one, other }) => ({
      summary: 'The permission sets belong to different instances of Identity Center',
      detail: `One is of ${quoted(one)}, another of ${quoted(other)}. A mapping is for one instance.`,
      remedy: 'Save the permission sets of one instance only.',
    }),
    page: { why: 'A permission set exists in its own instance only.', source: commands },
  }),
};
