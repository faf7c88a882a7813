/**
 * A case of the gate's corpus: a mapping, the outputs of its documents, and a plan as Terraform printed it. Cases lie in
 * `plans/`, cut down to what a plan means; `capture-plans.slow.test.ts` makes them anew.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Access } from '../../src/access/access.js';
import type { TextFlaw } from '../../src/diagnostics/catalog/source.js';
import { type GateInput, type GateResult, gate } from '../../src/gate/gate.js';
import type { RoleMapping } from '../../src/mapping/model.js';
import type { NamedText } from '../../src/source/foreign-text.js';
import { compileMapping } from '../cases/case.js';

export interface PlanCase {
  readonly mapping: string;
  /** Texts of `terraform output -json`. */
  readonly documents: readonly string[];
  /** More of them, which depend on what the mapping yields. */
  readonly laterDocuments?: (access: Access, mapping: RoleMapping) => readonly string[];
  /** The text of `terraform show -json`. */
  readonly plan: string;
  /** A change of the plan that depends on what the mapping yields. */
  readonly later?: (access: Access, mapping: RoleMapping) => (plan: Json) => void;
  /** The text of `terraform output -json` in identity-center. */
  readonly policies?: (access: Access) => string;
  /** Texts about service control policies, as ROLLOUT.md has them made. */
  readonly attachedPolicies?: (access: Access) => readonly string[];
  /** Keeps all of the texts from being read. */
  readonly flaw?: TextFlaw;
}

const folder = new URL('plans/', import.meta.url);

export const capturedNames: readonly string[] = readdirSync(fileURLToPath(folder))
  .map((file) => file.replace(/\.json$/, ''))
  .sort();

export function readCase(name: string): PlanCase {
  const { mapping, documents, plan } = JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'));
  return {
    mapping: mapping.join('\n'),
    documents: documents.map((outputs: unknown) => JSON.stringify(outputs)),
    plan: JSON.stringify(plan),
  };
}

export function writeCase(name: string, { mapping, documents, plan }: PlanCase): void {
  const content = {
    mapping: mapping.split('\n'),
    documents: documents.map((text) => JSON.parse(text)),
    plan: essence(JSON.parse(plan)),
  };
  writeFileSync(new URL(`${name}.json`, folder), `${JSON.stringify(content, undefined, 1)}\n`);
}

export async function judge(planCase: PlanCase): Promise<GateResult> {
  return gate(await gateInput(planCase));
}

const compiledMappings = new Map<string, ReturnType<typeof compileMapping>>();

/** Many plans are of one mapping. */
function compiledOnce(mapping: string): ReturnType<typeof compileMapping> {
  const compiled = compiledMappings.get(mapping) ?? compileMapping(mapping, 'hcl');
  compiledMappings.set(mapping, compiled);
  return compiled;
}

export async function gateInput(planCase: PlanCase): Promise<GateInput> {
  const { plan, later, policies, attachedPolicies, flaw } = planCase;
  const named = (file: string, text: string): NamedText => (flaw ? { file, text: '', flaw } : { file, text });
  const { mapping, access, diagnostics } = await compiledOnce(planCase.mapping);
  if (!mapping || !access) throw new Error(JSON.stringify(diagnostics, null, 2));
  const documents = [...planCase.documents, ...(planCase.laterDocuments?.(access, mapping) ?? [])];
  return {
    mapping,
    access,
    plan: named('plan.json', later ? changed(plan, later(access, mapping)) : plan),
    documents: documents.map((text, at) => named(`documents-${at + 1}.json`, text)),
    policies: policies && named('policies.json', policies(access)),
    attachedPolicies: (attachedPolicies?.(access) ?? []).map((text, at) =>
      named(`attached-scp-${at + 1}.json`, text),
    ),
  };
}

function changed(text: string, edit: (plan: Json) => void): string {
  const plan = JSON.parse(text);
  edit(plan);
  return JSON.stringify(plan);
}

// biome-ignore lint/suspicious/noExplicitAny: a plan is Terraform's, and this cuts it by hand
type Json = any;

/** Leaves out what repeats, what a clock or a random number made, and what no reader of plans asks for. */
export function essence(plan: Json): Json {
  return {
    format_version: plan.format_version,
    terraform_version: plan.terraform_version,
    resource_changes: plan.resource_changes?.map(changeOf),
    resource_drift: plan.resource_drift?.map(changeOf),
    prior_state: plan.prior_state && {
      values: { root_module: permissionSetsOf(plan.prior_state.values?.root_module) },
    },
    configuration: { root_module: referencesOf(plan.configuration?.root_module) },
    checks: plan.checks?.filter(({ status }: Json) => status === 'fail' || status === 'error'),
    action_invocations: plan.action_invocations,
    applyable: plan.applyable,
    complete: plan.complete,
    errored: plan.errored,
  };
}

const unstable: readonly string[] = [
  'created_date',
  'hash',
  'tags_all',
  'parameter',
  'platform_types',
  'attachments_source',
];

function changeOf({ provider_name: _provider, change, ...resource }: Json): Json {
  const {
    before_sensitive: _before,
    after_sensitive: _after,
    before,
    after,
    after_unknown,
    ...rest
  } = change;
  return {
    ...resource,
    change: {
      ...rest,
      before: withoutUnstable(before),
      after: withoutUnstable(after),
      after_unknown: withoutUnstable(after_unknown),
    },
  };
}

function withoutUnstable(values: Json): Json {
  if (typeof values !== 'object' || values === null) return values;
  return Object.fromEntries(Object.entries(values).filter(([name]) => !unstable.includes(name)));
}

function permissionSetsOf(module: Json): Json {
  if (!module) return {};
  const resources = module.resources?.filter(({ type }: Json) =>
    [
      'aws_ssoadmin_permission_set',
      'aws_organizations_policy',
      'aws_identitystore_group',
      'aws_identitystore_user',
    ].includes(type),
  );
  return {
    resources: resources?.map(({ address, mode, type, name, values }: Json) => ({
      address,
      mode,
      type,
      name,
      values: {
        arn: values.arn,
        name: values.name,
        id: values.id,
        content: values.content,
        group_id: values.group_id,
        display_name: type === 'aws_identitystore_group' ? values.display_name : undefined,
        user_id: values.user_id,
        user_name: values.user_name,
      },
    })),
    child_modules: module.child_modules?.map((child: Json) => ({
      address: child.address,
      ...permissionSetsOf(child),
    })),
  };
}

function referencesOf(module: Json): Json {
  if (!module) return {};
  const resources = module.resources?.filter(
    ({ expressions, depends_on, provisioners }: Json) =>
      expressions?.permission_set_arn || expressions?.policy_id || depends_on || provisioners,
  );
  const calls = Object.entries(module.module_calls ?? {}).map(([name, call]: [string, Json]) => [
    name,
    { depends_on: call.depends_on, module: referencesOf(call.module) },
  ]);
  return {
    resources: resources?.map(({ address, expressions, depends_on, provisioners }: Json) => ({
      address,
      expressions: {
        permission_set_arn: expressions?.permission_set_arn,
        policy_id: expressions?.policy_id,
      },
      depends_on,
      provisioners: provisioners?.map(({ type }: Json) => ({ type })),
    })),
    ...(calls.length > 0 && { module_calls: Object.fromEntries(calls) }),
  };
}
