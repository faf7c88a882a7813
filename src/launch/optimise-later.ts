/** How eagerly V8 optimises the program. Knows nothing of what the program does. */
import { setFlagsFromString } from 'node:v8';

/**
 * Bytecode that a function runs before V8 11 (Node 20) thinks of optimising it; its own measure, 66 kB, is so small that
 * a run of this program, which is over sooner than that pays, spends a fifth of its time compiling what it throws away
 * again. Later versions wait longer by themselves, and do not know this flag any more.
 */
const interruptBudget = 1_000_000;

/**
 * To be called before the program is loaded: compiled code is kept for the flags that it was compiled under. Node holds
 * that of its own modules for V8's flags as they were at the start, and compiles anew what is loaded after this;
 * `loadBefore` loads what nearly every run needs.
 */
export function optimiseLater(loadBefore: () => void): void {
  if (!process.versions.v8.startsWith('11.')) return;
  loadBefore();
  setFlagsFromString(`--interrupt-budget=${interruptBudget}`);
}
