/**
 * Resources other than the generated ones by which a plan can write permission sets, Session documents, the attributes for access
 * control or the tag: what each of them holds, as text. A further type is one more row. Judges nothing.
 */
import { runAsTag } from '../aws/names.js';
import { type JsonObject, objectOf, textOf } from '../source/json-value.js';
import { holdsTrue, isStated, plannedText } from './plan-view.js';
import type { ResourceChange } from './terraform-plan.js';

/** Types that checks of their own look at. */
export const otherTypes = {
  assignment: 'aws_ssoadmin_account_assignment',
  boundary: 'aws_ssoadmin_permissions_boundary_attachment',
  organizationsPolicy: 'aws_organizations_policy',
  organizationsAttachment: 'aws_organizations_policy_attachment',
  organization: 'aws_organizations_organization',
  account: 'aws_organizations_account',
  role: 'aws_iam_role',
  user: 'aws_iam_user',
} as const;

export interface Written {
  /** What stands in the resource before and after, in a form in which names can be looked for. */
  readonly text: string;
  /** What it holds of what the mapping is about, such as `AWS::SSO::PermissionSet`; undefined if it may hold anything. */
  readonly kinds: readonly string[];
  /** Why the plan does not show what it does; it may do more than `kinds` says. */
  readonly hides: string | undefined;
}

type Reader = (change: ResourceChange) => Written;

/** Undefined for resources that write nothing of this, or that a check of their own judges. */
export function writtenBy(change: ResourceChange): Written | undefined {
  return readerOf(change.type)?.(change);
}

export function isOtherWriter(type: string): boolean {
  return readerOf(type) !== undefined;
}

function readerOf(type: string): Reader | undefined {
  return readers.get(type) ?? readerOfCloudControlProvider(type);
}

const named =
  (does: string): Reader =>
  (change) => ({ text: valuesOf(change), kinds: [], hides: does });

/** Only these of AWS's documents are known to run nothing that somebody else chooses. */
const harmlessDocuments: readonly string[] = [
  'AWS-GatherSoftwareInventory',
  'AWS-RunPatchBaseline',
  'AWS-RunPatchBaselineAssociation',
  'AWS-UpdateSSMAgent',
];

const runsDocument = 'runs a document on nodes as root, which can change accounts and files of users';

const readers: ReadonlyMap<string, Reader> = new Map(
  Object.entries<Reader>({
    aws_cloudformation_stack: stack,
    aws_cloudformation_stack_set: stack,
    aws_cloudformation_stack_instances: named('deploys a stack set whose template is not in this resource'),
    aws_cloudformation_stack_set_instance: named(
      'deploys a stack set whose template is not in this resource',
    ),
    aws_cloudcontrolapi_resource: cloudControl,
    aws_serverlessapplicationrepository_cloudformation_stack: named(
      'deploys an application from another place',
    ),
    aws_servicecatalog_provisioned_product: named('deploys a product whose template is in another place'),
    aws_lambda_invocation: named('calls a function, which may do anything'),
    aws_ssm_association: (change) => ({
      text: valuesOf(change),
      kinds: [],
      hides:
        [change.before, change.after].every(runsHarmlessDocument) && !holdsTrue(change.unknown.name)
          ? undefined
          : runsDocument,
    }),
    aws_cloudwatch_event_target: eventTarget,
    aws_scheduler_schedule: callsOfAws(({ unknown }) => holdsTrue(unknown.target)),
    aws_sfn_state_machine: callsOfAws(({ unknown }) => holdsTrue(unknown.definition)),
    awscc_events_rule: callsOfAws(({ unknown }) => unknown.targets === true),
    awscc_scheduler_schedule: callsOfAws(
      ({ unknown: { target } }) => target === true || holdsTrue(objectOf(target)?.arn),
    ),
    awscc_stepfunctions_state_machine: callsOfAws(hidesDefinition),
    aws_ssm_maintenance_window_task: named('runs a task on nodes as root'),
    aws_ssm_service_setting: named('changes a setting of Systems Manager for the whole account and Region'),
    aws_ssmquicksetup_configuration_manager: named('deploys a configuration of Systems Manager to accounts'),
  }),
);

