/** The completion script for fish, from 3.0 on: to be sourced, or to stand in `~/.config/fish/completions`. */
import {
  type CommandWords,
  type CompletionScript,
  type CompletionValue,
  type OptionWords,
  programOptions,
} from './shell-words.js';

const complete = 'complete -c ssm-runas-gen';

export const fish: CompletionScript = (commands) =>
  `${[
    '# fish completion for ssm-runas-gen',
    `${complete} -f`,
    ...programOptions.map((option) => optionLine('__fish_use_subcommand', option)),
    ...commands.flatMap(commandLines),
  ].join('\n')}\n`;

function commandLines({ name, summary, options, argument }: CommandWords): string[] {
  const condition = `__fish_seen_subcommand_from ${name}`;
  return [
    `${complete} -n __fish_use_subcommand -a ${name} -d ${quoted(summary)}`,
    ...options.map((option) => optionLine(condition, option)),
    ...(argument ? [`${complete} -n ${quoted(condition)}${candidates(argument)}`] : []),
  ];
}

function optionLine(condition: string, { name, short, description, value }: OptionWords): string {
  const spelling = short === undefined ? `-l ${name}` : `-l ${name} -s ${short}`;
  const rest = value ? ` -r${candidates(value)}` : '';
  return `${complete} -n ${quoted(condition)} ${spelling}${rest} -d ${quoted(description)}`;
}

function candidates(value: CompletionValue): string {
  switch (value.kind) {
    case 'choices':
      return ` -f -a ${quoted(value.choices.join(' '))}`;
    case 'folders':
      return " -f -a '(__fish_complete_directories)'";
    case 'files':
      return ' -F';
    case 'anything':
      return ' -f';
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll(/['\\]/g, '\\$&')}'`;
}
