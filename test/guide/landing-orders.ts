/**
 * The cut-over as a graph: what may land, in which order, and what a person can then become. Each state is judged with the
 * engine of the proof; the orders that something refuses are edges that a guard takes away.
 */

import { evaluate, type Request } from '../../src/iam/evaluate/evaluate.js';
import { type AttachedPolicy, type CompiledPolicy, compilePolicy } from '../../src/iam/evaluate/policy.js';
import type { PolicyDocument } from '../../src/iam/policy.js';
import { readPolicy } from '../../src/iam/read-policy.js';
import type { StepName } from '../../src/mapping/step.js';
import { type RunAsPreferences, runAs } from '../../src/verify/run-as.js';
import { compileMapping } from '../cases/case.js';

/** Two places with a state of their own for the documents; the policies are a third state, and the attribute may be a fourth. */
export const places = ['111111111111', '222222222222'] as const;

export interface State {
  readonly documents: readonly boolean[];
  readonly policies: 'before' | StepName;
  /** Identity Center's attribute. */
  readonly attribute: boolean;
  /** The identity provider's claim, which the attribute hides. */
  readonly claim: boolean;
  /** On the person's open role session: what was true when it began. */
  readonly tag: string | undefined;
}

/** A kind of person, and what was true for it before the first step. */
export interface Person {
  readonly name: string;
  readonly attribute: boolean;
  readonly claim: boolean;
  /** What the directory says of the person; without, the attribute yields no tag. */
  readonly inDirectory: boolean;
}

export const persons: readonly Person[] = [
  { name: 'tag by attribute', attribute: true, claim: false, inDirectory: true },
  { name: 'no tag', attribute: true, claim: false, inDirectory: false },
  { name: 'tag by attribute, claim hidden', attribute: true, claim: true, inDirectory: true },
  { name: 'tag by claim only', attribute: false, claim: true, inDirectory: true },
];

const users = { attribute: 'alice', claim: 'carol' } as const;

export function tagAtSignIn(
  person: Person,
  { attribute, claim }: Pick<State, 'attribute' | 'claim'>,
): string | undefined {
  if (attribute) return person.inDirectory ? users.attribute : undefined;
  return claim ? users.claim : undefined;
}

/** What the permission set could do before, by a policy that stays attached. */
export const rightsBefore = ['no session', 'default document', 'any document'] as const;
export type RightsBefore = (typeof rightsBefore)[number];

export function beginning(person: Person): State {
  const { attribute, claim } = person;
  const state = {
    documents: places.map(() => false),
    policies: 'before',
    attribute,
    claim,
    tag: undefined,
  } as const;
  return { ...state, tag: tagAtSignIn(person, state) };
}

/** Something that lands. */
export interface Move {
  readonly name: string;
  readonly to: State;
}

const forward: Readonly<Record<State['policies'], State['policies'] | undefined>> = {
  before: 'prepare',
  prepare: 'switch',
  switch: 'enforce',
  enforce: undefined,
};
const backward: Readonly<Record<State['policies'], State['policies'] | undefined>> = {
  before: undefined,
  prepare: undefined,
  switch: 'prepare',
  enforce: 'switch',
};

export type Direction = 'forward' | 'back';

function moves(state: State, person: Person, direction: Direction): readonly Move[] {
  const policies = (direction === 'forward' ? forward : backward)[state.policies];
  const landing = state.documents.flatMap((isThere, at) =>
    isThere
      ? []
      : [{ name: `documents of ${places[at]}`, to: { ...state, documents: state.documents.with(at, true) } }],
  );
  const now = tagAtSignIn(person, state);
  return [
    ...landing,
    ...(policies === undefined ? [] : [{ name: policies, to: { ...state, policies } }]),
    ...(direction === 'forward' && state.attribute
      ? [{ name: 'attribute removed', to: { ...state, attribute: false } }]
      : []),
    ...(direction === 'forward' && state.claim
      ? [{ name: 'claim removed', to: { ...state, claim: false } }]
      : []),
    ...(direction === 'back' && person.attribute && !state.attribute
      ? [{ name: 'attribute returns', to: { ...state, attribute: true } }]
      : []),
    ...(direction === 'back' && !person.attribute && person.claim && !state.claim
      ? [{ name: 'claim returns', to: { ...state, claim: true } }]
      : []),
    ...(now === state.tag ? [] : [{ name: 'new sign-in', to: { ...state, tag: now } }]),
  ];
}

