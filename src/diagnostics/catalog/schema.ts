/** Findings about shape: keys, types, lists of allowed values and limits, as the schema states them. */
import { entry } from './entry.js';
import { quoted } from './quoted.js';

const schemaPage = 'schema/role-mapping.schema.json';

const folders = {
  mapping: "the mapping's own folder",
  git: "Git's own folder, or in it",
  root: 'the root of the repository',
} as const;

export const schemaEntries = {
  'key-unknown': entry<{
    key: string;
    parent: string;
    suggestion: string | undefined;
    known: readonly string[];
  }>({
    severity: 'error',
    message: ({ key, parent, suggestion, known }) => ({
      summary: `${parent} has no key ${quoted(key)}`,
      detail: `Known keys: ${known.join(', ')}.`,
      remedy: suggestion === undefined ? 'Remove the key.' : `Write \`${suggestion}\`, or remove the key.`,
    }),
    page: {
      why: 'A key that nobody reads is a setting that somebody believes in.',
      example: {
        wrong: 'dev: { os_user: dev, permissionSet: Dev }',
        right: 'dev: { osUser: dev, permissionSet: Dev }',
      },
      source: schemaPage,
    },
  }),
  'key-missing': entry<{ key: string; parent: string }>({
    severity: 'error',
    message: ({ key, parent }) => ({
      summary: `${parent} needs the key \`${key}\``,
      detail: 'It has no default.',
      remedy: `Add \`${key}\`.`,
    }),
    page: {
      why: 'What decides who becomes which Linux user is always stated.',
      example: {
        wrong: 'dev: { osUser: dev }',
        right: 'dev: { osUser: dev, permissionSet: LinuxDeveloper }',
      },
      source: schemaPage,
    },
  }),
  'key-malformed': entry<{ key: string; expected: string | undefined }>({
    severity: 'error',
    message: ({ key, expected }) => ({
      summary: `${quoted(key)} cannot be a key here`,
      detail:
        expected === undefined ? 'It has a form that AWS or Terraform refuses.' : `Expected: ${expected}.`,
      remedy: 'Write another key.',
    }),
    page: {
      why: 'Names of roles become Terraform labels, and AWS restricts the keys of tags and attributes.',
      example: { wrong: 'roles: { "2nd line": {} }', right: 'roles: { second-line: {} }' },
      source: 'https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html',
    },
  }),
  'key-without-effect': entry<{ key: string; because: string }>({
    severity: 'error',
    message: ({ key, because }) => ({
      summary: `\`${key}\` has no effect here`,
      detail: `It is ignored ${because}.`,
      remedy: 'Remove the key, or change what makes it idle.',
    }),
    page: {
      why: 'A setting that is ignored in silence is one that somebody relies on.',
      example: {
        wrong: 'output: { layout: root, moduleAddress: module.runas }',
        right: 'output: { layout: root }',
      },
      source: 'docs/mapping.md',
    },
  }),
  'value-type': entry<{ expected: string; found: string; hint: string }>({
    severity: 'error',
    message: ({ expected, found, hint }) => ({
      summary: `Expected ${expected}, found ${found}`,
      detail: 'A value of this kind cannot be read here.',
      remedy: hint,
    }),
    page: {
      why: 'A value of the wrong kind is not converted: YAML and JSON would convert differently.',
      example: { wrong: 'accounts: "111122223333"', right: 'accounts: ["111122223333"]' },
      source: schemaPage,
    },
  }),
  'value-absent': entry<{ key: string }>({
    severity: 'error',
    message: ({ key }) => ({
      summary: `\`${key}\` has no value`,
      detail: 'A key with nothing after it is `null` in YAML, which no key here accepts.',
      remedy: 'Give it a value, or remove the key to take its default.',
    }),
    page: {
      why: 'An empty value may be a forgotten one; a default is taken by leaving the key out.',
      example: { wrong: 'regions:', right: 'regions: [eu-central-1]' },
      source: schemaPage,
    },
  }),
  'value-unquoted': entry<{ text: string; found: string }>({
    severity: 'error',
    message: ({ text, found }) => ({
      summary: `${text} is read as ${found}, not as text`,
      detail: 'Numbers lose leading zeros, and words such as true are not text unless they are quoted.',
      remedy: `Quote it: "${text}".`,
    }),
    page: {
      why: 'An account id with a leading zero would lose it.',
      example: { wrong: 'accounts: [012345678901]', right: 'accounts: ["012345678901"]' },
      source: 'https://yaml.org/spec/1.2.2/#103-core-schema',
    },
  }),
  'value-not-listed': entry<{
    value: string;
    allowed: readonly (string | number)[];
    suggestion: string | undefined;
  }>({
    severity: 'error',
    message: ({ value, allowed, suggestion }) => ({
      summary: `${quoted(value)} is not one of the values allowed here`,
      detail: `Allowed: ${allowed.join(', ')}.`,
      remedy:
        suggestion === undefined
          ? 'Write one of the allowed values.'
          : `Write ${quoted(suggestion)}, if that is meant.`,
    }),
    page: {
      why: 'Only these values have a meaning.',
      example: { wrong: 'rollout: enforced', right: 'rollout: enforce' },
      source: schemaPage,
    },
  }),
  'value-malformed': entry<{ value: string; expected: string }>({
    severity: 'error',
    message: ({ value, expected }) => ({
      summary: `${quoted(value)} does not have the form that is needed here`,
      detail: `Expected: ${expected}.`,
      remedy: 'Correct the value.',
    }),
    page: {
      why: 'AWS or Terraform would refuse the value during apply, after other changes are in place.',
      example: { wrong: 'regions: [Frankfurt]', right: 'regions: [eu-central-1]' },
      source: schemaPage,
    },
  }),
  'value-out-of-range': entry<{ limit: string }>({
    severity: 'error',
    message: ({ limit }) => ({
      summary: `The value must ${limit}`,
      detail: 'The limit is that of AWS, or keeps something from being empty by mistake.',
      remedy: 'Choose a value within the limit.',
    }),
    page: {
      why: 'The limits are those of AWS, or keep a list from being empty by mistake.',
      example: { wrong: 'idleTimeoutMinutes: 120', right: 'idleTimeoutMinutes: 60' },
      source: 'https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-schema.html',
    },
  }),
  'value-repeated': entry<{ value: string }>({
    severity: 'error',
    message: ({ value }) => ({
      summary: `${quoted(value)} is in the list already`,
      detail: 'Each value counts once.',
      remedy: 'Remove one of them, or correct it if another was meant.',
    }),
    page: {
      why: 'A repeated value is usually a copy that was to be changed.',
      example: {
        wrong: 'regions: [eu-central-1, eu-central-1]',
        right: 'regions: [eu-central-1, eu-west-1]',
      },
      source: schemaPage,
    },
  }),
  'not-yet': entry<{ what: string; instead: string }>({
    severity: 'error',
    message: ({ what, instead }) => ({
      summary: `${what} is not generated yet`,
      detail: 'The language has the key already; this version has no output for it.',
      remedy: instead,
    }),
    page: {
      why: 'The key is reserved, so that mappings need not change once its output arrives.',
      example: { wrong: 'documents: { deploy: stackset }', right: 'documents: { deploy: module }' },
      source: 'docs/mapping.md',
    },
  }),
  'directory-unusable': entry<{ directory: string; taken: 'mapping' | 'git' | 'root' }>({
    severity: 'error',
    message: ({ directory, taken }) => ({
      summary: `${quoted(directory)} is ${folders[taken]}`,
      detail:
        'The output folder belongs to the generator, which removes files there that it no longer makes.',
      remedy: 'Name a folder of its own, such as `generated`.',
    }),
    page: {
      why: 'A folder that is shared with files by hand cannot be compared and cleaned as a whole.',
      example: { wrong: 'output: { directory: . }', right: 'output: { directory: generated }' },
      source: 'docs/mapping.md',
    },
  }),
};
