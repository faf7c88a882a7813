/** The completion script for zsh: to be sourced, or to stand as `_ssm-runas-gen` in a folder of `fpath`. */
import { quotedForSh } from '../../shell/quote.js';
import {
  type CommandWords,
  type CompletionScript,
  type CompletionValue,
  type OptionWords,
  programOptions,
} from './shell-words.js';

export const zsh: CompletionScript = (commands) => `#compdef ssm-runas-gen
# zsh completion for ssm-runas-gen
_ssm_runas_gen() {
  local curcontext=$curcontext state line
  typeset -A opt_args
  _arguments -C ${programOptions.map((option) => specification(option)).join(' ')} '1: :->command' '*:: :->rest'
  case $state in
  command)
    local -a commands=(
${commands.map(({ name, summary }) => `      ${quotedForSh(`${name}:${summary}`)}`).join('\n')}
    )
    _describe command commands
    ;;
  rest)
    case $words[1] in
${commands.map(commandCase).join('\n')}
    esac
    ;;
  esac
}
if [[ $funcstack[1] == _ssm-runas-gen ]]; then
  _ssm_runas_gen "$@"
else
  compdef _ssm_runas_gen ssm-runas-gen
fi
`;

function commandCase({ name, options, argument, isSeveral }: CommandWords): string {
  const specifications = options.map((option) => specification(option));
  if (argument) specifications.push(quotedForSh(`${isSeveral ? '*' : '1'}: :${action(argument)}`));
  return `    ${name})\n      _arguments ${specifications.join(' \\\n        ')}\n      ;;`;
}

/** https://zsh.sourceforge.io/Doc/Release/Completion-System.html#Completion-Functions, `_arguments` */
function specification({ name, short, description, isRepeatable, value }: OptionWords): string {
  const words = description.replaceAll(/[[\]\\:]/g, '\\$&');
  const rest = value ? `[${words}]: :${action(value)}` : `[${words}]`;
  const long = `--${name}${value ? '=' : ''}`;
  if (isRepeatable) return quotedForSh(`*${long}${rest}`);
  if (short === undefined) return quotedForSh(`${long}${rest}`);
  return `${quotedForSh(`(-${short} --${name})`)}{-${short},${long}}${quotedForSh(rest)}`;
}

function action(value: CompletionValue): string {
  switch (value.kind) {
    case 'choices':
      return `(${value.choices.join(' ')})`;
    case 'folders':
      return '_files -/';
    case 'files':
      return '_files';
    case 'anything':
      return ' ';
  }
}
