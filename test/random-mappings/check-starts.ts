/**
 * Who may start what, asked of the generated policies in the project's evaluator and in the independent simulator, and held against what
 * the mapping says. People differ from an ordinary one in one thing, or in two.
 */
import type { Access } from '../../src/access/access.js';
import { evaluate } from '../../src/iam/evaluate/evaluate.js';
import { type AttachedPolicy, type CompiledPolicy, compilePolicy } from '../../src/iam/evaluate/policy.js';
import type { PolicyDocument } from '../../src/iam/policy.js';
import { admissible, decideTheirs } from '../iam/evaluate/differential/simulator.js';
import { accounts, type Json, partitions } from './mappings.js';
import {
  type Document,
  hasServiceControl,
  mayStart,
  type Node,
  ownerOfOlder,
  type Person,
  promiseOf,
  type RolePromise,
} from './promises.js';

const stranger = '999988887777';
export const administrator: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};

/** Of requests with a node and a document; a node or a document alone is what is decided and simulated. */
export interface Tally {
  mappings: number;
  asked: number;
  allowed: number;
  decided: number;
  simulated: number;
}

/** The simulator takes a hundred times as long as the evaluator: it is asked every tenth time. */
const askedEvery = 10;

/** What one half of a request comes to. */
interface Half {
  readonly arn: string;
  readonly context: Readonly<Record<string, string>>;
}

export async function checkStarts(whole: Json, access: Access, tally: Tally): Promise<string[]> {
  const found: string[] = [];
  const documents = documentsOf(whole, access);
  const promises = Object.keys(whole.roles)
    .sort()
    .map((name) => promiseOf(whole, name));
  for (const role of promises) {
    const own = access.roles.find((one) => one.role.name === role.name);
    if (!own) throw new Error(`${role.name} is missing`);
    const nodes = nodesOf(role, promises);
    for (const person of peopleOf(whole, role, promises)) {
      const ask = askAs(whole, role, person, own.policy, access, tally);
      const onNodes = await Promise.all(nodes.map((node) => ask(nodeHalf(whole, person, node))));
      for (const document of documents(person)) {
        const onDocument = await ask(documentHalf(whole, person, document));
        for (const [at, node] of nodes.entries()) {
          const actual = onDocument === true && onNodes[at] === true;
          const unequal = [onDocument, onNodes[at]].filter((one) => typeof one === 'string');
          found.push(...unequal.map((one) => `${one}`));
          const expected = mayStart(whole, role, person, node, document, own.arns === 'accounts');
          tally.asked += 1;
          if (actual) tally.allowed += 1;
          if (actual !== expected && unequal.length === 0)
            found.push(
              `${expected ? 'denied' : 'allowed'}, other than the mapping says: ${JSON.stringify({ person, node, document })}`,
            );
          if (found.length > 3) return found;
        }
      }
    }
  }
  return [...found, ...othersAllowed(whole, access, documents)];
}

/** Administrators who have no permission set of the mapping, where the service control policies are attached. */
function othersAllowed(
  whole: Json,
  { serviceControlPolicies }: Access,
  documents: (person: Person) => readonly Document[],
): string[] {
  if (!hasServiceControl(whole)) return [];
  const compiled = [
    compiledOnce('identity', administrator, 0),
    ...serviceControlPolicies.map((policy, at) => compiledOnce('service-control', policy, at)),
  ];
  const partition = whole.partition ?? 'aws';
  const { regions } = partitions[partition as keyof typeof partitions];
  const [account, region] = [accounts[0], regions[0]];
  const person = { account, region } as unknown as Person;
  const others = ['role/Admin', 'role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Other_0123456789abcdef'];
  return others.flatMap((other) =>
    documents(person).flatMap((document) => {
      const context = {
        'aws:PrincipalArn': `arn:${partition}:iam::${account}:${other}`,
        'aws:PrincipalAccount': account,
      };
      const { arn, context: ofResource } = documentHalf(whole, person, document);
      const resources = [{ arn, context: ofResource }];
      const request = { action: 'ssm:StartSession', resources, context, unstated: 'absent' } as const;
      const isAllowed = evaluate(compiled, request).outcome === 'allowed';
      const isOfMapping = ['shell', 'tunnel', 'older'].includes(document.of.kind);
      return isAllowed === isOfMapping
        ? [`${other} is ${isAllowed ? '' : 'not '}allowed to start ${document.name}`]
        : [];
    }),
  );
}

