/**
 * What a command of the command line is: a description that help, parsing and completion read, and a function to run.
 * Knows no command in particular.
 */
import { formatNames } from '../diagnostics/format/index.js';
import type { Pipeline } from '../library.js';
import type { ExitCode } from './exit-code.js';
import { colourChoices, type Io } from './io.js';

export interface Option {
  /** Without the dashes. */
  readonly name: string;
  readonly short?: string;
  /** How help calls the value, such as `DIR`; an option without is a switch. */
  readonly value?: string;
  readonly choices?: readonly string[];
  /** May be given several times; its values are then in `lists`. */
  readonly repeatable?: true;
  /** Collected as a repeatable option is, so that its command can refuse a second value. */
  readonly once?: true;
  readonly description: string;
}

export interface CommandArgument {
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
  /** May be given several times; then `Parsed.arguments` has all of them. */
  readonly several?: true;
  /** Every value there is, for completion; without, the argument is a path. */
  readonly choices?: () => Promise<readonly string[]>;
}

export interface Command {
  readonly name: string;
  /** One line, for the list of commands. */
  readonly summary: string;
  readonly description: string;
  readonly argument?: CommandArgument;
  readonly options: readonly Option[];
  /** Command lines with what they do. */
  readonly examples: readonly (readonly [commandLine: string, meaning: string])[];
  /** Where findings go: to standard output where they are the product, else to standard error. */
  readonly findings: 'product' | 'words';
  readonly run: (invocation: Invocation) => Promise<ExitCode>;
}

/** A command line taken apart. */
export interface Parsed {
  readonly command: Command;
  readonly argument: string | undefined;
  /** All of them, where the command takes several. */
  readonly arguments: readonly string[];
  /** By name; switches are `true`. */
  readonly options: Readonly<Record<string, string | true | undefined>>;
  /** The values of repeatable options by name, in the order given. */
  readonly lists: Readonly<Record<string, readonly string[] | undefined>>;
}

export interface Invocation extends Parsed {
  readonly io: Io;
  /** Replaces the pipeline in tests. */
  readonly pipeline: Pipeline | undefined;
}

/** Wrong usage that only the command itself can notice. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const findingsFormat: Option = {
  name: 'format',
  value: 'FORMAT',
  choices: formatNames,
  description: 'how findings are printed (default: pretty; github in GitHub Actions)',
};

/** The same for commands whose result has formats of its own. */
const separateFindings: Option = {
  ...findingsFormat,
  name: 'findings',
  description:
    'also print the findings in this format, on standard error (default: github in GitHub Actions, else none)',
};

/** The options that every command has. */
const commonOptions: readonly Option[] = [
  { name: 'strict', description: 'treat warnings as errors' },
  {
    name: 'accept',
    value: 'CODE',
    repeatable: true,
    description: 'accept this warning code: it is not printed and no longer fails --strict',
  },
  { name: 'quiet', short: 'q', description: 'print only results and errors' },
  {
    name: 'color',
    value: 'WHEN',
    choices: colourChoices,
    description: 'color the output (default: auto, which respects NO_COLOR and FORCE_COLOR)',
  },
];

/** The options of a command, the common ones among them. */
export function optionsOf(command: Pick<Command, 'options'>): readonly Option[] {
  return [
    ...command.options,
    hasFormatsOfItsOwn(command) ? separateFindings : findingsFormat,
    ...commonOptions,
  ];
}

/** `--format` then chooses the format of the result, and `--findings` that of findings. */
export function hasFormatsOfItsOwn({ options }: Pick<Command, 'options'>): boolean {
  return options.some(({ name }) => name === findingsFormat.name);
}

/** The option of commands that take several mappings. */
export const allOption: Option = {
  name: 'all',
  description: 'every ssm-runas.yaml, .yml or .json in the current folder and below it',
};

export const mappingArgument: CommandArgument = {
  name: 'MAPPING',
  description:
    'path of the role mapping, or - for standard input; without it, ssm-runas.yaml, .yml or .json is searched in the current folder, its .config/ and each parent up to the root of the repository',
  required: false,
};

export const mappingsArgument: CommandArgument = {
  ...mappingArgument,
  description: `${mappingArgument.description}; several can be given`,
  several: true,
};

export function namesSeveral({ arguments: paths, options }: Parsed): boolean {
  return paths.length > 1 || options.all === true;
}
