/**
 * What can stand on a command line, taken from the registry of commands, in the form that completion scripts need.
 * Knows no shell.
 */
import { type Command, type Option, optionsOf } from '../command.js';

/** What may follow an option, or stand as an argument. */
export type CompletionValue =
  | { readonly kind: 'choices'; readonly choices: readonly string[] }
  | { readonly kind: 'files' | 'folders' | 'anything' };

export interface OptionWords {
  /** Without the dashes. */
  readonly name: string;
  readonly short: string | undefined;
  readonly description: string;
  readonly isRepeatable: boolean;
  /** Undefined for a switch. */
  readonly value: CompletionValue | undefined;
}

export interface CommandWords {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly OptionWords[];
  readonly argument: CompletionValue | undefined;
  /** Whether the argument may be given several times. */
  readonly isSeveral?: boolean;
}

/** Writes the completion script of one shell. */
export type CompletionScript = (commands: readonly CommandWords[]) => string;

const helpOption: OptionWords = {
  name: 'help',
  short: 'h',
  description: 'print help for a command',
  isRepeatable: false,
  value: undefined,
};

/** The options that stand in the place of a command. */
export const programOptions: readonly OptionWords[] = [
  { ...helpOption, description: 'print help' },
  { ...helpOption, name: 'version', short: 'V', description: 'print the version' },
];

export async function wordsOf(commands: readonly Command[]): Promise<readonly CommandWords[]> {
  const words = await Promise.all(commands.map(commandWords));
  const choices = commands.map(({ name }) => name);
  const help = { name: 'help', summary: 'print help for a command', options: [helpOption] };
  return [...words, { ...help, argument: { kind: 'choices', choices } }];
}

async function commandWords(command: Command): Promise<CommandWords> {
  const { name, summary, argument } = command;
  const choices = await argument?.choices?.();
  return {
    name,
    summary,
    options: [...optionsOf(command).map(optionWords), helpOption],
    argument: argument && (choices ? { kind: 'choices', choices } : { kind: 'files' }),
    isSeveral: argument?.several === true,
  };
}

function optionWords({ name, short, description, repeatable, value, choices }: Option): OptionWords {
  const isRepeatable = repeatable === true;
  return {
    name,
    short,
    description,
    isRepeatable,
    value: value === undefined ? undefined : valueWords(value, choices),
  };
}

/** Help calls paths FILE and DIR, and nothing else so. */
function valueWords(value: string, choices: Option['choices']): CompletionValue {
  if (choices) return { kind: 'choices', choices };
  if (value === 'DIR') return { kind: 'folders' };
  return { kind: value === 'FILE' ? 'files' : 'anything' };
}
