/**
 * Help, version and usage errors, by commander; also every unusual but correct command line. Loaded only when needed.
 */
import { CommanderError, Command as Program, Option as ProgramOption } from 'commander';
import { type Command, type Option, optionsOf, type Parsed } from './command.js';
import { packageVersion } from './package-file.js';

/** Either a command to run, or text to show. */
export type ParseResult =
  | { readonly kind: 'parsed'; readonly parsed: Parsed }
  | { readonly kind: 'shown'; readonly stdout: string; readonly stderr: string; readonly isError: boolean };

const exitCodes = `Exit codes:
  0  fine
  1  errors in the mapping or the plan, or the proof fails
  2  wrong usage
  3  the files are out of date (--check) or were written (--exit-code)
  4  a file could not be read or written, or an internal error`;

export function parseWithCommander(
  argv: readonly string[],
  commands: readonly Command[],
  columns: number,
): ParseResult {
  let parsed: Parsed | undefined;
  const shown = { stdout: '', stderr: '' };
  const program = new Program('ssm-runas-gen')
    .description(
      'Generates the Terraform that makes the Linux user of an AWS Session Manager session follow the IAM Identity Center permission set. Calls no cloud and applies nothing: it reads a role mapping and writes files.',
    )
    .version(packageVersion(), '-v')
    .version(packageVersion(), '-V, --version', 'print the version (also -v)')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [COMMAND]', 'print help for a command')
    .exitOverride()
    .configureHelp({ showGlobalOptions: false, helpWidth: Math.min(columns, 100) })
    .configureOutput({
      writeOut: (text) => {
        shown.stdout += text;
      },
      writeErr: (text) => {
        shown.stderr += text;
      },
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .showHelpAfterError('Run ssm-runas-gen --help to see all commands.')
    .addHelpText(
      'after',
      `\n${exitCodes}\n\nSet SSM_RUNAS_GEN_DEBUG=1 to see a stack trace for an internal error.`,
    );

  // Commander takes one short name for an option.
  program.options.find(({ short }) => short === '-v')?.hideHelp();

  for (const command of commands) {
    const sub = program.command(command.name).summary(command.summary).description(command.description);
    const { argument } = command;
    if (argument) {
      const name = `${argument.name}${argument.several ? '...' : ''}`;
      sub.argument(argument.required ? `<${name}>` : `[${name}]`, argument.description);
    }
    sub.showHelpAfterError(`Run ssm-runas-gen ${command.name} --help to see its arguments and options.`);
    for (const option of optionsOf(command)) sub.addOption(toProgramOption(option));
    sub.addHelpText('after', examplesOf(command));
    sub.action(() => {
      parsed = { command, argument: sub.args[0], arguments: sub.args, ...valuesOf(sub) };
    });
  }

  try {
    program.parse(withoutHelpOfNothing(argv, commands), { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Its help takes `process.exitCode` for its own, which `bin` has set by then; asked for, help is on standard output.
    const isError = error.code === 'commander.help' ? shown.stderr !== '' : error.exitCode !== 0;
    return { kind: 'shown', stdout: shown.stdout, stderr: withHint(shown.stderr), isError };
  }
  return parsed ? { kind: 'parsed', parsed } : { kind: 'shown', ...shown, isError: true };
}

/** Commander answers `help` of a command that does not exist with the help of all, and does not say why. */
function withoutHelpOfNothing(argv: readonly string[], commands: readonly Command[]): string[] {
  const [help, asked = 'help'] = argv;
  const isKnown = ['help', ...commands.map(({ name }) => name)].includes(asked);
  return help === 'help' && !isKnown ? [asked] : [...argv];
}

/** Words that other tools have, and what they are called here. */
const hints: Readonly<Record<string, string>> = {
  version: 'To print the version, use --version.',
  '--dry-run': 'To print the changes and write nothing, use generate --check --diff.',
  diff: 'To print the changes and write nothing, use generate --check --diff.',
  '--verbose': 'There is no such option. With --format json, findings are printed with all details.',
  check: 'To check a mapping, use validate. To check that the files are up to date, use generate --check.',
  lint: 'To check a mapping, use validate.',
  plan: 'To check a Terraform plan, use gate.',
  apply: 'This tool applies nothing: run terraform apply in the output folder.',
};

/** Instead of commander's suggestion, which compares letters only. */
function withHint(message: string): string {
  if (/'--format <FORMAT>' argument 'json' is invalid/.test(message))
    return message.replace('\n', '\n(To print the proof as JSON, use prove --format json.)\n');
  const [, word = ''] = /unknown (?:command|option) '([^']*)'/.exec(message) ?? [];
  const hint = Object.hasOwn(hints, word) ? hints[word] : undefined;
  if (hint === undefined) return message;
  const [first = '', ...others] = message.split('\n').filter((line) => !line.startsWith('(Did you mean'));
  return [first, `(${hint})`, ...others].join('\n');
}

function toProgramOption({
  name,
  short,
  value,
  choices,
  repeatable,
  once,
  description,
}: Option): ProgramOption {
  const dashes = short === undefined ? `--${name}` : `-${short}, --${name}`;
  const shown = value === undefined ? dashes : `${dashes} <${value}>`;
  const option = new ProgramOption(shown, repeatable && !once ? `${description} (repeatable)` : description);
  // Commander takes `--no-x` for the opposite of `--x`; here it is a switch like any other.
  option.negate = false;
  if (repeatable) option.argParser((given, before: readonly string[] = []) => [...before, given]);
  return choices ? option.choices(choices) : option;
}

function valuesOf(program: Program): Pick<Parsed, 'options' | 'lists'> {
  const values = program.opts();
  const entries = program.options.map((option) => [option.name(), values[option.attributeName()]] as const);
  return {
    options: Object.fromEntries(entries.filter(([, value]) => !Array.isArray(value))),
    lists: Object.fromEntries(entries.filter(([, value]) => Array.isArray(value))),
  };
}

function examplesOf({ examples }: Command): string {
  const lines = examples.map(([commandLine, meaning]) => `  # ${meaning}\n  $ ${commandLine}`);
  return `\nExamples:\n${lines.join('\n\n')}`;
}
