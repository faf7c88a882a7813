/** Findings about a text before its meaning: encoding, syntax, and the parts of YAML that a mapping does without. */
import { entry } from './entry.js';
import { quoted } from './quoted.js';

const yaml = 'https://yaml.org/spec/1.2.2/';

export const sourceEntries = {
  'source-too-large': entry<{ limit: number }>({
    severity: 'error',
    message: ({ limit }) => ({
      summary: `The file has more than ${limit.toLocaleString('en-US')} bytes`,
      detail: 'It was not read further. A mapping of thousands of roles stays below that.',
      remedy: 'Check that this is the file you meant.',
    }),
    page: {
      why: 'Larger files are refused before they are parsed, so that a wrong file costs neither time nor memory.',
      source: 'docs/mapping.md',
    },
  }),
  'source-not-utf8': entry<{ byte: number }>({
    severity: 'error',
    message: ({ byte }) => ({
      summary: 'The file is not UTF-8',
      detail: `The byte 0x${byte.toString(16).toUpperCase().padStart(2, '0')} does not begin a character here. Mappings and merge files are UTF-8 text; a byte order mark is accepted.`,
      remedy: 'Save the file as UTF-8.',
    }),
    page: {
      why: 'Guessing an encoding could change a name that decides who becomes which Linux user.',
      source: `${yaml}#52-character-encodings`,
    },
  }),
  'source-nul': entry({
    severity: 'error',
    message: () => ({
      summary: 'The file holds a NUL character',
      detail: 'No text file has one; the file may be binary or UTF-16.',
      remedy: 'Remove the character, or save the file as UTF-8.',
    }),
    page: { why: 'YAML and JSON both forbid U+0000 in a text.', source: `${yaml}#51-character-set` },
  }),
  'source-empty': entry({
    severity: 'error',
    message: () => ({
      summary: 'The file is empty',
      detail: 'There is nothing in it but white space or comments.',
      remedy: 'Write a mapping, or let `ssm-runas-gen init` write one to start from.',
    }),
    page: {
      why: 'A mapping needs at least `version` and one role.',
      example: {
        wrong: '# nothing yet',
        right: 'version: 1\nroles:\n  dev: { osUser: dev, permissionSet: LinuxDev }',
      },
      source: 'docs/mapping.md',
    },
  }),
  'source-syntax': entry<{ language: 'YAML' | 'JSON'; problem: string }>({
    severity: 'error',
    message: ({ language, problem }) => ({
      summary: `Not valid ${language}: ${problem}`,
      detail:
        language === 'JSON'
          ? 'A file named .json must be strict JSON: no comments, no trailing commas, every text in double quotes.'
          : 'The text cannot be read as YAML 1.2 from here on.',
      remedy: 'Correct the syntax here; nothing after it was checked.',
    }),
    page: {
      why: 'What cannot be read in one way only is not guessed at.',
      example: {
        wrong: 'roles: { dev: { osUser: dev',
        right: 'roles: { dev: { osUser: dev, permissionSet: Dev } }',
      },
      source: yaml,
    },
  }),
  'source-duplicate-key': entry<{ key: string }>({
    severity: 'error',
    message: ({ key }) => ({
      summary: `The key ${quoted(key)} is here twice`,
      detail: 'Programs disagree on which of two equal keys counts.',
      remedy: 'Remove or rename one of them.',
    }),
    page: {
      why: 'With two equal keys one value is lost without a word, and a reviewer may read the other one.',
      example: { wrong: 'dev: { osUser: dev, osUser: ops }', right: 'dev: { osUser: dev }' },
      source: `${yaml}#3213-node-comparison`,
    },
  }),
  'source-tag': entry<{ tag: string }>({
    severity: 'error',
    message: ({ tag }) => ({
      summary: `The YAML tag ${quoted(tag)} is not accepted`,
      detail: 'A tag changes how a value is read; the mapping has no use for one.',
      remedy: 'Remove the tag; quote the value if it must stay text.',
    }),
    page: {
      why: 'Tags make programs build other things than the text shows.',
      example: { wrong: 'osUser: !!str dev', right: 'osUser: dev' },
      source: `${yaml}#24-tags`,
    },
  }),
  'source-directive': entry<{ directive: string }>({
    severity: 'error',
    message: ({ directive }) => ({
      summary: `The YAML directive ${quoted(directive)} is not accepted`,
      detail:
        'A directive can switch to another version of YAML, which reads words such as `no` differently.',
      remedy: 'Remove the line; the file is read as YAML 1.2.',
    }),
    page: { why: 'The same text must mean the same everywhere.', source: `${yaml}#68-directives` },
  }),
  'source-merge-key': entry({
    severity: 'error',
    message: () => ({
      summary: 'The merge key `<<` is not accepted',
      detail: 'It is not part of YAML 1.2, and what it brings in is hard to review.',
      remedy:
        'Write the settings once at the top of the mapping, where every role inherits them, or in each role.',
    }),
    page: {
      why: 'Roles already inherit `session`, `nodes` and `guardrails` from the mapping, key by key.',
      example: {
        wrong: 'session: { <<: *base, idleTimeoutMinutes: 5 }',
        right: 'session: { idleTimeoutMinutes: 5 }',
      },
      source: 'https://yaml.org/type/merge.html',
    },
  }),
  'source-several-documents': entry({
    severity: 'error',
    message: () => ({
      summary: 'The file holds more than one YAML document',
      detail: 'A line `---` after the first document starts another; only one could be read.',
      remedy: 'Remove the line, or put the second mapping into a file of its own.',
    }),
    page: { why: 'A document that is silently ignored would leave out roles.', source: `${yaml}#92-streams` },
  }),
  'source-alias': entry<{ alias: string; reason: 'unknown' | 'too-many' }>({
    severity: 'error',
    message: ({ alias, reason }) => ({
      summary:
        reason === 'unknown'
          ? `The alias ${quoted(`*${alias}`)} has no anchor before it`
          : 'Aliases expand too far',
      detail:
        reason === 'unknown'
          ? 'An alias repeats the value of an anchor that is complete before it.'
          : 'Written out, the aliases of this file would add more than 100,000 values.',
      remedy:
        reason === 'unknown'
          ? 'Write the value itself, or correct the name.'
          : 'Write the values themselves.',
    }),
    page: {
      why: 'Anchors and aliases are fine within reason; nested ones grow without end.',
      example: { wrong: 'session: *preferences', right: 'session: { idleTimeoutMinutes: 10 }' },
      source: `${yaml}#71-alias-nodes`,
    },
  }),
  'source-too-deep': entry<{ limit: number }>({
    severity: 'error',
    message: ({ limit }) => ({
      summary: `More than ${limit} levels of nesting`,
      detail: 'The mapping language needs eight.',
      remedy: 'Check the brackets and the indentation.',
    }),
    page: { why: 'Endless nesting is refused before it can exhaust memory.', source: 'docs/mapping.md' },
  }),
  'source-not-a-map': entry<{ found: string }>({
    severity: 'error',
    message: ({ found }) => ({
      summary: `The file holds ${found} instead of keys`,
      detail: 'A mapping consists of keys and values, beginning with `version`.',
      remedy: 'Check that this is the file you meant.',
    }),
    page: {
      why: 'Everything in a mapping is found by its key.',
      example: { wrong: '- version: 1', right: 'version: 1' },
      source: 'docs/mapping.md',
    },
  }),
  'source-key-not-text': entry<{ key: string }>({
    severity: 'error',
    message: ({ key }) => ({
      summary: `The key ${quoted(key)} is not text`,
      detail: 'YAML reads it as a number, a truth value, nothing at all or a structure.',
      remedy: 'Put the key in double quotes.',
    }),
    page: {
      why: 'AWS knows only text as a key, and YAML may write 2024.0 or 0x10 differently from what is in the file.',
      example: { wrong: 'tags: { 2024: budget }', right: 'tags: { "2024": budget }' },
      source: `${yaml}#103-core-schema`,
    },
  }),
  'too-many-mistakes': entry<{ limit: number }>({
    severity: 'error',
    message: ({ limit }) => ({
      summary: `More than ${limit.toLocaleString('en-US')} mistakes`,
      detail: 'The rest is not shown.',
      remedy: 'Correct those that are shown, or check that this is the file you meant.',
    }),
    page: {
      why: 'Nobody reads thousands of findings, and a file that is no mapping should be refused at once.',
      source: 'docs/mapping.md',
    },
  }),
};
