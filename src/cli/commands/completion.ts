/** `completion SHELL`: a script that completes commands, options, their values, files and codes. */
import { type Command, UsageError } from '../command.js';
import type { CompletionScript } from '../completion/shell-words.js';
import { exitCode } from '../exit-code.js';

/** The registry of shells: one line each, loaded when asked for. */
const completionScripts = {
  bash: async () => (await import('../completion/bash.js')).bash,
  zsh: async () => (await import('../completion/zsh.js')).zsh,
  fish: async () => (await import('../completion/fish.js')).fish,
} satisfies Record<string, () => Promise<CompletionScript>>;

export type ShellName = keyof typeof completionScripts;
const shellNames = Object.keys(completionScripts) as readonly ShellName[];

/** Completes all commands, this one included; hence a function that is called only at run time. */
export const completionCommand = (allCommands: () => readonly Command[]): Command => ({
  name: 'completion',
  summary: 'print a completion script for a shell',
  description:
    'Prints a script that lets the shell complete commands, options, their values, file names and diagnostic codes.',
  argument: {
    name: 'SHELL',
    description: shellNames.join(', '),
    required: true,
    choices: async () => shellNames,
  },
  options: [],
  findings: 'words',
  examples: [
    ['source <(ssm-runas-gen completion bash)', 'in ~/.bashrc; zsh likewise, after compinit'],
    ['ssm-runas-gen completion fish | source', 'in ~/.config/fish/config.fish'],
  ],
  run: async ({ argument, io }) => {
    const name = shellNames.find((each) => each === argument);
    if (!name)
      throw new UsageError(`unknown shell ${JSON.stringify(argument)}; supported: ${shellNames.join(', ')}`);
    const [{ wordsOf }, script] = await Promise.all([
      import('../completion/shell-words.js'),
      completionScripts[name](),
    ]);
    await io.stdout.write(script(await wordsOf(allCommands())));
    return exitCode.fine;
  },
});
