/**
 * What the proof does not cover, said each time it is printed: what no policy can do, what the mapping leaves open, and what
 * only an account at AWS could show. Knows which of it applies to a mapping.
 */

import type { Access } from '../../access/access.js';
import { openWays, waysAround } from '../../aws/ways-around.js';
import type { CompiledPolicy } from '../../iam/evaluate/policy.js';
import { compileGlob, globOf } from '../../iam/glob.js';
import type { Role, RoleMapping } from '../../mapping/model.js';
import { scopeTagKeys } from '../../mapping/node-scope.js';
import { documentsOfRole } from '../../mapping/role-documents.js';
import { otherPrincipalScenario } from './other-principals.js';
import { nothing } from './policy-sets.js';
import type { TriedOutcome } from './trial.js';
import type { TriedRole } from './violations.js';

export interface Limit {
  /** Stable: programs rely on it. */
  readonly id: string;
  readonly text: string;
}

type LimitRule = (
  mapping: RoleMapping,
  access: Access,
  tried: readonly TriedRole[],
  serviceControl: readonly CompiledPolicy[],
) => readonly string[];

const rules: Readonly<Record<string, LimitRule>> = {
  'tag-decides': ({ step, roles }) => {
    const ignoring = roles.filter(({ principalTag }) => principalTag === 'ignore');
    if (step.expectsNoTag || ignoring.length === 0) return [];
    const whose = ignoring.length === roles.length ? '' : ` for ${names(ignoring)}`;
    const because = step.deniesOtherDocuments ? 'does not deny it yet' : 'takes nothing away';
    return [
      `In \`${step.name}\` the tag SSMSessionRunAs decides the Linux user${whose} if the person still has the tag: the step ${because}.`,
    ];
  },
  'default-document': ({ step, roles }, _, tried) => {
    const open = tried.filter(({ trial }) => isOpenBy(trial.results.get('document-default')?.get(nothing)));
    if (step.deniesOtherDocuments || open.length === 0) return [];
    const whose =
      open.length === roles.length ? '' : ` for ${names(open.map(({ subject }) => subject.role))}`;
    return [
      `In \`${step.name}\` sessions by the default document stay open${whose}; their Linux user is what the tag or that document says. What other policies allow is not looked into.`,
    ];
  },
  'node-alone': ({ step, lockedDefault }, _, tried) => {
    const open = tried.filter(({ trial }) => isOpen(trial.results.get('document-left-out-unmarked')));
    if (!step.deniesOtherDocuments || open.length === 0) return [];
    const isLocked = lockedDefault !== undefined && step.locksDefaultDocument;
    const result = isLocked
      ? ' Where the lock of the default document is applied, such a session opens no shell, unless the person has the tag SSMSessionRunAs.'
      : '';
    return [
      `If AWS authorised a node without a document and sent no ssm:SessionDocumentAccessCheck, the request would be allowed. Today AWS authorises the default document too, which is denied.${result}`,
    ];
  },
  outsiders: ({ guardrails, serviceControlTargets }, _, tried) => {
    const open = tried.filter(({ trial }) => isOpen(trial.results.get(otherPrincipalScenario.id)));
    if (open.length === 0) return [];
    const remedy =
      guardrails.list !== 'none'
        ? serviceControlTargets === undefined
          ? 'Attach identity-center/scp.json, and prove it with `--scp`.'
          : 'Apply service-control-policies/, and prove its scp.json with `--scp`.'
        : 'With `guardrails: none` there is no service control policy against it.';
    return [
      `Anybody else with broad rights to start sessions can pick a role's document and become its Linux user. ${remedy}`,
    ];
  },
  'service-control-policies': (_mapping, _access, _tried, serviceControl) => {
    const lists = serviceControl.filter(({ limits }) => limits);
    if (serviceControl.length === 0) return [];
    if (lists.length === 0)
      return [
        'The service control policies at hand only deny: FullAWSAccess is taken to be attached as well, at each level.',
      ];
    const each = lists.length === 1 ? 'at one level' : 'each at a level of its own';
    return [
      `${names(lists)} allow${lists.length === 1 ? 's' : ''}: taken to replace FullAWSAccess, ${each} (root, organizational unit or account). Policies of one level belong in one file.`,
    ];
  },
  exported: (_, { roles }) => {
    const exported = roles
      .map(({ role }) => role)
      .filter(({ inlinePolicy }) => inlinePolicy.kind === 'export');
    return of(
      exported,
      (whose) => `For ${whose} the proof holds if the output \`inline_policies\` is attached as it is.`,
    );
  },
  'nodes-unscoped': ({ roles }) => {
    const unscoped = roles.filter(({ nodes }) => scopeTagKeys(nodes).length === 0);
    return of(
      unscoped,
      (whose) =>
        `${whose} can reach every node; on Windows nodes Run As does not hold, and a session is a local administrator.`,
    );
  },
  'matched-nodes': ({ roles }) => {
    const matching = roles.filter(
      ({ nodes }) => Object.keys(nodes.matchTags).length > 0 && Object.keys(nodes.tags).length === 0,
    );
    return of(
      matching,
      (whose) =>
        `${whose} can reach every node that matches the person's attribute, Windows nodes too; there Run As does not hold, and a session is a local administrator.`,
    );
  },
  'older-documents': ({ roles }) => {
    const keeping = roles.filter((role) => documentsOfRole(role).some(({ older = [] }) => older.length > 0));
    return of(
      keeping,
      (whose) =>
        `${whose} may still start older documents that \`documents.previous\` lists. The mapping does not say what these contain: the proof assumes that each has the Linux user, or the port and host, of the document that replaced it. \`gate\` compares them in the plan of the StackSet that removes them.`,
    );
  },
  tunnels: ({ roles }) => {
    const forwarding = roles.filter(({ tunnels, awsDocuments }) => tunnels.length + awsDocuments.length > 0);
    const ssh = roles.filter(({ awsDocuments }) => awsDocuments.includes('AWS-StartSSHSession'));
    return [
      ...of(
        forwarding,
        (whose) =>
          `${whose} can forward ports. A tunnel opens no shell, reaches what the node reaches, and is not logged by Session Manager; what the server at its end allows is that server's business.`,
      ),
      ...of(
        ssh,
        (whose) => `For ${whose} the SSH server of the node decides the Linux user of SSH connections.`,
      ),
    ];
  },
  guardrails: ({ step, roles }) => {
    if (!step.deniesOtherDocuments) return [];
    const open = roles.filter(({ guardrails }) => guardrails.list === 'none' || guardrails.except.length > 0);
    return of(
      open,
      (whose) => `For ${whose} guardrails are off or have exceptions; what they would deny was not checked.`,
    );
  },
  'guardrails-open': ({ step, roles }) => {
    if (!step.deniesOtherDocuments) return [];
    const standard = roles.filter(({ guardrails }) => guardrails.list === 'standard');
    const open = openWays
      .map(({ ways, effect }) => ({ ways: ways.filter((way) => !isDeniedByAll(roles, way)), effect }))
      .filter(({ ways }) => ways.length > 0)
      .map(({ ways, effect }) => `${ways.join(', ')} (${effect})`);
    return [
      ...of(
        standard,
        (whose) =>
          `For ${whose} other services that run code on nodes stay open: ${strictServices.join(', ')}. \`guardrails: strict\` denies the actions that docs/guardrails.md lists.`,
      ),
      `Neither list of guardrails covers: ${open.join('; ')}.`,
    ];
  },
  'resource-account': ({ step }, { roles }) =>
    step.deniesOtherDocuments && roles.some(({ arns }) => arns === 'wildcard')
      ? [
          'Without listed accounts everything rests on aws:ResourceAccount; should AWS not send it with StartSession, nobody starts a session.',
        ]
      : [],
  'becoming-another': () => [
    'Who also has iam:*, may assume other roles (sts:AssumeRole) or administers EC2 can get around the policy by using another identity.',
  ],
  'aws-itself': () => [
    'The rules of AWS come from its documentation; no AWS account was used. It is not checked whether the Linux user exists on the nodes, nor its rights there.',
  ],
};

