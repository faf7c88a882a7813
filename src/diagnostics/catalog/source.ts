/** Findings about a text before its meaning: encoding, syntax, and the parts of YAML that a mapping does without. */
import { error } from './entry.js';
import { quoted } from './quoted.js';
/** What keeps a file of another program from being read as text. */
export const textFlaws = {
  'too-large': 'it is larger than 256 MiB',
  'utf-16': 'it is UTF-16, as the `>` of Windows PowerShell writes it',
  archive: 'it is an archive, as a saved plan is',
  'not-utf8': 'it is not UTF-8',
} as const;

export type TextFlaw = keyof typeof textFlaws;

export const sourceEntries = {
  'source-too-large': error<{ limit: number }>(({ limit }) => ({
    summary: `The file has more than ${limit.toLocaleString('en-US')} bytes`,
    detail: 'It was not read further. A mapping of thousands of roles stays below that.',
    remedy: 'Check that this is the file you meant.',
  })),
  'source-not-utf8': error<{ byte: number }>(({ byte }) => ({
    summary: 'The file is not UTF-8',
    detail: `The byte 0x${byte.toString(16).toUpperCase().padStart(2, '0')} does not begin a character here. Mappings and merge files are UTF-8 text; a byte order mark is accepted.`,
    remedy: 'Save the file as UTF-8.',
  })),
  'source-nul': error(() => ({
    summary: 'The file holds a NUL character',
    detail: 'No text file has one; the file may be binary or UTF-16.',
    remedy: 'Remove the character, or save the file as UTF-8.',
  })),
  'source-empty': error(() => ({
    summary: 'The file is empty',
    detail: 'There is nothing in it but white space or comments.',
    remedy: 'Write a mapping, or let `ssm-runas-gen init` write one to start from.',
  })),
  'source-syntax': error<{ language: 'YAML' | 'JSON'; problem: string }>(({ language, problem }) => ({
    summary: `Not valid ${language}: ${problem}`,
    detail:
      language === 'JSON'
        ? 'A file named .json must be strict JSON: no comments, no trailing commas, every text in double quotes.'
        : 'The text cannot be read as YAML 1.2 from here on.',
    remedy: 'Correct the syntax here; nothing after it was checked.',
  })),
  'source-duplicate-key': error<{ key: string }>(({ key }) => ({
    summary: `The key ${quoted(key)} is here twice`,
    detail: 'Programs disagree on which of two equal keys counts.',
    remedy: 'Remove or rename one of them.',
  })),
  'source-tag': error<{ tag: string }>(({ tag }) => ({
    summary: `The YAML tag ${quoted(tag)} is not accepted`,
    detail: 'A tag changes how a value is read; the mapping has no use for one.',
    remedy: 'Remove the tag; quote the value if it must stay text.',
  })),
  'source-directive': error<{ directive: string }>(({ directive }) => ({
    summary: `The YAML directive ${quoted(directive)} is not accepted`,
    detail: 'A directive can switch to another version of YAML, which reads words such as `no` differently.',
    remedy: 'Remove the line; the file is read as YAML 1.2.',
  })),
  'source-merge-key': error(() => ({
    summary: 'The merge key `<<` is not accepted',
    detail: 'It is not part of YAML 1.2, and what it brings in is hard to review.',
    remedy:
      'Write the settings once at the top of the mapping, where every role inherits them, or in each role.',
  })),
  'source-several-documents': error(() => ({
    summary: 'The file holds more than one YAML document',
    detail: 'A line `---` after the first document starts another; only one could be read.',
    remedy: 'Remove the line, or put the second mapping into a file of its own.',
  })),
  'source-alias': error<{ alias: string; reason: 'unknown' | 'too-many' }>(({ alias, reason }) => ({
    summary:
      reason === 'unknown'
        ? `The alias ${quoted(`*${alias}`)} has no anchor before it`
        : 'Aliases expand too far',
    detail:
      reason === 'unknown'
        ? 'An alias repeats the value of an anchor that is complete before it.'
        : 'Written out, the aliases of this file would add more than 100,000 values.',
    remedy:
      reason === 'unknown' ? 'Write the value itself, or correct the name.' : 'Write the values themselves.',
  })),
  'source-too-deep': error<{ limit: number }>(({ limit }) => ({
    summary: `More than ${limit} levels of nesting`,
    detail: 'The mapping language needs eight.',
    remedy: 'Check the brackets and the indentation.',
  })),
  'source-not-a-map': error<{ found: string }>(({ found }) => ({
    summary: `The file holds ${found} instead of keys`,
    detail: 'A mapping consists of keys and values, beginning with `version`.',
    remedy: 'Check that this is the file you meant.',
  })),
  'source-key-not-text': error<{ key: string }>(({ key }) => ({
    summary: `The key ${quoted(key)} is not text`,
    detail: 'YAML reads it as a number, a truth value, nothing at all or a structure.',
    remedy: 'Put the key in double quotes.',
  })),
  'too-many-mistakes': error<{ limit: number }>(({ limit }) => ({
    summary: `More than ${limit.toLocaleString('en-US')} mistakes`,
    detail: 'The rest is not shown.',
    remedy: 'Correct those that are shown, or check that this is the file you meant.',
  })),
};
