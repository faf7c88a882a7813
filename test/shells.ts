/** The shells that the generated scripts and commands are run in; the fast tier needs them and Node.js, and nothing else. */
import { hasProgram } from './tools.js';

export const hasShell = (shell: 'bash' | 'dash' | 'sh'): boolean => hasProgram(shell, ['-c', ':']);

/** Those to try a client in. */
export const clientShells = (['dash', 'bash'] as const).filter(hasShell);
