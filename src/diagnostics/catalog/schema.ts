/** Findings about shape: keys, types, lists of allowed values and limits, as the schema states them. */
import { error } from './entry.js';
import { quoted } from './quoted.js';

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
    detail:
      expected === undefined ? 'It has a form that AWS or Terraform refuses.' : `Expected: ${expected}.`,
    remedy: 'Write another key.',
  })),
  'key-without-effect': error<{ key: string; because: string }>(({ key, because }) => ({
    summary: `\`${key}\` has no effect here`,
    detail: `It is ignored ${because}.`,
    remedy: 'Remove the key, or change what makes it idle.',
  })),
  'value-type': error<{ expected: string; found: string; hint: string }>(({ expected, found, hint }) => ({
    summary: `Expected ${expected}, found ${found}`,
    detail: 'A value of this kind cannot be read here.',
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
    detail: 'Numbers lose leading zeros, and words such as true are not text unless they are quoted.',
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
        : `Write ${quoted(suggestion)}, if that is meant.`,
  })),
  'value-malformed': error<{ value: string; expected: string }>(({ value, expected }) => ({
    summary: `${quoted(value)} does not have the form that is needed here`,
    detail: `Expected: ${expected}.`,
    remedy: 'Correct the value.',
  })),
  'value-out-of-range': error<{ limit: string }>(({ limit }) => ({
    summary: `The value must ${limit}`,
    detail: 'The limit is that of AWS, or keeps something from being empty by mistake.',
    remedy: 'Choose a value within the limit.',
  })),
  'value-repeated': error<{ value: string }>(({ value }) => ({
    summary: `${quoted(value)} is in the list already`,
    detail: 'Each value counts once.',
    remedy: 'Remove one of them, or correct it if another was meant.',
  })),
  'not-yet': error<{ what: string; instead: string }>(({ what, instead }) => ({
    summary: `${what} is not generated yet`,
    detail: 'The language has the key already; this version has no output for it.',
    remedy: instead,
  })),
  'directory-unusable': error<{ directory: string; taken: 'mapping' | 'git' | 'root' }>(
    ({ directory, taken }) => ({
      summary: `${quoted(directory)} is ${folders[taken]}`,
      detail:
        'The output folder belongs to the generator, which removes files there that it no longer makes.',
      remedy: 'Name a folder of its own, such as `generated`.',
    }),
  ),
  'extends-missing': error<{ path: string }>(({ path }) => ({
    summary: `There is no mapping ${quoted(path)}`,
    detail: 'The path is relative to the folder of the file that states it.',
    remedy: 'Correct the path, or remove `extends`.',
  })),
  'extends-outside': error<{ path: string }>(({ path }) => ({
    summary: `${quoted(path)} lies outside the repository`,
    detail:
      'A base mapping must be in the repository of the mapping, also when links are followed, and not in `.git`. Without a repository it must be in the folder of the mapping.',
    remedy: 'Move the file into the repository.',
  })),
  'extends-unreadable': error<{ path: string; reason: string }>(({ path, reason }) => ({
    summary: `The mapping ${quoted(path)} cannot be read`,
    detail: `The system refused: ${reason}.`,
    remedy: 'Correct the path, or make the file readable.',
  })),
  'extends-cycle': error<{ path: string; files: readonly string[] }>(({ path, files }) => ({
    summary: `The mapping ${quoted(path)} extends itself`,
    detail: `The files extend each other in this order: ${files.join(', ')}.`,
    remedy: 'Remove `extends` here or in one of these files.',
  })),
  'extends-too-many': error<{ limit: number }>(({ limit }) => ({
    summary: `A mapping consists of more than ${limit} files`,
    detail: 'Each file that extends another must be read to know what a value is.',
    remedy: 'Put some of the files together.',
  })),
};