/** Of the targets of EventBridge only Systems Manager's run documents. */
function eventTarget(change: ResourceChange): Written {
  const documents = [change.before, change.after].flatMap(
    (values) =>
      /:ssm:[^:]*:[^:]*:(?:document|automation-definition)\/([^:]+)/.exec(textOf(values?.arn) ?? '')?.[1] ??
      [],
  );
  const isHarmless = documents.every((name) => harmlessDocuments.includes(name));
  // Who runs a command must name nodes, also where the plan does not show the document.
  const hidesDocument = holdsTrue(change.unknown.arn) && isStated(change.after?.run_command_targets);
  return {
    text: valuesOf(change),
    kinds: [],
    hides: isHarmless && !hidesDocument ? undefined : runsDocument,
  };
}

function runsHarmlessDocument(values: JsonObject | undefined): boolean {
  return values === undefined || harmlessDocuments.includes(textOf(values.name) ?? '');
}

/** What a CloudFormation template may hold; the first is what the mapping is about, the second hides what it brings. */
const watchedKinds =
  /AWS::(?:SSO::\w+|SSM::(?:Document|Association|MaintenanceWindow\w*|ResourcePolicy)|Organizations::(?:Policy|Account|Organization))/gi;
// A type that is not AWS's runs the code of whoever registered it.
const hidingKinds =
  /(?<![:\w])(?!AWS::)\w{2,}::\w{2,}::\w{2,}|AWS::CloudFormation::(?!(?:Interface|Designer|Init|Authentication|WaitCondition|WaitConditionHandle)\b)\w+|Custom::|::MODULE\b|Fn::Transform|!Transform|AWS::Include|AWS::LanguageExtensions|AWS::ServiceCatalog::\w+|AWS::Serverless::Application|AWS::SSMQuickSetup::\w+|!!binary/i;

function stack(change: ResourceChange): Written {
  const body = plannedText(change, 'template_body');
  const url = plannedText(change, 'template_url');
  const template = [textOf(change.before?.template_body), body]
    .map((text) => withoutEscapes(text ?? ''))
    .join('\n');
  const hidden =
    body === 'unknown' || (body === undefined && change.after !== undefined)
      ? 'deploys a template that the plan does not show'
      : undefined;
  const text = `${template}\n${valuesOf(change)}`;
  return {
    text,
    // Tags of a stack become tags of what it holds.
    kinds: [...kindsIn(template), ...callsIn(template), ...taggedKindsIn(template, text)],
    hides:
      (url !== undefined && url !== '' ? 'deploys a template that is in another place' : hidden) ??
      (hidingKinds.test(template) || hasTransform(template)
        ? 'deploys a template that includes other content'
        : undefined) ??
      (holdsTrue(change.unknown.tags) && principalKinds.test(template)
        ? 'deploys roles or users with tags that the plan does not show'
        : undefined) ??
      (holdsTrue(change.unknown.parameters) && kindsIn(template).length > 0
        ? 'deploys a template with parameters that the plan does not show'
        : undefined),
  };
}

const knownTransform = `["']?AWS::Serverless-2016-10-31["']?`;
const harmlessTransform = new RegExp(
  `^\\s*(?:${knownTransform}\\s*(?:[,}]|\\r?\\n(?!\\s*-)|$)|\\[\\s*${knownTransform}\\s*\\]|-\\s*${knownTransform}\\s*(?:\\r?\\n(?!\\s*-)|$))`,
);

