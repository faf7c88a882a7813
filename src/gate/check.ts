/** What a refusal is: a look at one thing that a plan must not do. */
import type { RoleMapping } from '../mapping/model.js';
import type { Expected } from './expected.js';
import type { GateReport } from './gate-report.js';
import type { OrganizationsPolicy } from './organizations-policy.js';
import type { DocumentOutputs, PolicyOutputs } from './outputs.js';
import type { PlanView } from './plan-view.js';
import type { StackSetView } from './stack-sets.js';
import type { TerraformPlan } from './terraform-plan.js';

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

export type GateCheck = (context: GateContext) => void;
