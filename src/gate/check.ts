/** What a refusal is, a look at one thing that a plan must not do, and how it reports what it finds. */
import type { ArgumentsOf, DiagnosticCode } from '../diagnostics/catalog/index.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { reportInto } from '../diagnostics/report.js';
import type { RoleMapping } from '../mapping/model.js';
import type { Expected } from './expected.js';
import type { OrganizationsPolicy } from './organizations-policy.js';
import type { DocumentOutputs, PolicyOutputs } from './outputs.js';
import type { PlanView } from './plan-view.js';
import type { StackSetView } from './stack-sets.js';
import type { TerraformPlan } from './terraform-plan.js';

/** Reports a finding about the plan, or about a file that is shown with it. */
export type GateReport = <Code extends DiagnosticCode>(
  code: Code,
  args: ArgumentsOf<Code>,
  file?: string,
) => void;

export interface GateContext {
  readonly mapping: RoleMapping;
  readonly expected: Expected;
  readonly plan: TerraformPlan;
  readonly view: PlanView;
  readonly stackSets: StackSetView;
  /** One for each account and Region that is shown. */
  readonly documents: readonly DocumentOutputs[];
  /** Inline policies as they were applied; undefined when none are shown, or what is shown cannot be read. */
  readonly policies: PolicyOutputs | undefined;
  /** Service control policies that are shown. */
  readonly attachedPolicies: readonly OrganizationsPolicy[];
  readonly report: GateReport;
}

/** `planFile` is what a finding is about unless it says another file. */
export function gateReportInto(found: Diagnostic[], planFile: string): GateReport {
  const report = reportInto(found, planFile);
  return (code, args, file) => report(code, file === undefined ? {} : { file }, args);
}

export type GateCheck = (context: GateContext) => void;