/** One of AWS's only adds the resources of one service; any other may add what it likes. */
function hasTransform(template: string): boolean {
  return [...template.matchAll(/\bTransform["']?\s*:/g)].some(
    ({ 0: key, index }) => !harmlessTransform.test(template.slice(index + key.length)),
  );
}

function cloudControl(change: ResourceChange): Written {
  const type = plannedText(change, 'type_name');
  const state = plannedText(change, 'desired_state');
  const text = [textOf(change.before?.desired_state), state]
    .map((one) => withoutEscapes(one ?? ''))
    .join('\n');
  const types = [textOf(change.before?.type_name), type].filter((one) => one !== undefined);
  const kinds = [...types.flatMap((one) => [...kindsIn(one), ...taggedKindsIn(one, text)]), ...callsIn(text)];
  const isWatched = kinds.length > 0 || types.some((one) => principalKinds.test(one));
  const hides =
    type === 'unknown'
      ? 'writes a resource of a type that the plan does not show'
      : types.some((one) => hidingKinds.test(one))
        ? 'deploys a template, or runs code'
        : isWatched && (state === 'unknown' || state === undefined)
          ? 'writes a resource that the plan does not show'
          : undefined;
  return { text, kinds, hides };
}

const cloudControlProvider =
  /^awscc_(?:sso_|ssm_(?:document|association|maintenance|resource_policy)|organizations_)/;
const hidingOfCloudControlProvider =
  /^awscc_(?:cloudformation_|servicecatalog_|lambda_invocation|ssmquicksetup_)/;

/** The types of the provider `awscc` are those of Cloud Control. */
function readerOfCloudControlProvider(type: string): Reader | undefined {
  if (cloudControlProvider.test(type)) {
    return (change) => ({ text: valuesOf(change), kinds: [type], hides: undefined });
  }
  return hidingOfCloudControlProvider.test(type) ? named('deploys a template, or runs code') : undefined;
}

function kindsIn(text: string): readonly string[] {
  return [...new Set(text.match(watchedKinds) ?? [])];
}

/** Whoever starts a session as one of them becomes the Linux user that its tag names. */
const principalKinds = /AWS::IAM::(?:Role|User)\b/i;
/** A condition on the tag has its prefix before it. */
const tagKey = new RegExp(`(?<![/\\w-])${runAsTag}(?![\\w-])`, 'i');

function taggedKindsIn(template: string, text: string): readonly string[] {
  return tagKey.test(text) ? (principalKinds.exec(template) ?? []) : [];
}

/** Schedules and state machines call what AWS offers, without a program of somebody's own. */
function callsOfAws(isHidden: (change: ResourceChange) => boolean): Reader {
  return (change) => {
    const text = valuesOf(change);
    return {
      text,
      kinds: callsIn(text),
      hides: isHidden(change) ? 'calls something that the plan does not show' : undefined,
    };
  };
}

/** The provider `awscc` takes a definition as text, as an object, or from elsewhere. */
function hidesDefinition({ after }: ResourceChange): boolean {
  return after !== undefined && !isStated(after.definition_string) && !isStated(after.definition);
}

/** The last is a rule of EventBridge that runs commands on nodes. */
const watchedCalls =
  /aws-sdk:(?:ssoadmin|ssm|iam|identitystore|organizations|cloudformation|cloudcontrol|lambda|codebuild):\w+|RunCommandParameters|run_command_parameters(?=":\{)/gi;

function callsIn(text: string): readonly string[] {
  return [...new Set(text.match(watchedCalls) ?? [])];
}

function valuesOf({ before, after }: ResourceChange): string {
  return JSON.stringify([before, after]);
}

/** JSON and YAML can write a letter or a slash as an escape, and YAML can break a text in two. */
function withoutEscapes(text: string): string {
  return text
    .replaceAll(/\\\r?\n\s*/g, '')
    .replaceAll('\\/', '/')
    .replaceAll(/\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/g, (whole, x, u, long) => {
      const code = Number.parseInt(x ?? u ?? long, 16);
      return code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole;
    });
}
