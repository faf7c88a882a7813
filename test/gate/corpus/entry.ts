/** A plan and what the gate must say of it. */
import type { PlanCase } from '../plan-case.js';

export interface CorpusEntry {
  readonly name: string;
  readonly plan: PlanCase;
  /** Each code once, in the order of the report; none means accepted without a word. */
  readonly codes: readonly string[];
}

export const entry = (name: string, plan: PlanCase, ...codes: readonly string[]): CorpusEntry => ({
  name,
  plan,
  codes,
});

/** Ends of addresses in the captured plans. */
export const inlinePolicy = 'inline_policy.developer';
export const attributes = 'access_control_attributes.this';
export const documentOf = (role: string) => `aws_ssm_document.ssmrunas_${role}_session`;
