/**
 * What the gate says of plans that are made from the generated resources: those that bring a mapping from the step before (in `prepare`
 * from nothing) to its own are accepted, and refused once a policy lacks any one of its statements or a document has another Linux user.
 */
import { type Access, documentAccess } from '../../src/access/access.js';
import { documentAt } from '../../src/access/document-by-place.js';
import { gate } from '../../src/gate/gate.js';
import type { RoleMapping } from '../../src/mapping/model.js';
import { planOfPolicies } from '../bench/gate-files.js';
import { documentsAsApplied, stackSetsAsApplied } from '../gate/documents-as-applied.js';
import { policiesAsAttached } from '../gate/policies-as-attached.js';
import type { Json } from './mappings.js';

export interface Compiled {
  readonly mapping: RoleMapping;
  readonly access: Access;
}

/** `at` chooses the role, by its number. */
export function checkGate(now: Compiled, before: Compiled | undefined, at: number): string[] {
  const plan = planFrom(now, before);
  const found: string[] = [];
  // Where all policies are attached elsewhere, the plan may have nothing.
  const good = plan.resource_changes.length > 0 ? judged(now, plan) : [];
  if (good.length > 0) found.push(`gate refuses: ${good.join('; ')}`);
  const weaker = structuredClone(plan);
  const policies = weaker.resource_changes.filter(({ type }: Json) => type.endsWith('inline_policy'));
  if (policies.length > 0) {
    const { after } = policies[at % policies.length].change;
    const { Statement, ...policy } = JSON.parse(after.inline_policy);
    for (const removed of Statement) {
      const left = Statement.filter((statement: Json) => statement !== removed);
      after.inline_policy = JSON.stringify({ ...policy, Statement: left });
      if (judged(now, weaker).length === 0) found.push(`gate accepts a policy without ${removed.Sid}`);
    }
  }
  const documents = documentsPlan(now);
  if (documents.resource_changes.length > 0) {
    const fine = judged(now, documents);
    if (fine.length > 0) found.push(`gate refuses documents: ${fine.join('; ')}`);
    const shells = documents.resource_changes.filter(
      ({ change }: Json) => JSON.parse(change.after.content).inputs,
    );
    const { after } = shells[at % shells.length].change;
    const content = JSON.parse(after.content);
    content.inputs.runAsDefaultUser = 'root';
    after.content = JSON.stringify(content);
    if (judged(now, documents).length === 0) found.push(`gate accepts ${after.name} as root`);
  }
  return found;
}

function judged({ mapping, access }: Compiled, plan: Json): readonly string[] {
  const { diagnostics } = gate({
    mapping,
    access,
    plan: { file: 'plan.json', text: JSON.stringify(plan) },
    documents: documentsOf(mapping, access).map((text, at) => ({ file: `documents-${at}.json`, text })),
    attachedPolicies: policiesAsAttached(access, {
      targets: [['r-ab12', 'ROOT']],
      accounts: mapping.accounts.map((account) => [account, 'ou-ab12-cdefgh34', 'r-ab12']),
    }).map((text, at) => ({ file: `scp-${at}.json`, text })),
  });
  return diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ code, summary }) => `${code}: ${summary}`);
}

/** The outputs of every place in which the documents are. */
function documentsOf(mapping: RoleMapping, access: Access): readonly string[] {
  const accounts = mapping.accounts.length > 0 ? mapping.accounts : ['111122223333'];
  const regions = mapping.regions.length > 0 ? mapping.regions : ['eu-central-1'];
  const { stackSet } = mapping.documents;
  const ofModule = accounts
    .filter((account) => !stackSet || account === stackSet.managementAccount)
    .flatMap((account) => regions.map((region) => documentsAsApplied(access, { account, region })));
  if (!stackSet) return ofModule;
  const reached = accounts.filter((account) => account !== stackSet.managementAccount);
  return [
    ...ofModule,
    ...(reached.length > 0 ? [stackSetsAsApplied({ ...mapping, accounts: reached }, access)] : []),
  ];
}

/** Of inline policies. Who attaches a policy elsewhere has no resource of it. */
function planFrom({ mapping, access }: Compiled, before: Compiled | undefined): Json {
  const attached = ({ roles }: Access) => roles.filter(({ role }) => role.inlinePolicy.kind !== 'export');
  const text = planOfPolicies(
    mapping,
    { ...access, roles: attached(before?.access ?? access) },
    { ...access, roles: attached(access) },
  );
  const plan = JSON.parse(text);
  for (const { type, change } of plan.resource_changes)
    if (!before && type.endsWith('inline_policy'))
      Object.assign(change, { actions: ['create'], before: null });
  plan.resource_changes = plan.resource_changes.filter(
    (one: Json) => !isAttributes(one) || listsAttributes(mapping),
  );
  if (!before && mapping.attributes.configuration === 'managed')
    for (const { change } of plan.resource_changes.filter(isAttributes))
      for (const list of [change.before, change.after])
        list.attribute.push({ key: 'SSMSessionRunAs', value: [{ source: [mapping.attributes.removes] }] });
  return plan;
}

const isAttributes = ({ type }: Json) => type.endsWith('access_control_attributes');

/** Not before the list is imported. */
const listsAttributes = ({ step, attributes }: RoleMapping) =>
  step.name !== 'prepare' || attributes.configuration !== 'unmanaged';

/** Where each account and Region has a plan of its own. */
function documentsPlan({ mapping, access }: Compiled): Json {
  const [account = '111122223333'] = mapping.accounts;
  const [region = 'eu-central-1'] = mapping.regions;
  const isPlain = mapping.documents.stackSet === undefined && mapping.output.awsProvider === 5;
  return {
    format_version: '1.2',
    resource_changes: (isPlain ? access.roles.flatMap(documentAccess) : []).map(
      ({ label, name, content }) => ({
        address: `aws_ssm_document.${label}`,
        mode: 'managed',
        type: 'aws_ssm_document',
        name: label,
        change: {
          actions: ['create'],
          before: null,
          after: {
            content: JSON.stringify(documentAt(content, { account, region })),
            document_format: 'JSON',
            document_type: 'Session',
            name,
            permissions: null,
            tags: mapping.documents.tags,
          },
          after_unknown: { arn: true, id: true },
        },
      }),
    ),
    complete: true,
    errored: false,
  };
}