export interface Guard {
  readonly name: string;
  /** Of the gate, where a plan shows it; else it is a command or a look that ROLLOUT.md begins with. */
  readonly codes: readonly string[];
  readonly refuses: (from: State, move: Move, person: Person) => boolean;
}

const isStrict = ({ policies }: State) => policies === 'switch' || policies === 'enforce';

/** `depends_on` holds the first where one plan does both; else the gate, or ROLLOUT.md's question to AWS before its call. */
export const guards: readonly Guard[] = [
  {
    name: 'policies before the attribute',
    codes: ['gate-attributes-first', 'gate-policies-behind', 'gate-policies-unseen'],
    refuses: (from, { name }) => name === 'attribute removed' && !isStrict(from),
  },
  {
    name: 'a hidden claim first',
    codes: [],
    refuses: (from, { name }) => name === 'attribute removed' && from.claim,
  },
  {
    name: 'a claim that decides last',
    codes: [],
    refuses: (from, { name }) => name === 'claim removed' && !from.attribute && !isStrict(from),
  },
  {
    name: 'back with the tag on everybody',
    codes: ['gate-reopened-without-tag', 'gate-reopened-early'],
    refuses: (from, { name }, person) => {
      const before = beginning(person).tag;
      return (
        name === 'prepare' && isStrict(from) && (from.tag !== before || tagAtSignIn(person, from) !== before)
      );
    },
  },
];

export interface Reached {
  readonly state: State;
  /** The shortest order that leads here. */
  readonly order: readonly string[];
}

/** Every state that some order of landings reaches, guards heeded. */
export function reachable(
  from: State,
  person: Person,
  heeded: readonly Guard[],
  direction: Direction = 'forward',
): readonly Reached[] {
  const found = new Map<string, Reached>([[JSON.stringify(from), { state: from, order: [] }]]);
  for (const { state, order } of found.values()) {
    for (const move of moves(state, person, direction)) {
      const key = JSON.stringify(move.to);
      if (found.has(key) || heeded.some(({ refuses }) => refuses(state, move, person))) continue;
      found.set(key, { state: move.to, order: [...order, move.name] });
    }
  }
  return [...found.values()];
}

/** What a person asks for. A request without a document is authorised in one of two ways, of which AWS documents one at a time. */
export const starts = [
  'own',
  "another role's",
  'default',
  'default, not named',
  'default, not named, unchecked',
] as const;
export type Start = (typeof starts)[number];

/** What does not change while the cut-over lands. */
export interface Surroundings {
  readonly before: RightsBefore;
  readonly defaultDocument: RunAsPreferences;
  /** Whether the mapping says, of each role, who could start the default document before: `sessionsBefore`. */
  readonly isSaid: boolean;
  /** Whether the service control policy of `prepare` was attached before anything else. */
  readonly isGuarded: boolean;
}

/** What must be said or shown before something lands; `gate --strict` refuses it by this code until it is. */
export const preparations: readonly {
  readonly name: string;
  readonly code: string;
  readonly done: Partial<Surroundings>;
}[] = [
  { name: '`sessionsBefore` stated', code: 'gate-default-document-opened', done: { isSaid: true } },
  { name: 'the service control policy first', code: 'gate-scp-unseen', done: { isGuarded: true } },
];

export interface Judge {
  /** The Linux user at a place, or nobody. */
  readonly userOf: (state: State, around: Surroundings, start: Start, place: number) => string | undefined;
  /** The user of the new rule. */
  readonly ownUser: string;
}

/** Where people live by the tag, Run As is on; an account that never touched the document has it off. */
export const defaultDocuments: readonly RunAsPreferences[] = [
  { runAsEnabled: true, runAsDefaultUser: 'shared' },
  { runAsEnabled: false },
];

