/** Findings about shape: keys, types, lists of allowed values and limits, as the schema states them. */
import { error } from './entry.js';
import { capitalized, quoted } from './quoted.js';

const folders = {
  mapping: "the mapping's own folder",
  git: "Git's own folder, or in it",
  root: 'the root of the repository',
} as const;

export const schemaEntries = {
  'key-unknown': error<{
    key: string;
    parent: string;
    suggestion: string | undefined;
    known: readonly string[];
  }>(({ key, parent, suggestion, known }) => ({
    summary: `${parent} has no key ${quoted(key)}`,
    detail: `Known keys: ${known.join(', ')}.`,
    remedy: suggestion === undefined ? 'Remove the key.' : `Write \`${suggestion}\`, or remove the key.`,
  })),
  'key-missing': error<{ key: string; parent: string }>(({ key, parent }) => ({
    summary: `${parent} needs the key \`${key}\``,
    detail: 'It has no default.',
    remedy: `Add \`${key}\`.`,
  })),
  'key-malformed': error<{ key: string; expected: string | undefined }>(({ key, expected }) => ({
    summary: `${quoted(key)} cannot be a key here`,
    detail: expected === undefined ? 'AWS or Terraform refuses such a key.' : `Expected: ${expected}.`,
    remedy: 'Write another key.',
  })),
  'key-without-effect': error<{ key: string; because: string }>(({ key, because }) => ({
    summary: `\`${key}\` has no effect here`,
    detail: `It is ignored ${because}.`,
    remedy: 'Remove the key, or change the setting that disables it.',
  })),
  'value-type': error<{ expected: string; found: string; hint: string }>(({ expected, found, hint }) => ({
    summary: `Expected ${expected}, found ${found}`,
    detail: '`docs/mapping.md` lists the type of each key.',
    remedy: hint,
  })),
  'value-absent': error<{ key: string }>(({ key }) => ({
    summary: `\`${key}\` has no value`,
    detail:
      'A key with nothing after it is `null` in YAML. `null` is accepted only where it removes a key that the mapping inherits by `extends`.',
    remedy: 'Give it a value, or remove the key to take its default.',
  })),
  'value-unquoted': error<{ text: string; found: string }>(({ text, found }) => ({
    summary: `${text} is read as ${found}, not as text`,
    detail: 'Without quotes, numbers lose leading zeros, and words such as true are not text.',
    remedy: `Quote it: "${text}".`,
  })),
  'value-not-listed': error<{
    value: string;
    allowed: readonly (string | number)[];
    suggestion: string | undefined;
  }>(({ value, allowed, suggestion }) => ({
    summary: `${quoted(value)} is not one of the values allowed here`,
    detail: `Allowed: ${allowed.join(', ')}.`,
    remedy:
      suggestion === undefined
        ? 'Write one of the allowed values.'
        : // A number must not be quoted.
          `Write ${allowed.includes(suggestion) ? quoted(suggestion) : suggestion}.`,
  })),
  'value-malformed': error<{
    value: string;
    expected: string;
    suggestion: string | undefined;
  }>(({ value, expected, suggestion }) => ({
    summary: `${quoted(value)} is not valid here`,
    detail: `Expected: ${expected}.`,
    remedy: suggestion === undefined ? 'Correct the value.' : `Write ${quoted(suggestion)}.`,
  })),
  'value-out-of-range': error<{ limit: string }>(({ limit }) => ({
    summary: `The value must ${limit}`,
    detail: 'This is a limit of AWS, or it prevents an empty value.',
    remedy: 'Choose a value within the limit.',
  })),
  'value-repeated': error<{ value: string }>(({ value }) => ({
    summary: `${quoted(value)} occurs twice in the list`,
    detail: 'A value that occurs twice has no additional effect.',
    remedy: 'Remove one of them, or correct it.',
  })),
  'directory-unusable': error<{ directory: string; taken: 'mapping' | 'git' | 'root' }>(
    ({ directory, taken }) => ({
      summary: `${quoted(directory)} is ${folders[taken]}`,
      detail:
        'The output folder must contain generated files only: the tool removes files from it that it no longer generates.',
      remedy: 'Write another folder, such as `generated`.',
    }),
  ),
  'extends-missing': error<{ path: string }>(({ path }) => ({
    summary: `There is no mapping ${quoted(path)}`,
    detail: 'The path is relative to the folder of the file that contains `extends`.',
    remedy: 'Correct the path, or remove `extends`.',
  })),
  'extends-outside': error<{ path: string }>(({ path }) => ({
    summary: `${quoted(path)} is outside the repository`,
    detail:
      'A base mapping must be in the same repository as the mapping, also after symbolic links are resolved, and not in `.git`. Outside a repository it must be in the folder of the mapping.',
    remedy: 'Move the file into the repository.',
  })),
  'extends-unreadable': error<{ path: string; reason: string }>(({ path, reason }) => ({
    summary: `The mapping ${quoted(path)} cannot be read`,
    detail: `${capitalized(reason)}.`,
    remedy: 'Correct the path, or make the file readable.',
  })),
  'extends-cycle': error<{ path: string; files: readonly string[] }>(({ path, files }) => ({
    summary: `The mapping ${quoted(path)} extends itself`,
    detail: `The files extend each other in this order: ${files.join(', ')}.`,
    remedy: 'Remove `extends` here or in one of these files.',
  })),
  'extends-too-many': error<{ limit: number }>(({ limit }) => ({
    summary: `A mapping consists of more than ${limit} files`,
    detail: 'To know one value, a reviewer would have to read all of these files.',
    remedy: 'Combine some of the files.',
  })),
};
