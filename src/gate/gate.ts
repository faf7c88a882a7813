/**
 * Judges a Terraform plan by the mapping: what it must not do, and what it means for people.
 * Pure; files are read by the caller. What the plan hides is refused, not assumed.
 */
import type { Access } from '../access/access.js';
import { type Diagnostic, hasErrors } from '../diagnostics/diagnostic.js';
import { jsonFormat } from '../diagnostics/format/json.js';
import { printableJson, visibleInLine } from '../diagnostics/format/shown-text.js';
import type { RoleMapping } from '../mapping/model.js';
import { type Origin, originProperties } from '../mapping/origin.js';
import type { NamedText } from '../source/foreign-text.js';
import { refusals } from './checks/index.js';
import { expect } from './expected.js';
import { type GateReport, gateReportInto } from './gate-report.js';
import { effectsOfStackSets, effectsOnRoles } from './meaning.js';
import { parseAttachedPolicies } from './organizations-policy.js';
import { parseDocumentOutputs, parsePolicyOutputs } from './outputs.js';
import { viewPlan } from './plan-view.js';
import { viewStackSets } from './stack-sets.js';
import { parsePlan } from './terraform-plan.js';

export interface GateInput {
  readonly mapping: RoleMapping;
  readonly access: Access;
  /** What `terraform show -json` printed of a saved plan. */
  readonly plan: NamedText;
  /** What `terraform output -json` printed in session-documents, in each account and, with AWS provider 5, each Region. */
  readonly documents: readonly NamedText[];
  /** What `terraform output -json` printed in identity-center after its last apply. */
  readonly policies?: NamedText | undefined;
  /** Service control policies with their targets: what ROLLOUT.md's commands put together. */
  readonly attachedPolicies: readonly NamedText[];
}

export interface GateResult {
  /** Whether the plan may be applied: no finding is an error. */
  readonly accepted: boolean;
  readonly diagnostics: readonly Diagnostic[];
  /** What the plan means for people, a line each; empty when the plan cannot be read. */
  readonly meaning: readonly string[];
}

export function gate({ mapping, access, plan: planText, ...evidence }: GateInput): GateResult {
  const diagnostics: Diagnostic[] = [];
  const report = gateReportInto(diagnostics, planText.file);
  const documents = parsed(evidence.documents, parseDocumentOutputs, report).flat();
  const attachedPolicies = parsed(evidence.attachedPolicies, parseAttachedPolicies, report).flat();
  const policies = evidence.policies && parsePolicyOutputs(evidence.policies, report);
  const plan = parsePlan(planText, report);
  if (!plan) return { accepted: false, diagnostics, meaning: [] };
  const expected = expect({ mapping, access });
  const view = viewPlan(plan, mapping, expected.roles);
  const stackSets = viewStackSets(plan, expected.stackSets);
  for (const refuse of refusals)
    refuse({ mapping, expected, plan, view, stackSets, documents, policies, attachedPolicies, report });
  return {
    accepted: !hasErrors(diagnostics),
    diagnostics,
    meaning: [
      ...effectsOnRoles(view, expected.roles, mapping),
      ...effectsOfStackSets(stackSets, mapping),
    ].map(visibleInLine),
  };
}

/** What cannot be read has been reported. */
function parsed<T>(
  texts: readonly NamedText[],
  parse: (text: NamedText, report: GateReport) => T | undefined,
  report: GateReport,
): readonly T[] {
  return texts.map((text) => parse(text, report)).filter((found) => found !== undefined);
}

/** The verdict for programs: the findings as `--format json` prints them, plus verdict and meaning. */
export function renderGateJson(
  { accepted, diagnostics, meaning }: GateResult,
  origin: Origin,
  bytesOf: (file: string) => Uint8Array | undefined,
): string {
  const findings = JSON.parse(jsonFormat({ diagnostics, bytesOf }, { colour: false, columns: 80 }));
  return `${printableJson({ ...findings, ...originProperties(origin), accepted, meaning })}\n`;
}
