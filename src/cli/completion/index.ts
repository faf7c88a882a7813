/** The registry of shells: one line each, loaded when asked for. */
import type { CompletionScript } from './shell-words.js';

export const completionScripts = {
  bash: async () => (await import('./bash.js')).bash,
  zsh: async () => (await import('./zsh.js')).zsh,
  fish: async () => (await import('./fish.js')).fish,
} satisfies Record<string, () => Promise<CompletionScript>>;

export type ShellName = keyof typeof completionScripts;
export const shellNames = Object.keys(completionScripts) as readonly ShellName[];