function askAs(
  whole: Json,
  { permissionSet }: RolePromise,
  person: Person,
  policy: PolicyDocument,
  access: Access,
  tally: Tally,
) {
  const partition = whole.partition ?? 'aws';
  const path = whole.identityCenter?.region === 'us-east-1' ? '' : '/eu-central-1';
  const context = {
    'aws:PrincipalAccount': person.account,
    'aws:PrincipalArn': `arn:${partition}:iam::${person.account}:role/aws-reserved/sso.amazonaws.com${path}/AWSReservedSSO_${permissionSet}_0123456789abcdef`,
    'aws:PrincipalType': 'AssumedRole',
    'aws:userid': 'AROAEXAMPLEROLEID0001:alice@example.com',
    'aws:RequestedRegion': person.region,
    ...Object.fromEntries(
      Object.entries(person.attributes).map(([key, value]) => [`aws:PrincipalTag/${key}`, value]),
    ),
    ...(person.runAs !== undefined && { 'aws:PrincipalTag/SSMSessionRunAs': person.runAs }),
  };
  const policies = [policy, ...(person.isAdministrator ? [administrator] : [])];
  const scps = person.isGuarded ? access.serviceControlPolicies : [];
  const compiled = [
    ...policies.map((document, at) => compiledOnce('identity', document, at)),
    ...scps.map((document, at) => compiledOnce('service-control', document, at)),
  ];
  /** Whether it is allowed; a text where the simulator says something else. */
  return async ({ arn, context: ofResource }: Half): Promise<boolean | string> => {
    const request = {
      action: 'ssm:StartSession',
      resources: [{ arn, context: ofResource }],
      context,
      unstated: 'absent',
    } as const;
    const one = { policies, scps, request };
    const [ours] = evaluate(compiled, request).resources;
    if (!ours) throw new Error('no decision');
    if (ours.doubts.length > 0) return `in doubt: ${JSON.stringify([ours, one.request])}`;
    // The simulator has a principal of its own.
    tally.decided += 1;
    if (!person.isGuarded && tally.decided % askedEvery === 0) {
      const [theirs] = await decideTheirs(one, false);
      tally.simulated += 1;
      if (theirs === undefined || !admissible(ours, one).includes(theirs))
        return `the simulator says ${theirs}: ${JSON.stringify([ours, one.request])}`;
    }
    return ours.outcome === 'allowed';
  };
}

const known = new WeakMap<PolicyDocument, CompiledPolicy>();

function compiledOnce(kind: AttachedPolicy['kind'], document: PolicyDocument, at: number): CompiledPolicy {
  const [policy, refusals] = known.has(document)
    ? [known.get(document), []]
    : compilePolicy({ name: `${kind} ${at}`, kind, document });
  if (!policy) throw new Error(JSON.stringify(refusals));
  known.set(document, policy);
  return policy;
}

function peopleOf(whole: Json, role: RolePromise, all: readonly RolePromise[]): Person[] {
  const { regions } = partitions[(whole.partition ?? 'aws') as keyof typeof partitions];
  const home = whole.regions?.[0] ?? regions[0];
  const filled = (value: string) => ({ Project: value, Team: value, CostCenter: value });
  const plain: Person = {
    role: role.name,
    account: whole.accounts?.[0] ?? accounts[0],
    region: home,
    attributes: filled('red'),
    runAs: undefined,
    isAdministrator: false,
    isGuarded: false,
  };
  const { Team: _, ...withoutTeam } = filled('red');
  const attributes: Partial<Person>[] = [
    {},
    withoutTeam,
    filled(''),
    { ...filled('red'), Project: 'blue' },
    filled('*'),
  ].map((one) => ({ attributes: one as Person['attributes'] }));
  const other = all.find(({ osUser }) => osUser !== role.osUser)?.osUser ?? 'root';
  const tags: Partial<Person>[] = [role.osUser, other, '', '*'].map((runAs) => ({ runAs }));
  const places: Partial<Person>[] = [
    ...accounts.slice(1, 3).map((account) => ({ account })),
    ...regions.filter((region) => region !== home).map((region) => ({ region })),
  ];
  const pairs = [
    { ...attributes[3], ...tags[0] },
    { ...places[0], ...tags[0] },
    { ...places.at(-1), ...places[0] },
    { ...places.at(-1), ...tags[0] },
  ];
  const guards = hasServiceControl(whole) ? [{ isAdministrator: true, isGuarded: true }] : [];
  return [{}, ...attributes, ...tags, ...places, ...pairs].flatMap((change) =>
    [{}, { isAdministrator: true }, ...guards].map((beside) => ({ ...plain, ...change, ...beside })),
  );
}

