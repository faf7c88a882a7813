/**
 * What a plan means for the people behind the roles, in sentences. Describes what the plan shows, whether or not it is
 * accepted; judges nothing.
 */

import { listed } from '../diagnostics/catalog/quoted.js';
import type { RoleMapping } from '../mapping/model.js';
import { namesOfDocument } from '../mapping/role-documents.js';
import { shellWord } from '../shell/quote.js';
import { textOf } from '../source/json-value.js';
import { subjectOf } from '../verify/scenarios/subject.js';
import { deniesDefaultDocument, deniesOtherTag } from './default-document.js';
import type { ExpectedRole } from './expected.js';
import {
  closesOtherWays,
  deniesTag,
  isGenerated,
  lineOfPrevious,
  linuxUserOf,
  missingFrom,
  type PlannedPolicy,
  plannedPolicy,
  purposeOfDocument,
  tunnelOf,
} from './plan-reading.js';
import {
  type AttributesChange,
  type DocumentChange,
  isLeftAlone,
  isRemoved,
  type Planned,
  type PlanView,
  type PolicyChange,
} from './plan-view.js';
import type { StackSetView, TemplateDocument } from './stack-sets.js';
import { type Tag, tagOf } from './tag.js';
import type { ResourceChange } from './terraform-plan.js';

export function effectsOnRoles(
  view: PlanView,
  roles: readonly ExpectedRole[],
  mapping: RoleMapping,
): readonly string[] {
  const tag = tagOf(view.attributes);
  return [
    ...roles.flatMap((expected) => {
      const { name } = expected.role;
      const policy = view.policies.find((one) => one.expected?.role.name === name);
      return policy ? [`${name}: ${forRole(policy, expected, tag, mapping)}`] : [];
    }),
    ...view.attributes.flatMap(forAttributes),
    ...view.documents.flatMap(forDocument),
    ...view.policies.flatMap(howToLook),
  ];
}

/** What leaves a StackSet stays in the accounts, and policies may go on naming it. */
export function effectsOfStackSets(
  { sets, former, formerInstances }: StackSetView,
  mapping: RoleMapping,
): readonly string[] {
  const previous = mapping.documents.previous.map(({ name }) => name);
  const effects = sets.flatMap(({ change, before, after, template }) => {
    if (isLeftAlone(change) || isRemoved(change) || template === 'unknown') return [];
    const created = [...after].filter(([name]) => !before.has(name));
    const left = [...before].filter(([name]) => !after.has(name));
    const open = left
      .filter(
        ([name, { content, isRetained }]) =>
          isRetained &&
          !previous.includes(name) &&
          created.some(([, one]) => purposeOfDocument(one.content) === purposeOfDocument(content)),
      )
      .map(([name]) => name);
    return [
      ...created.map(
        ([name, { content }]) => `document ${name}: create (${purposeAfter(undefined, content)})`,
      ),
      ...left.map(leavesSet),
      ...(open.length > 0
        ? [
            `people with the old clients or policies need the old documents until all have the new ones: add to the mapping: ${lineOfPrevious([...previous, ...open])}`,
          ]
        : []),
    ];
  });
  const left = former.flatMap(({ change, before }) => (isLeftAlone(change) ? [] : [...before]));
  return [
    ...effects,
    ...left.map(leavesSet),
    ...former.flatMap(({ change }) => forgottenSet(change)),
    ...formerInstances.flatMap(forgottenInstances),
  ];
}

/** Nothing in the mapping says that it exists still. */
function forgottenSet({ action, before }: ResourceChange): readonly string[] {
  if (action !== 'forget') return [];
  return [
    `StackSet ${textOf(before?.name)}: Terraform removes it from its state only; it stays in AWS with its documents, and with automatic deployment CloudFormation creates them in new accounts, too`,
  ];
}

function forgottenInstances({ action, before }: ResourceChange): readonly string[] {
  if (action !== 'forget') return [];
  return [
    `instances of StackSet ${textOf(before?.stack_set_name)}: Terraform removes them from its state only; they stay in AWS`,
  ];
}

function leavesSet([name, { isRetained }]: readonly [string, TemplateDocument]): string {
  return `document ${name}: leaves the StackSet; ${isRetained ? 'it stays in the accounts' : 'it is deleted in the accounts'}`;
}

function forDocument({
  change,
  region,
  nameBefore,
  nameAfter,
  before,
  after,
}: DocumentChange): readonly string[] {
  const { action } = change;
  if (action !== 'forget' && isLeftAlone(change)) return [];
  const isCommand = (change.after ?? change.before)?.document_type === 'Command';
  const isGone = action === 'delete' || action === 'forget';
  const ofSession = isGone ? purposeBefore(before) : purposeAfter(before, after);
  const purpose = isCommand ? 'runs on nodes' : ofSession;
  const where = region === undefined ? '' : ` in ${region}`;
  const effect = action === 'forget' ? 'Terraform removes it from its state only; it stays in AWS' : action;
  return [`document ${nameAfter ?? nameBefore ?? change.address}${where}: ${effect} (${purpose})`];
}

