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
    detail: 'The rest was not read. A mapping with thousands of roles is smaller than that.',
    remedy: 'Check that this is the right file.',
  })),
  'source-not-utf8': error<{ byte: number; isUtf16: boolean }>(({ byte, isUtf16 }) => ({
    summary: 'The file is not UTF-8',
    detail: isUtf16
      ? 'It is UTF-16, as the `>` of Windows PowerShell writes it.'
      : `The byte 0x${byte.toString(16).toUpperCase().padStart(2, '0')} does not begin a character here. The tool reads UTF-8 text; a byte order mark is accepted.`,
    remedy: isUtf16
      ? 'Convert the file in PowerShell: `(Get-Content -Raw FILE) | Set-Content -Encoding utf8 FILE`. To write such a file, use `COMMAND | Out-File -Encoding utf8 FILE` instead of `COMMAND > FILE`.'
      : 'Save the file as UTF-8.',
  })),
  'source-nul': error(() => ({
    summary: 'The file contains a NUL character',
    detail: 'Text files do not contain this character. The file may be binary.',
    remedy: 'Remove the character, or save the file as UTF-8 text.',
  })),
  'source-empty': error(() => ({
    summary: 'The file is empty',
    detail: 'It contains only white space or comments.',
    remedy:
      'If it is the mapping, delete the file and run `ssm-runas-gen init`, which writes a mapping to start from. If it is a policy, write the policy into it.',
  })),
  'source-syntax': error<{
    language: 'YAML' | 'JSON';
    problem: string;
    /** A text that must be quoted. */
    unquoted?: string;
  }>(({ language, problem, unquoted }) => ({
    summary: `Not valid ${language}: ${problem}`,
    detail:
      language === 'JSON'
        ? 'The file is read as strict JSON: no comments, no trailing commas, every text in double quotes.'
        : 'From here on the text is not YAML 1.2. Nothing after this place was checked.',
    remedy: unquoted === undefined ? 'Correct the syntax here.' : `Quote it: "${unquoted}".`,
  })),
  'source-duplicate-key': error<{ key: string }>(({ key }) => ({
    summary: `The key ${quoted(key)} occurs twice`,
    detail: 'Programs differ in which of two equal keys they use.',
    remedy: 'Remove or rename one of them.',
  })),
  'source-tag': error<{ tag: string }>(({ tag }) => ({
    summary: `The YAML tag ${quoted(tag)} is not accepted`,
    detail: 'A tag changes how a value is read. A mapping does not need tags.',
    remedy: 'Remove the tag; quote the value if it must stay text.',
  })),
  'source-directive': error<{ directive: string }>(({ directive }) => ({
    summary: `The YAML directive ${quoted(directive)} is not accepted`,
    detail: 'A directive can switch to another version of YAML, which reads words such as `no` differently.',
    remedy: 'Remove the line; the file is read as YAML 1.2.',
  })),
  'source-merge-key': error(() => ({
    summary: 'The merge key `<<` is not accepted',
    detail: 'It is not part of YAML 1.2, and a reviewer does not see the values that it adds.',
    remedy:
      'Write the settings once at the top of the mapping, where every role inherits them, or in each role.',
  })),
  'source-several-documents': error(() => ({
    summary: 'The file contains more than one YAML document',
    detail: 'A line `---` after the first document starts another document. A mapping is one document.',
    remedy: 'Remove the line, or move the second mapping to another file.',
  })),
  'source-alias': error<{ alias: string; reason: 'unknown' | 'too-many' }>(({ alias, reason }) => ({
    summary:
      reason === 'unknown'
        ? `The alias ${quoted(`*${alias}`)} has no anchor before it`
        : 'The aliases expand to too many values',
    detail:
      reason === 'unknown'
        ? 'An alias repeats the value of an anchor. The anchor must come first.'
        : 'Written out, the aliases of this file would add more than 100,000 values.',
    remedy:
      reason === 'unknown' ? 'Write the value itself, or correct the name.' : 'Write the values themselves.',
  })),
  'source-too-deep': error<{ limit: number }>(({ limit }) => ({
    summary: `More than ${limit} levels of nesting`,
    detail: 'A mapping needs eight levels.',
    remedy: 'Check the brackets and the indentation.',
  })),
  'source-not-a-map': error<{ found: string }>(({ found }) => ({
    summary: `The file contains ${found} instead of keys and values`,
    detail: 'A mapping consists of keys and values, such as `version: 1`.',
    remedy: 'Check that this is the right file.',
  })),
  'source-key-not-text': error<{ key: string }>(({ key }) => ({
    summary: `The key ${quoted(key)} is not text`,
    detail: 'YAML reads it as a number, a boolean, null, a list or a map.',
    remedy: 'Put the key in double quotes.',
  })),
  'too-many-mistakes': error<{ limit: number }>(({ limit }) => ({
    summary: `More than ${limit.toLocaleString('en-US')} mistakes`,
    detail: 'The other mistakes are not shown.',
    remedy: 'Correct the mistakes that are shown, or check that this is the right file.',
  })),
};
