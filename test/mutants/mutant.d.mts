import type { Plugin } from 'vitest/config';

export interface Mutant {
  readonly kind: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly tests: readonly string[];
}

export function mutated(mutant: Mutant, text?: string): string;
export function mutantPlugin(mutant: Mutant): Plugin;
