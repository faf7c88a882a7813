/**
 * A document changes in an organization of 3 accounts and 2 Regions. The StackSet arrives in any order of places, and Identity Center
 * provisions each policy in any order of accounts. Every state is judged with the engine of the proof, and every plan of the
 * policies by the gate, with the status of the instances in that state as evidence.
 */
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { jsonencode } from '../../src/aws/json-text.js';
import { gate } from '../../src/gate/gate.js';
import { evaluate } from '../../src/iam/evaluate/evaluate.js';
import { type CompiledPolicy, compilePolicy } from '../../src/iam/evaluate/policy.js';
import type { PolicyDocument } from '../../src/iam/policy.js';
import { documentsByKey } from '../../src/mapping/role-documents.js';
import { runAs } from '../../src/verify/run-as.js';
import { planOfPolicies } from '../bench/gate-files.js';
import { compileMapping } from '../cases/case.js';
import { referenceSeconds } from '../processor-time.js';

const accounts = ['111111111111', '222222222222', '333333333333'];
const regions = ['eu-central-1', 'eu-west-1'];
const places = accounts.flatMap((account) => regions.map((region) => ({ account, region })));
/** Which of the places have the new document, as a set of bits. */
const documentStates = Array.from({ length: 2 ** places.length }, (_, state) => state);

const phases = ['old', 'both', 'new'] as const;
type Phase = (typeof phases)[number];

const mappingOf = (idle: number, previous: readonly string[]) => `version: 1
rollout: enforce
accessControlAttributes: { configuration: disabled }
accounts: ${JSON.stringify(accounts)}
regions: ${JSON.stringify(regions)}
nodes: { tags: { ssm-runas: linux } }
session: { kmsKey: alias/session-manager, idleTimeoutMinutes: ${idle} }
documents:
  deploy: stackset
  previous: ${JSON.stringify(previous)}
  deployedBy: ["arn:aws:iam::*:role/terraform"]
  stackSet: { organizationalUnits: [ou-ab12-cdefgh34] }
roles:
  admin: { osUser: ops-admin, permissionSet: LinuxAdmin }
  developer: { osUser: dev, permissionSet: LinuxDeveloper }
`;

async function compiled(mapping: string) {
  const { mapping: model, access, diagnostics } = await compileMapping(mapping, 'hcl');
  if (!model || !access) throw new Error(JSON.stringify(diagnostics, null, 2));
  return { mapping: model, access };
}

type Compiled = Awaited<ReturnType<typeof compiled>>;

let phase: Readonly<Record<Phase, Compiled>>;
beforeAll(async () => {
  const old = await compiled(mappingOf(20, []));
  const names = old.mapping.roles.map(({ document }) => document.name);
  phase = {
    old,
    both: await compiled(mappingOf(15, names)),
    new: await compiled(mappingOf(15, [])),
  };
});

function policyOf(document: PolicyDocument, kind: 'identity' | 'service-control'): CompiledPolicy {
  const [policy, problems] = compilePolicy({ name: kind, kind, document });
  if (!policy) throw new Error(JSON.stringify(problems));
  return policy;
}

const anything: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'ssm:*', Resource: '*' }],
};

type Place = (typeof places)[number];

/** Whom a person of the role becomes who names a document that exists; AdministratorAccess may be attached as well. */
function userOf(at: Phase, role: number, name: string, place: Place, isAdministrator: boolean) {
  const own = phase[at].access.roles[role];
  if (!own) throw new Error('no such role');
  const attached = [
    policyOf(own.policy, 'identity'),
    ...(isAdministrator ? [policyOf(anything, 'identity')] : []),
    ...phase[at].access.serviceControlPolicies.map((policy) => policyOf(policy, 'service-control')),
  ];
  const { account, region } = place;
  const context = { 'aws:ResourceAccount': account };
  const decision = evaluate(attached, {
    action: 'ssm:StartSession',
    resources: [
      {
        arn: `arn:aws:ec2:${region}:${account}:instance/i-0123456789abcdef0`,
        context: { ...context, 'ssm:resourceTag/ssm-runas': 'linux' },
      },
      { arn: `arn:aws:ssm:${region}:${account}:document/${name}`, context },
    ],
    context: {
      'aws:PrincipalAccount': account,
      'aws:PrincipalArn': `arn:aws:iam::${account}:role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_${own.role.permissionSet.name}_0123456789abcdef`,
      'aws:RequestedRegion': region,
      'aws:userid': 'AROAEXAMPLE:ada',
    },
  });
  if (decision.ambiguous) throw new Error(`no clear decision on ${name}`);
  if (decision.outcome !== 'allowed') return undefined;
  const of = [phase.old, phase.new]
    .flatMap(({ access }) => access.roles)
    .find((each) => each.role.document.name === name);
  const { runAsDefaultUser } = of?.document.inputs ?? {};
  const document = { runAsEnabled: true, runAsDefaultUser: String(runAsDefaultUser) };
  const result = runAs({ sessionTags: {}, roleTags: {}, defaultDocument: { runAsEnabled: false }, document });
  return result.kind === 'user' ? result.user : result.kind;
}

const nameIn = (at: Phase, role: number) => phase[at].mapping.roles[role]?.document.name ?? '';