export async function createJudge(): Promise<Judge> {
  /** By step and `sessionsBefore`. */
  const policies = new Map<string, CompiledPolicy>();
  /** Those that the cut-over brings. */
  const documents = new Map<Start, RunAsPreferences & { readonly name: string }>();
  let organisation: readonly CompiledPolicy[] = [];
  const steps = ['prepare', 'switch', 'enforce'] as const;
  for (const [rollout, said] of steps.flatMap((step) => saidBefore.map((said) => [step, said] as const))) {
    const { access, diagnostics } = await compileMapping(mappingAt(rollout, said), 'hcl');
    const [other, own] = access?.roles ?? [];
    if (!access || !own || !other) throw new Error(JSON.stringify(diagnostics, null, 2));
    policies.set(`${rollout} ${said}`, compiled(rollout, JSON.parse(own.policyText)));
    if (rollout === 'prepare') {
      organisation = access.serviceControlPolicies.map((policy) =>
        compiled('organisation', policy, 'service-control'),
      );
    }
    documents.set('own', { name: own.role.document.name, ...inputsOf(own.document.inputs) });
    documents.set("another role's", { name: other.role.document.name, ...inputsOf(other.document.inputs) });
  }

  const userOf: Judge['userOf'] = (state, around, start, place) => {
    const { before, defaultDocument, isGuarded, isSaid } = around;
    const named = documents.get(start);
    if (named && !state.documents[place]) return undefined;
    const attached = [
      policiesBefore[before],
      policies.get(`${state.policies} ${isSaid ? before !== 'no session' : undefined}`),
      ...(isGuarded ? organisation : []),
    ].filter((policy) => policy !== undefined);
    const decision = evaluate(attached, requestFor(start, named?.name, state.tag, places[place] ?? ''));
    if (decision.ambiguous) throw new Error(`no clear decision on ${start}`);
    if (decision.outcome !== 'allowed') return undefined;
    const sessionTags = state.tag === undefined ? {} : { SSMSessionRunAs: state.tag };
    const result = runAs({ sessionTags, roleTags: {}, defaultDocument, ...(named && { document: named }) });
    return result.kind === 'user' ? result.user : result.kind;
  };
  return { userOf, ownUser: documents.get('own')?.runAsDefaultUser ?? '' };
}

function inputsOf(inputs: { readonly [key: string]: unknown }): RunAsPreferences {
  return { runAsEnabled: inputs.runAsEnabled === true, runAsDefaultUser: String(inputs.runAsDefaultUser) };
}

/** What the mapping may say of a role; see `sessionsBefore`. */
const saidBefore = [undefined, true, false] as const;

function mappingAt(rollout: StepName, said: boolean | undefined): string {
  return `version: 1
rollout: ${rollout}
accessControlAttributes: { configuration: managed, removes: x, keep: { Team: y } }
accounts: ${JSON.stringify(places)}
regions: [eu-central-1]
nodes: { tags: { ssm-runas: linux } }
roles:
  admin: { osUser: ops-admin, permissionSet: LinuxAdmin }
  developer: { osUser: dev, permissionSet: LinuxDeveloper${said === undefined ? '' : `, sessionsBefore: ${said}`} }
`;
}

function compiled(name: string, json: unknown, kind: AttachedPolicy['kind'] = 'identity'): CompiledPolicy {
  const [document, refusals] = readPolicy(name, json);
  const [policy, more] = document ? compilePolicy({ name, kind, document }) : [undefined, []];
  if (!policy) throw new Error(JSON.stringify([...refusals, ...more]));
  return policy;
}

const allow = (...Resource: string[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'ssm:StartSession', Resource }],
});

const policiesBefore: Readonly<Record<RightsBefore, CompiledPolicy | undefined>> = {
  'no session': undefined,
  'default document': compiled(
    'before',
    allow('arn:aws:ec2:*:*:instance/*', 'arn:aws:ssm:*:*:document/SSM-SessionManagerRunShell'),
  ),
  'any document': compiled('before', allow('*')),
};

/** As AWS authorises it: the node and the document, each with what belongs to it. */
function requestFor(
  start: Start,
  name: string | undefined,
  tag: string | undefined,
  account: string,
): Request {
  const document =
    start === 'default, not named, unchecked' ? undefined : (name ?? 'SSM-SessionManagerRunShell');
  const own = { 'aws:ResourceAccount': account };
  const node = {
    arn: `arn:aws:ec2:eu-central-1:${account}:instance/i-0123456789abcdef0`,
    context: { ...own, 'ssm:resourceTag/ssm-runas': 'linux' },
  };
  return {
    action: 'ssm:StartSession',
    resources:
      document === undefined
        ? [node]
        : [node, { arn: `arn:aws:ssm:eu-central-1:${account}:document/${document}`, context: own }],
    context: {
      'aws:PrincipalAccount': account,
      'aws:PrincipalArn': `arn:aws:iam::${account}:role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_LinuxDeveloper_0123456789abcdef`,
      'aws:RequestedRegion': 'eu-central-1',
      'aws:userid': 'AROAEXAMPLE:ada',
      ...(tag !== undefined && { 'aws:PrincipalTag/SSMSessionRunAs': tag }),
      ...(start === 'default, not named, unchecked' && { 'ssm:SessionDocumentAccessCheck': 'false' }),
    },
  };
}