/** Those in the scope of each role, and such that differ in one tag or in their kind. */
function nodesOf(role: RolePromise, all: readonly RolePromise[]): Node[] {
  const within = ({ nodes: { tags, matchTags } }: RolePromise): Record<string, string> => ({
    ...Object.fromEntries(Object.entries(tags).map(([key, [value]]) => [key, value ?? ''])),
    ...Object.fromEntries(Object.keys(matchTags).map((key) => [key, 'red'])),
  });
  const tags = within(role);
  const [kind = 'ec2'] = role.nodes.kinds as Node['kind'][];
  const changed = Object.entries(tags).flatMap(([key, value]) => {
    const { [key]: _, ...without } = tags;
    const others = ['', 'other', '*', value.toUpperCase(), ...(role.nodes.tags[key]?.slice(1) ?? ['blue'])];
    return [without, ...others.map((one) => ({ ...tags, [key]: one }))];
  });
  const ofOthers = all.filter((one) => one !== role).map(within);
  const kinds = (['ec2', 'hybrid', 'container'] as const).map((one) => ({ kind: one, tags }));
  return [...kinds, ...[{}, ...changed, ...ofOthers].map((one) => ({ kind, tags: one }))];
}

function documentsOf(whole: Json, { roles }: Access): (person: Person) => Document[] {
  const shells = roles.map(({ role }) => ({
    kind: 'shell' as const,
    role: role.name,
    name: role.document.name,
  }));
  const tunnels = roles.flatMap(({ role }) =>
    role.tunnels.map(({ document }) => ({ kind: 'tunnel' as const, role: role.name, name: document.name })),
  );
  const older = ((whole.documents?.previous ?? []) as string[]).map((name) => ({
    kind: 'older' as const,
    role: ownerOfOlder(whole, name),
    name,
  }));
  const aws = [
    'AWS-StartPortForwardingSession',
    'AWS-StartPortForwardingSessionToRemoteHost',
    'AWS-StartPortForwardingSessionToSocket',
    'AWS-StartSSHSession',
    'AWS-StartInteractiveCommand',
  ].map((name) => ({ of: { kind: 'aws' as const }, name, account: undefined }));
  const others = shells.flatMap(({ name }) => [`${name}2`, name.slice(0, -1), name.toLowerCase()]);
  const taken = new Set([...shells, ...tunnels, ...older].map(({ name }) => name));
  const foreign = others
    .filter((name) => !taken.has(name))
    .map((name) => ({ of: { kind: 'other' as const }, name }));
  return ({ account }) => {
    const elsewhere = [stranger, ...accounts.filter((one) => one !== account).slice(0, 1)];
    const named = [...shells, ...tunnels, ...older].flatMap(({ name, ...of }) =>
      [account, ...elsewhere].map((one): Document => ({ of, name, account: one })),
    );
    const rest = [...foreign, { of: { kind: 'default' as const }, name: 'SSM-SessionManagerRunShell' }];
    return [...named, ...rest.map((one): Document => ({ ...one, account })), ...aws];
  };
}

const tagged = (tags: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(tags).map(([key, value]) => [`ssm:resourceTag/${key}`, value]));

function nodeHalf(whole: Json, { account, region }: Person, { kind, tags }: Node): Half {
  const partition = whole.partition ?? 'aws';
  const ids = {
    ec2: `ec2:${region}:${account}:instance/i-0123456789abcdef0`,
    hybrid: `ssm:${region}:${account}:managed-instance/mi-0123456789abcdef0`,
    container: `ecs:${region}:${account}:task/cluster/0123456789abcdef`,
  };
  return {
    arn: `arn:${partition}:${ids[kind]}`,
    context: { 'aws:ResourceAccount': account, ...tagged(tags) },
  };
}

function documentHalf(whole: Json, { region }: Person, { name, account }: Document): Half {
  return {
    arn: `arn:${whole.partition ?? 'aws'}:ssm:${region}:${account ?? ''}:document/${name}`,
    context: {
      ...(account !== undefined && { 'aws:ResourceAccount': account }),
      ...tagged(whole.documents?.tags ?? {}),
    },
  };
}
