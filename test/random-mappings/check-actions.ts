/**
 * What people may do other than start sessions, with AdministratorAccess and alone: the guardrails of docs/guardrails.md, tagging, writing
 * documents, and other people's sessions.
 */
import type { Access } from '../../src/access/access.js';
import { evaluate } from '../../src/iam/evaluate/evaluate.js';
import { compilePolicy } from '../../src/iam/evaluate/policy.js';
import type { PolicyDocument } from '../../src/iam/policy.js';
import { admissible, decideTheirs } from '../iam/evaluate/differential/simulator.js';
import { administrator, type Tally } from './check-starts.js';
import { accounts, type Json, partitions } from './mappings.js';
import { denies, promiseOf, type RolePromise } from './promises.js';

interface Probe {
  readonly action: string;
  readonly arn: string;
  readonly context?: Readonly<Record<string, string | string[]>>;
  /** Whether it is denied from `switch` on, whatever else is attached. */
  readonly isDenied: boolean;
  /** Whether the policy itself allows it, where it is not denied. */
  readonly isGranted?: boolean;
}

export async function checkActions(whole: Json, access: Access, tally: Tally): Promise<string[]> {
  const found: string[] = [];
  for (const { role, policy } of access.roles) {
    const promise = promiseOf(whole, role.name);
    for (const probe of probesOf(whole, promise, access)) {
      const isDenied = denies(whole) && probe.isDenied;
      const isMerged = promise.opensAll && probe.action === 'ssm:SendCommand';
      const alone = await isAllowed(probe, [policy], tally);
      const withAdministrator = await isAllowed(probe, [policy, administrator], tally);
      const expected = [!isDenied && (probe.isGranted === true || isMerged), !isDenied];
      if ([alone, withAdministrator].join() !== expected.join())
        found.push(
          `${role.name}: ${JSON.stringify(probe)} is ${[alone, withAdministrator].join()} and not ${expected.join()}`,
        );
    }
  }
  return found;
}

