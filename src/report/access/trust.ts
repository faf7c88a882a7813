/** What ACCESS.md says rests on trust: what no policy of ours can hold, as far as it concerns this mapping. */
import type { Access } from '../../access/access.js';
import { runAsTag } from '../../aws/names.js';
import type { Role, RoleMapping } from '../../mapping/model.js';
import { bullets, code, codes, type Section } from '../../markdown/markdown.js';
import { serviceControlPolicyPath } from '../../terraform/plan/plan.js';

export function trust(mapping: RoleMapping, access: Access): Section {
  return {
    heading: 'What rests on trust',
    body: [
      bullets([
        'The nodes: each Linux user exists on the nodes above; nothing here creates it, and where it is missing no session starts. What it may do there is up to the node: `sudo` can make all users equal.',
        assignmentsTrust,
        identityProviderTrust(mapping),
        'Whoever has `iam:*`, may assume other roles (`sts:AssumeRole`), or administers EC2 or Identity Center can leave these policies.',
        everybodyElse(mapping, access),
        ...(mapping.roles.some(({ nodes }) => Object.keys(nodes.tags).length === 0)
          ? [
              'A role that reaches every node reaches Windows nodes and containers too, where Run As does not hold.',
            ]
          : []),
        ...mapping.roles.flatMap(exported),
        ...(mapping.step.deniesOtherDocuments ? [] : mapping.roles.flatMap(mergedOpenly)),
        ...sharedUsers(mapping.roles),
        ...(mapping.step.deniesOtherDocuments && access.roles.some(({ arns }) => arns === 'wildcard')
          ? [
              'Where the policy names the document in any account: AWS says with `aws:ResourceAccount` whose it is. Should it not, nobody starts a session.',
            ]
          : []),
        ...(mapping.step.deniesOtherDocuments
          ? [
              'AWS asks the policy about the node and about the document, about the default one where none is named. Should it ask about the node alone, without saying that no document is named, that is allowed.',
            ]
          : []),
        'AWS: its rules are taken from its documentation; no account was asked.',
      ]),
    ],
  };
}

/** Of these two the proof says nothing either, whatever the mapping. */
export const assignmentsTrust = 'Identity Center: who is assigned to which permission set.';

export function identityProviderTrust({ step, roles }: RoleMapping): string {
  const meaning =
    step.expectsNoTag && roles.every(({ principalTag }) => principalTag === 'forbid')
      ? 'and whoever it sends the tag for gets no session.'
      : 'and where a role lets a tag decide, its tag does.';
  return `The identity provider: it can send the tag ${code(runAsTag)} by itself, ${meaning}`;
}

function everybodyElse({ guardrails }: RoleMapping, { serviceControlPolicies }: Access): string {
  const others =
    'Everybody else: other permission sets, users and roles that may start sessions widely can pick any document here, and its Linux user';
  if (serviceControlPolicies.length > 0) {
    const files = serviceControlPolicies.map((_, at) => serviceControlPolicyPath(at));
    return `${others}, as long as ${codes(files)} is not attached in AWS Organizations. Whether it is cannot be seen here.`;
  }
  return guardrails.list !== 'none'
    ? `${others}.`
    : `${others}. With \`guardrails: none\` no service control policy is written against it.`;
}

function exported({ name, inlinePolicy }: Role): readonly string[] {
  if (inlinePolicy.kind !== 'export') return [];
  return [`${code(name)}: its policy holds once the output \`inline_policies\` is attached as it is.`];
}

/** Denies that would outrank it come with the next step. */
function mergedOpenly({ name, inlinePolicy }: Role): readonly string[] {
  if (inlinePolicy.kind !== 'merge') return [];
  return [
    `${code(name)}: what ${code(inlinePolicy.file)} allows, which may be sessions on other nodes and by other documents than those above. Before \`switch\` nothing denies them.`,
  ];
}

function sharedUsers(roles: readonly Role[]): readonly string[] {
  const rolesOf = new Map<string, string[]>();
  for (const { name, osUser } of roles) rolesOf.set(osUser, [...(rolesOf.get(osUser) ?? []), name]);
  return [...rolesOf].flatMap(([user, names]) =>
    names.length < 2
      ? []
      : [`${codes(names)} become the same Linux user ${code(user)}: a node cannot tell them apart.`],
  );
}
