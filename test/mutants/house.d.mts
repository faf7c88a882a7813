import type { Mutant } from './mutant.mjs';

export const mutants: readonly Mutant[];
