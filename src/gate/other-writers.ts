/**
 * Resources other than the generated ones by which a plan can write permission sets, Session documents, the attributes for access
 * control or the tag, or run documents: what each of them holds, as text. A further type is one more row. Judges nothing.
 */
import { objectOf, textOf } from '../source/json-value.js';
import { eventTarget, runsDocumentIn } from './document-runners.js';
import { holdsTrue, isStated, plannedText } from './plan-view.js';
import {
  callsIn,
  hidesContent,
  holdsCallers,
  holdsPrincipals,
  kindsIn,
  ruleCallsIn,
  taggedKindsIn,
  withoutEscapes,
} from './template-text.js';
import type { ResourceChange } from './terraform-plan.js';
import {
  byType,
  hidesArgument,
  hidesCall,
  hidesIn,
  type Reader,
  textOfValues,
  type Written,
} from './written.js';

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

const deploysStackSet = byType('deploys a stack set whose template is not in this resource');

const readers: ReadonlyMap<string, Reader> = new Map(
  Object.entries<Reader>({
    aws_cloudformation_stack: deploys('template_url'),
    aws_cloudformation_stack_set: deploys('template_url'),
    aws_cloudformation_stack_instances: deploysStackSet,
    aws_cloudformation_stack_set_instance: deploysStackSet,
    aws_cloudcontrolapi_resource: cloudControl,
    aws_config_conformance_pack: deploys('template_s3_uri'),
    aws_config_organization_conformance_pack: deploys('template_s3_uri'),
    aws_serverlessapplicationrepository_cloudformation_stack: byType(
      'deploys an application from another place',
    ),
    aws_servicecatalog_provisioned_product: byType('deploys a product whose template is in another place'),
    aws_lambda_invocation: byType('calls a function, which may do anything'),
    shell_script: byType('runs a program'),
    aws_ssm_association: runsDocumentIn('name', ({ unknown }) => unknown.parameters === true),
    aws_config_remediation_configuration: runsDocumentIn('target_id', hidesIn('parameter', 'name')),
    aws_cloudwatch_event_target: eventTarget,
    aws_scheduler_schedule: callsOfAws(hidesIn('target', 'arn')),
    aws_sfn_state_machine: callsOfAws(({ unknown }) => holdsTrue(unknown.definition)),
    aws_fis_experiment_template: callsOfAws(hidesIn('action', 'action_id')),
    aws_ssmincidents_response_plan: callsOfAws(hidesIn('action', 'ssm_automation')),
    aws_dlm_lifecycle_policy: callsOfAws(hidesIn('policy_details', 'schedule', 'create_rule', 'scripts')),
    awscc_events_rule: callsOfAws(hidesIn('targets', 'arn')),
    awscc_scheduler_schedule: callsOfAws(
      ({ unknown: { target } }) => target === true || holdsTrue(objectOf(target)?.arn),
    ),
    awscc_stepfunctions_state_machine: callsOfAws(hidesDefinition),
    awscc_fis_experiment_template: callsOfAws(hidesIn('actions', 'action_id')),
    awscc_ssmincidents_response_plan: callsOfAws(hidesIn('actions', 'ssm_automation')),
    // What is not configured the provider leaves to AWS, and the plan hides it whole.
    awscc_dlm_lifecycle_policy: callsOfAws(
      ({ unknown }) => unknown.policy_details === true || hidesArgument(unknown, 'execution_handler'),
    ),
    aws_ssm_maintenance_window_task: byType('runs a task on nodes as root'),
    aws_ssm_maintenance_window_target: byType('chooses nodes on which tasks run as root'),
    aws_ssm_service_setting: byType('changes a setting of Systems Manager for the whole account and Region'),
    aws_ssmquicksetup_configuration_manager: byType('deploys a configuration of Systems Manager to accounts'),
  }),
);

/** Takes its template as text or, by another argument, from another place. */
function deploys(elsewhere: string): Reader {
  return (change) => {
    const body = plannedText(change, 'template_body');
    const url = plannedText(change, elsewhere);
    const template = [textOf(change.before?.template_body), body]
      .map((text) => withoutEscapes(text ?? ''))
      .join('\n');
    const hidden =
      body === 'unknown' || (body === undefined && change.after !== undefined)
        ? 'deploys a template that the plan does not show'
        : undefined;
    const text = `${template}\n${textOfValues(change)}`;
    return {
      text,
      // Tags of a stack become tags of what it holds.
      kinds: [
        ...kindsIn(template),
        ...callsIn(template),
        ...ruleCallsIn(template, template),
        ...taggedKindsIn(template, text),
      ],
      hides:
        (url !== undefined && url !== '' ? 'deploys a template that is in another place' : hidden) ??
        (hidesContent(template) ? 'deploys a template that includes other content' : undefined) ??
        (holdsTrue(change.unknown.tags) && holdsPrincipals(template)
          ? 'deploys roles or users with tags that the plan does not show'
          : undefined) ??
        (holdsTrue(change.unknown.parameters) && (kindsIn(template).length > 0 || holdsCallers(template))
          ? 'deploys a template with parameters that the plan does not show'
          : undefined),
    };
  };
}

function cloudControl(change: ResourceChange): Written {
  const type = plannedText(change, 'type_name');
  const state = plannedText(change, 'desired_state');
  const text = [textOf(change.before?.desired_state), state]
    .map((one) => withoutEscapes(one ?? ''))
    .join('\n');
  const types = [textOf(change.before?.type_name), type].filter((one) => one !== undefined);
  const kinds = [
    ...types.flatMap((one) => [...kindsIn(one), ...taggedKindsIn(one, text), ...ruleCallsIn(one, text)]),
    ...callsIn(text),
  ];
  const isWatched = kinds.length > 0 || types.some((one) => holdsPrincipals(one) || holdsCallers(one));
  const hides =
    type === 'unknown'
      ? 'writes a resource of a type that the plan does not show'
      : types.some(hidesContent)
        ? 'deploys a template, or runs code'
        : isWatched && (state === 'unknown' || state === undefined)
          ? 'writes a resource that the plan does not show'
          : undefined;
  return { text, kinds, hides };
}

const cloudControlProvider =
  /^awscc_(?:sso_|ssm_(?:document|association|maintenance|resource_policy)|organizations_|config_remediation_)/;
const hidingOfCloudControlProvider =
  /^awscc_(?:cloudformation_|config_(?:organization_)?conformance_pack|servicecatalog_|lambda_invocation|ssmquicksetup_)/;

/** The types of the provider `awscc` are those of Cloud Control. */
function readerOfCloudControlProvider(type: string): Reader | undefined {
  if (cloudControlProvider.test(type)) {
    return (change) => ({ text: textOfValues(change), kinds: [type], hides: undefined });
  }
  return hidingOfCloudControlProvider.test(type) ? byType('deploys a template, or runs code') : undefined;
}

/** Schedules, state machines and experiments call what AWS offers, without a program of somebody's own. */
function callsOfAws(isHidden: (change: ResourceChange) => boolean): Reader {
  return (change) => {
    const text = textOfValues(change);
    return {
      text,
      kinds: [...callsIn(text), ...ruleCallsIn(change.type, text)],
      hides: isHidden(change) ? hidesCall : undefined,
    };
  };
}

/** The provider `awscc` takes a definition as text, as an object, or from elsewhere. */
function hidesDefinition({ after }: ResourceChange): boolean {
  return after !== undefined && !isStated(after.definition_string) && !isStated(after.definition);
}