function probesOf(whole: Json, { guardrails }: RolePromise, { roles }: Access): Probe[] {
  const { list, deny, except } = guardrails;
  /** Whether an entry of the list denies the action. */
  const by = (entry: string, action = entry, of: 'standard' | 'strict' = 'standard') =>
    (of === 'standard' ? list !== 'none' : list === 'strict') &&
    !except.includes(entry) &&
    !except.includes(action);
  const partition = (whole.partition ?? 'aws') as keyof typeof partitions;
  const region = whole.regions?.[0] ?? partitions[partition].regions[0];
  const account = whole.accounts?.[0] ?? accounts[0];
  const arn = (service: string, rest: string) => `arn:${partition}:${service}:${region}:${account}:${rest}`;
  const document = (name: string) => arn('ssm', `document/${name}`);
  const promises = Object.keys(whole.roles).map((name) => promiseOf(whole, name));
  const keys = promises.flatMap(({ nodes }) => [...Object.keys(nodes.tags), ...Object.keys(nodes.matchTags)]);
  const reached = (kind: string) => promises.some(({ nodes }) => nodes.kinds.includes(kind));
  const instance = arn('ec2', 'instance/i-0123456789abcdef0');
  const managed = arn('ssm', 'managed-instance/mi-0123456789abcdef0');
  const guarded = [
    ...roles.flatMap(({ role }) => [role.document.name, ...role.tunnels.map((one) => one.document.name)]),
    ...(whole.documents?.previous ?? []),
    'SSM-SessionManagerRunShell',
  ];
  const one = (action: string, on: string, isDenied: boolean): Probe => ({ action, arn: on, isDenied });
  const session = arn('ssm', 'session/someone-0123456789abcdef0');
  const ofSession = (owner: string) => ({
    'aws:userid': 'AROAEXAMPLEROLEID0001:alice@example.com',
    'ssm:resourceTag/aws:ssmmessages:session-id': owner,
  });
  const own = 'AROAEXAMPLEROLEID0001:alice@example.com';
  const updates = by('ssm:UpdateDocument');
  // By this template any name could be that of a role's document; with a StackSet, any with a hyphen.
  const protectsAll = whole.documents?.name === '{role}' && !whole.documents.stackSet;
  return [
    one('ssm:SendCommand', instance, by('ssm:SendCommand')),
    one('ssm:PutParameter', arn('ssm', 'parameter/x'), by('ssm:PutParameter')),
    one('ssm:CreateAssociationBatch', instance, by('ssm:CreateAssociation*', 'ssm:CreateAssociationBatch')),
    one(
      'ec2-instance-connect:SendSSHPublicKey',
      instance,
      by('ec2-instance-connect:*', 'ec2-instance-connect:SendSSHPublicKey'),
    ),
    one(
      'ec2-instance-connect:OpenTunnel',
      arn('ec2', 'instance-connect-endpoint/eice-0'),
      by('ec2-instance-connect:*', 'ec2-instance-connect:OpenTunnel'),
    ),
    one(
      'lambda:UpdateFunctionCode',
      arn('lambda', 'function:x'),
      by('lambda:UpdateFunction*', 'lambda:UpdateFunctionCode', 'strict'),
    ),
    one('dynamodb:PutItem', arn('dynamodb', 'table/x'), deny.includes('dynamodb:*')),
    one('sqs:SendMessage', arn('sqs', 'x'), deny.includes('sqs:Send*')),
    one('sns:Publish', arn('sns', 'x'), false),
    one('ssm:UpdateDocument', document('Other'), updates || (protectsAll && by('ssm:UpdateDocument*'))),
    one(
      'ssm:UpdateDocumentMetadata',
      document('Other'),
      protectsAll && by('ssm:UpdateDocument*', 'ssm:UpdateDocumentMetadata'),
    ),
    one('ssm:CreateDocument', document('Other'), protectsAll && by('ssm:CreateDocument')),
    ...guarded.flatMap((name) => [
      // An exception for this action is one of the entry of every document.
      one('ssm:UpdateDocument', document(name), updates || by('ssm:UpdateDocument*')),
      one(
        'ssm:UpdateDocumentMetadata',
        document(name),
        by('ssm:UpdateDocument*', 'ssm:UpdateDocumentMetadata'),
      ),
      one('ssm:CreateDocument', document(name), by('ssm:CreateDocument')),
      one('ssm:ModifyDocumentPermission', document(name), by('ssm:ModifyDocumentPermission')),
      one('ssm:DeleteDocument', document(name), by('ssm:DeleteDocument')),
    ]),
    ...[...keys, 'unrelated'].flatMap((key) => {
      const isScope = keys.includes(key);
      const context = { 'aws:TagKeys': [key.toUpperCase()] };
      return [
        { ...one('ec2:CreateTags', instance, isScope && reached('ec2') && by('ec2:CreateTags')), context },
        {
          ...one(
            'ssm:AddTagsToResource',
            managed,
            isScope && reached('hybrid') && by('ssm:AddTagsToResource'),
          ),
          context,
        },
      ];
    }),
    { ...one('ssm:ResumeSession', session, false), context: ofSession(own), isGranted: true },
    { ...one('ssm:ResumeSession', session, true), context: ofSession(`${own}2`) },
    { ...one('ssm:TerminateSession', session, false), context: ofSession(`${own}2`) },
    { ...one('ssm:TerminateSession', session, false), context: ofSession(own), isGranted: true },
  ];
}

/** Fails where the simulator says something else. */
async function isAllowed(
  { action, arn, context = {} }: Probe,
  policies: readonly PolicyDocument[],
  tally: Tally,
): Promise<boolean> {
  const request = { action, resources: [{ arn }], context, unstated: 'absent' } as const;
  const compiled = policies.map((policy, at) => {
    const [one] = compilePolicy({ name: `identity ${at}`, kind: 'identity', document: policy });
    if (!one) throw new Error('the policy is refused');
    return one;
  });
  const [ours] = evaluate(compiled, request).resources;
  if (!ours) throw new Error('no decision');
  tally.decided += 1;
  if (tally.decided % 5 === 0) {
    const one = { policies, scps: [], request };
    const [theirs] = await decideTheirs(one, false);
    tally.simulated += 1;
    if (theirs === undefined || !admissible(ours, one).includes(theirs))
      throw new Error(`the simulator says ${theirs}: ${JSON.stringify([ours, request])}`);
  }
  return ours.outcome === 'allowed';
}
