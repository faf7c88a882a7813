/**
 * What `terraform output -json` says of the inline policies that identity-center applied last.
 * Knows the outputs that `identity-center/` declares; compares nothing.
 */
import type { Report } from '../diagnostics/report.js';
import { textOf } from '../source/json-value.js';
import { type PlannedPolicy, plannedPolicy } from './policy-reading.js';
import { outputIn } from './terraform-outputs.js';

export interface PolicyOutputs {
  /** As the user named it. */
  readonly file: string;
  /** By permission set; exported ones too, of which the outputs say what is to be attached. */
  readonly policies: ReadonlyMap<string, PlannedPolicy>;
}

/** Takes all outputs, or the value of `inline_policies` alone. Reports and answers nothing when the text is neither. */
export function parsePolicyOutputs(text: string, file: string, report: Report): PolicyOutputs | undefined {
  const entries = Object.entries(outputIn(text, 'inline_policies') ?? {}).map(
    ([permissionSet, value]) => [permissionSet, plannedPolicy(textOf(value) ?? '')] as const,
  );
  const policies = entries.filter((entry): entry is [string, PlannedPolicy] => entry[1] !== undefined);
  if (policies.length > 0 && policies.length === entries.length) return { file, policies: new Map(policies) };
  report('gate-policies-unreadable', { file }, {});
  return undefined;
}