function purposeBefore(before: string | undefined): string {
  const tunnel = tunnelOf(before);
  return tunnel === undefined ? `was ${linuxUserOf(before) ?? 'nobody'}` : `was a tunnel to ${tunnel}`;
}

/** Where a tunnel leads is what its document gives people, as the Linux user is of another. */
function purposeAfter(before: string | undefined, after: Planned<string>): string {
  if (after === 'unknown') return 'Linux user somebody unknown';
  const [led, leads] = [tunnelOf(before), tunnelOf(after)];
  if (leads === undefined) return `Linux user ${linuxUserOf(after) ?? 'unstated'}`;
  const was = led === undefined || led === leads ? '' : ` (led to ${led})`;
  return `tunnel to ${leads}${was}, no shell`;
}

function forRole(policy: PolicyChange, expected: ExpectedRole, tag: Tag, mapping: RoleMapping): string {
  const { change, before, after } = policy;
  const user = expected.role.osUser;
  const planned = plannedPolicy(after);
  if (!planned)
    return change.action === 'forget'
      ? 'Terraform removes the policy from its state only'
      : 'loses the policy, or the plan does not show it';
  const old = plannedPolicy(before);
  const was = old && isGenerated(old) ? old : undefined;
  if (tag === 'comes back')
    return `the tag decides the Linux user again, from the next sign-in (was: ${user})`;
  if (!closesOtherWays(planned)) return preparing(change, user, tag);
  if (tag === 'goes') return `becomes ${user} (was: decided by tag)`;
  if (change.action === 'no-op') return `stays ${user}; nothing changes`;
  return settled(policy, was, planned, expected, tag, mapping);
}

function preparing({ action }: PolicyChange['change'], user: string, tag: Tag): string {
  const decides = tag === 'is gone' ? 'no tag is sent any more' : 'the tag still decides';
  if (action === 'no-op') return `may start as ${user}; ${decides}; nothing changes`;
  return `may start as ${user} with the role's document; ${decides}; nobody loses access`;
}

function settled(
  { before }: PolicyChange,
  was: PlannedPolicy | undefined,
  planned: PlannedPolicy,
  { role, access }: ExpectedRole,
  tag: Tag,
  mapping: RoleMapping,
): string {
  const user = role.osUser;
  const unseen = tag === 'is not shown' ? '; whether a tag is still sent, this plan does not show' : '';
  if (!was) return `becomes ${user} (had no policy of this tool)${unseen}`;
  // The Linux user is that of the document; whose another document was, this plan does not show. Tunnels may keep theirs.
  const isSame = namesOfDocument(role.document).some((name) => was.documents.has(name));
  const becomes = `${isSame ? 'stays' : 'gets another document, as'} ${user}`;
  // A statement before the plan may have the Sid and deny less.
  const subject = subjectOf(mapping, access);
  if (deniesTag(planned) && !(deniesTag(was) && deniesOtherTag(before, subject)))
    return `${becomes}; sessions with a tag are denied from now on`;
  if (!deniesTag(planned) && deniesTag(was))
    return `${becomes}; sessions with a tag are allowed again, and the tag decides`;
  if (!closesOtherWays(was) || !deniesDefaultDocument(before, subject)) {
    return tag === 'stays'
      ? `may use only its document; the tag still decides`
      : `becomes ${user}, with its document only${unseen}`;
  }
  const changed = new Set([...missingFrom(planned, was), ...missingFrom(was, planned)]);
  const changes = changed.size === 0 ? 'means the same' : `changes: ${listed([...changed].sort())}`;
  return `${becomes}; its policy ${changes}`;
}

function forAttributes({ change, before = [], after }: AttributesChange): readonly string[] {
  if (change.action === 'forget') {
    return [
      'attributes: Terraform removes the list from its state only; it is not changed in AWS, and SSMSessionRunAs is not added again',
    ];
  }
  if (after === undefined || after === 'unknown') return [];
  const gone = before.filter(({ key }) => !after.some((kept) => kept.key === key));
  const come = after.filter(({ key }) => !before.some((had) => had.key === key));
  const stay = after.filter(({ key }) => before.some((had) => had.key === key));
  const parts = [
    ...gone.map(({ key, source }) => `${key} (${source}) goes`),
    ...come.map(({ key, source }) => `${key} (${source}) comes`),
    ...(stay.length > 0
      ? [`${stay.map(({ key }) => key).join(', ')} ${stay.length === 1 ? 'stays' : 'stay'}`]
      : []),
    ...(change.action === 'delete'
      ? ['attributes for access control are disabled for the whole instance']
      : []),
  ];
  return [`attributes: ${parts.join('; ')}`];
}

/** A policy that Terraform does not know of is overwritten without a trace in the plan. */
function howToLook({ change, expected, permissionSet }: PolicyChange): readonly string[] {
  if (change.action !== 'create' || permissionSet.kind !== 'named' || !expected) return [];
  const { arn, name } = permissionSet;
  const instance = change.after?.instance_arn;
  if (arn === undefined || typeof instance !== 'string') return [];
  return [
    `before apply, check whether ${name} has an inline policy that this plan does not show: aws sso-admin get-inline-policy-for-permission-set --instance-arn ${shellWord(instance)} --permission-set-arn ${shellWord(arn)}`,
  ];
}