/** What `terraform output -json` prints in session-documents-stackset. */
function outputsIn(state: number, deployed: Compiled): string {
  const documents = deployed.access.roles.flatMap(({ role, document }) =>
    documentsByKey(role).map(([key, { name }]) => {
      const sha = createHash('sha256').update(jsonencode(document)).digest('hex');
      return [key, { name, content_sha256: sha, stack_set: 'ssm-runas-documents' }];
    }),
  );
  const instances = places.map(
    ({ account, region }, at) => `${account} ${region} ${(state >> at) & 1 ? 'CURRENT' : 'OUTDATED'}`,
  );
  const output = (value: unknown) => ({ sensitive: false, type: 'dynamic', value });
  return JSON.stringify({
    documents: output(Object.fromEntries(documents)),
    stack_instances: output({ 'ssm-runas-documents': instances }),
  });
}

function codesOf(to: Phase, from: Phase, documents: string): readonly string[] {
  const { mapping, access } = phase[to];
  const plan = planOfPolicies(mapping, phase[from].access, access);
  return gate({
    mapping,
    access,
    plan: { file: 'plan.json', text: plan },
    documents: [{ file: 'documents-stackset.json', text: documents }],
    attachedPolicies: [],
  }).diagnostics.map(({ code }) => code);
}

describe('a changed document in 3 accounts and 2 Regions', () => {
  it('gives nobody another Linux user, with any policy and any document', () => {
    for (const at of phases)
      for (const isAdministrator of [false, true])
        for (const [role, user] of ['ops-admin', 'dev'].entries())
          for (const place of places)
            for (const named of phases)
              for (const other of [0, 1]) {
                const became = userOf(at, role, nameIn(named, other), place, isAdministrator);
                expect([undefined, user]).toContain(became);
              }
  });

  it('locks nobody out in any order of landings that the gate accepts', () => {
    const works = new Map<string, boolean>();
    const canStart = (at: Phase, role: number, named: Phase, place: Place) => {
      const key = JSON.stringify([at, role, named, place]);
      const known = works.get(key) ?? userOf(at, role, nameIn(named, role), place, false) !== undefined;
      works.set(key, known);
      return known;
    };
    let judged = 0;
    const lockedOut: string[] = [];
    for (const documents of documentStates)
      for (const to of phases) {
        const isAccepted =
          to === 'old' ||
          codesOf(to, to === 'both' ? 'old' : 'both', outputsIn(documents, phase.new)).length === 0;
        if (to !== 'old') expect(isAccepted).toBe(documents === documentStates.length - 1);
        // Each account has the policy of this phase, or still that of the phase before.
        const from = to === 'new' ? 'both' : 'old';
        for (let provisioned = 0; provisioned < 2 ** accounts.length; provisioned += 1)
          for (const [at, place] of places.entries())
            for (const role of [0, 1]) {
              const policy = (provisioned >> accounts.indexOf(place.account)) & 1 ? to : from;
              const exists = (named: Phase) => named === 'old' || Boolean((documents >> at) & 1);
              const canBy = (named: Phase) => exists(named) && canStart(policy, role, named, place);
              judged += 1;
              if (isAccepted && !canBy('old') && !canBy('new')) lockedOut.push(`${documents} ${to} ${at}`);
              // A person with the old client, or with the new one, while both names are allowed.
              if (isAccepted && from === 'old' && to === 'both') expect(canBy('old')).toBe(true);
              if (isAccepted && to === 'new') expect(canBy('new')).toBe(true);
            }
      }
    expect(lockedOut).toEqual([]);
    expect(judged).toBe(64 * 3 * 8 * 6 * 2);
  });

  it('refuses both names before all places have the new document, and the new name at once', () => {
    const nowhere = outputsIn(0, phase.new);
    const everywhere = outputsIn(documentStates.length - 1, phase.new);
    expect(codesOf('both', 'old', nowhere)).toContain('gate-documents-incomplete');
    expect(codesOf('new', 'old', nowhere)).toContain('gate-documents-incomplete');
    expect(codesOf('new', 'old', everywhere)).toEqual(['gate-document-swapped', 'gate-document-swapped']);
    // Outputs of the StackSet before the change show the old names.
    const before = outputsIn(documentStates.length - 1, phase.old);
    expect(codesOf('both', 'old', before)).toContain('gate-documents-incomplete');
  });
});

describe('300 accounts, 4 Regions and 40 roles', () => {
  it('are judged by the gate within 3 seconds of processor time', async () => {
    const many = Array.from({ length: 300 }, (_, at) => String(100_000_000_000 + at));
    const four = ['eu-central-1', 'eu-west-1', 'us-east-1', 'us-west-2'];
    const roles = Array.from(
      { length: 40 },
      (_, at) => `  r${at}: { osUser: u${at}, permissionSet: P${at} }`,
    );
    const text = mappingOf(20, [])
      .replace(JSON.stringify(accounts), JSON.stringify(many))
      .replace(JSON.stringify(regions), JSON.stringify(four))
      .replace(/roles:\n[\s\S]*$/, `roles:\n${roles.join('\n')}\n`);
    const { mapping, access } = await compiled(text);
    const output = JSON.parse(outputsIn(0, { mapping, access }));
    output.stack_instances.value['ssm-runas-documents'] = many.flatMap((account) =>
      four.map((region) => `${account} ${region} CURRENT`),
    );
    const plan = planOfPolicies(mapping, access, access);
    const seconds = referenceSeconds(() => {
      const { diagnostics } = gate({
        mapping,
        access,
        plan: { file: 'plan.json', text: plan },
        documents: [{ file: 'documents-stackset.json', text: JSON.stringify(output) }],
        attachedPolicies: [],
      });
      expect(diagnostics).toEqual([]);
    });
    expect(seconds).toBeLessThan(3);
  });
});