export function limitsOf(
  mapping: RoleMapping,
  access: Access,
  tried: readonly TriedRole[],
  serviceControl: readonly CompiledPolicy[],
): readonly Limit[] {
  return Object.entries(rules).flatMap(([id, rule]) =>
    rule(mapping, access, tried, serviceControl).map((text) => ({ id, text })),
  );
}

/** What is said of some roles, if there are any. */
function of(roles: readonly Role[], text: (whose: string) => string): readonly string[] {
  return roles.length === 0 ? [] : [text(names(roles))];
}

type Outcomes = ReadonlyMap<string, TriedOutcome>;

function isOpen(results: ReadonlyMap<string, Outcomes> | undefined): boolean {
  return [...(results?.values() ?? [])].some(isOpenBy);
}

function isOpenBy(outcomes: Outcomes | undefined): boolean {
  return [...(outcomes?.values() ?? [])].some(({ outcome }) => outcome.kind !== 'denied');
}

/** By their IAM prefixes, in the order of the list. */
const strictServices: readonly string[] = [
  ...new Set(
    waysAround.strict
      .filter((entry) => !waysAround.standard.includes(entry))
      .map((entry) => entry.slice(0, entry.indexOf(':'))),
  ),
];

/** By `guardrails.deny`. */
function isDeniedByAll(roles: readonly Role[], action: string): boolean {
  const denies = (pattern: string) => compileGlob(globOf(pattern.toLowerCase()))(action.toLowerCase());
  return roles.every(({ guardrails }) => guardrails.deny.some(denies));
}

const mostNamed = 6;

function names(roles: readonly { readonly name: string }[]): string {
  const shown = roles.slice(0, mostNamed).map(({ name }) => name);
  const left = roles.length - shown.length;
  return left > 0 ? `${shown.join(', ')} and ${left} more` : shown.join(', ');
}
