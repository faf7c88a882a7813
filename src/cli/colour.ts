/** Whether to colour a stream: the option first, then the conventions of the environment, then the terminal. */
import type { Io, Output } from './io.js';

export const colourChoices = ['auto', 'always', 'never'] as const;

/** https://no-color.org and https://force-color.org */
export function usesColour(choice: string | undefined, stream: Output, env: Io['env']): boolean {
  if (choice === 'always') return true;
  if (choice === 'never') return false;
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  return stream.isTerminal && env.TERM !== 'dumb';
}
