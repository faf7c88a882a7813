/**
 * The completion script for bash, from 3.2 on and without the package bash-completion. An empty reply makes readline
 * complete file names, with its own quoting.
 */
import {
  type CommandWords,
  type CompletionScript,
  type CompletionValue,
  type OptionWords,
  programOptions,
} from './shell-words.js';

export const bash: CompletionScript = (commands) => `# bash completion for ssm-runas-gen
_ssm_runas_gen() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} command=\${COMP_WORDS[1]} words='' IFS=$'\\n'
  COMPREPLY=()
  # Bash takes --option=value apart.
  if [[ $previous == '=' ]]; then
    previous=\${COMP_WORDS[COMP_CWORD-2]}
  elif [[ $current == '=' ]]; then
    current=''
  fi
  if [[ $COMP_CWORD -eq 1 ]]; then
    words=${listed([...commands.map(({ name }) => name), ...programOptions.map(dashed)])}
  else
    case "$command $previous" in
${indented(commands.flatMap(optionCases))}
    *)
      case "$command \${current:0:1}" in
${indented(commands.flatMap(ownCases), '      ')}
      esac
      ;;
    esac
  fi
  # An unknown word is no file name.
  compopt +o default 2>/dev/null
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _ssm_runas_gen ssm-runas-gen
`;

/** After an option that takes a value. */
function optionCases({ name, options }: CommandWords): string[] {
  return options.flatMap(({ name: option, short, value }) => {
    if (!value) return [];
    const spellings = [`--${option}`, ...(short === undefined ? [] : [`-${short}`])];
    return [`${spellings.map((each) => `'${name} ${each}'`).join(' | ')}) ${reply(value)} ;;`];
  });
}

/** Otherwise: an option, or the argument. */
function ownCases({ name, options, argument }: CommandWords): string[] {
  const lines = [`'${name} -') words=${listed(options.map(dashed))} ;;`];
  return argument ? [...lines, `'${name} '*) ${reply(argument)} ;;`] : lines;
}

function reply(value: CompletionValue): string {
  switch (value.kind) {
    case 'choices':
      return `words=${listed(value.choices)}`;
    case 'folders':
      return `compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -d -- "$current")); return`;
    case 'files':
      return 'return';
    case 'anything':
      return '';
  }
}

function dashed({ name }: OptionWords): string {
  return `--${name}`;
}

/** Names of commands, options, choices and codes hold nothing that a shell would read. */
function listed(words: readonly string[]): string {
  return `$'${words.join('\\n')}'`;
}

function indented(lines: readonly string[], indent = '    '): string {
  return lines.map((line) => `${indent}${line}`).join('\n');
}
