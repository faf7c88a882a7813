/**
 * What makes a managed policy harmful beside the policy of a role, as a table: each harm with the requests that show it.
 * A further harm is one more row. Knows no policies.
 */

import { identityChanges } from '../../src/aws/identity-changes.js';

export interface HarmRow {
  /** As the gate's findings say it after "The policy". */
  readonly harm: string;
  /** One that may be allowed is enough: policies add up, so that another one may allow the rest. */
  readonly shownBy: readonly HarmfulRequest[];
}

export interface HarmfulRequest {
  readonly action: string;
  /** The action is asked for on each resource by itself. */
  readonly on: readonly ResourceType[];
}

export type ResourceType = keyof typeof exampleResources;

const place = 'eu-central-1:111122223333';

/** By service and type, as ARNs begin. What a policy names of the same type is tried as well. */
export const exampleResources = {
  'ec2:instance': [`arn:aws:ec2:${place}:instance/i-0123456789abcdef0`],
  'ec2:instance-connect-endpoint': [`arn:aws:ec2:${place}:instance-connect-endpoint/eice-0123456789abcdef0`],
  'ecs:cluster': [`arn:aws:ecs:${place}:cluster/example`],
  'ecs:task': [`arn:aws:ecs:${place}:task/example/0123456789abcdef0123456789abcdef`],
  'ssm:association': [`arn:aws:ssm:${place}:association/01234567-89ab-cdef-0123-456789abcdef`],
  'ssm:automation-definition': [
    `arn:aws:ssm:${place}:automation-definition/Example:1`,
    'arn:aws:ssm:eu-central-1::automation-definition/AWS-RunShellScript:1',
  ],
  'ssm:automation-execution': [
    `arn:aws:ssm:${place}:automation-execution/01234567-89ab-cdef-0123-456789abcdef`,
  ],
  'ssm:document': [
    `arn:aws:ssm:${place}:document/SSM-SessionManagerRunShell`,
    `arn:aws:ssm:${place}:document/Example`,
    'arn:aws:ssm:eu-central-1::document/AWS-RunShellScript',
    'arn:aws:ssm:eu-central-1::document/AWS-StartSSHSession',
  ],
  'ssm:maintenancewindow': [`arn:aws:ssm:${place}:maintenancewindow/mw-0123456789abcdef0`],
  'ssm:managed-instance': [`arn:aws:ssm:${place}:managed-instance/mi-0123456789abcdef0`],
  'ssm:windowtask': [`arn:aws:ssm:${place}:windowtask/01234567-89ab-cdef-0123-456789abcdef`],
  'sso:account': ['arn:aws:sso:::account/111122223333'],
  'sso:instance': ['arn:aws:sso:::instance/ssoins-0123456789abcdef'],
  'sso:permissionSet': ['arn:aws:sso:::permissionSet/ssoins-0123456789abcdef/ps-0123456789abcdef'],
  'identitystore:group': ['arn:aws:identitystore:::group/01234567-89ab-cdef-0123-456789abcdef'],
  'identitystore:user': ['arn:aws:identitystore:::user/01234567-89ab-cdef-0123-456789abcdef'],
  'iam:group': ['arn:aws:iam::111122223333:group/example'],
  'iam:policy': ['arn:aws:iam::111122223333:policy/example'],
  'iam:role': ['arn:aws:iam::111122223333:role/example'],
  'iam:user': ['arn:aws:iam::111122223333:user/example'],
  'cloudformation:stack': [
    `arn:aws:cloudformation:${place}:stack/example/01234567-89ab-cdef-0123-456789abcdef`,
  ],
  'cloudformation:stackset': [
    `arn:aws:cloudformation:${place}:stackset/example:01234567-89ab-cdef-0123-456789abcdef`,
  ],
  'codebuild:project': [`arn:aws:codebuild:${place}:project/example`],
  'codedeploy:deploymentgroup': [`arn:aws:codedeploy:${place}:deploymentgroup:example/example`],
  'codepipeline:pipeline': [`arn:aws:codepipeline:${place}:example`],
  'elasticbeanstalk:environment': [`arn:aws:elasticbeanstalk:${place}:environment/example/example`],
  'lambda:function': [`arn:aws:lambda:${place}:function:example`],
  any: ['*'],
} as const;

function requestsFor(changes: Readonly<Record<string, readonly ResourceType[]>>): readonly HarmfulRequest[] {
  return Object.entries(changes).map(([action, on]) => ({ action, on }));
}

const nodes = ['ec2:instance', 'ssm:managed-instance'] as const;
const runbooks = ['ssm:automation-definition', 'ssm:automation-execution', 'ssm:document'] as const;
const associations = ['ssm:association', 'ssm:document', ...nodes] as const;

/** The first harm that shows is the one that is told. */
export const harms: readonly HarmRow[] = [
  {
    harm: 'opens other Session documents',
    shownBy: [{ action: 'ssm:StartSession', on: ['ssm:document', 'ecs:task', ...nodes] }],
  },
  {
    // Kept apart from the list that the guardrails deny, so that neither can lose an action unnoticed. `ssm:GetAccessToken`
    // is not among them: it hands out what `ssm:StartAccessRequest` began, and ReadOnlyAccess allows it.
    harm: 'runs commands on nodes',
    shownBy: [
      { action: 'ssm:SendCommand', on: ['ssm:document', ...nodes] },
      { action: 'ssm:StartAutomationExecution', on: runbooks },
      { action: 'ssm:StartChangeRequestExecution', on: runbooks },
      { action: 'ssm:CreateAssociation', on: associations },
      { action: 'ssm:CreateAssociationBatch', on: associations },
      { action: 'ssm:UpdateAssociation', on: associations },
      { action: 'ssm:StartAssociationsOnce', on: ['ssm:association'] },
      { action: 'ssm:RegisterTaskWithMaintenanceWindow', on: ['ssm:maintenancewindow'] },
      { action: 'ssm:UpdateMaintenanceWindowTask', on: ['ssm:maintenancewindow', 'ssm:windowtask'] },
      { action: 'ssm:StartAccessRequest', on: nodes },
      { action: 'ec2-instance-connect:SendSSHPublicKey', on: ['ec2:instance'] },
      { action: 'ec2-instance-connect:SendSerialConsoleSSHPublicKey', on: ['ec2:instance'] },
      { action: 'ec2-instance-connect:OpenTunnel', on: ['ec2:instance-connect-endpoint'] },
      { action: 'ec2:ModifyInstanceAttribute', on: ['ec2:instance'] },
      { action: 'ec2:CreateReplaceRootVolumeTask', on: ['ec2:instance'] },
      { action: 'ecs:ExecuteCommand', on: ['ecs:cluster', 'ecs:task'] },
    ],
  },
  {
    harm: 'changes Session documents',
    shownBy: [
      { action: 'ssm:CreateDocument', on: ['ssm:document'] },
      { action: 'ssm:UpdateDocument', on: ['ssm:document'] },
      { action: 'ssm:UpdateDocumentDefaultVersion', on: ['ssm:document'] },
      { action: 'ssm:DeleteDocument', on: ['ssm:document'] },
      { action: 'ssm:ModifyDocumentPermission', on: ['ssm:document'] },
    ],
  },
  {
    harm: 'changes permission sets, who has them, or the attributes that become tags',
    shownBy: requestsFor(identityChanges.permissionSets),
  },
  {
    harm: 'changes roles, users and their policies, or what tags they have',
    shownBy: requestsFor(identityChanges.principals),
  },
  {
    harm: 'changes service control policies, or to whom they apply',
    shownBy: requestsFor(identityChanges.serviceControlPolicies),
  },
  {
    harm: 'changes what deployments bring to accounts and nodes',
    shownBy: [
      { action: 'cloudformation:CreateStack', on: ['cloudformation:stack'] },
      { action: 'cloudformation:UpdateStack', on: ['cloudformation:stack'] },
      { action: 'cloudformation:CreateChangeSet', on: ['cloudformation:stack'] },
      { action: 'cloudformation:ExecuteChangeSet', on: ['cloudformation:stack'] },
      { action: 'cloudformation:CreateStackInstances', on: ['cloudformation:stackset'] },
      { action: 'cloudformation:UpdateStackSet', on: ['cloudformation:stackset'] },
      { action: 'cloudformation:CreateResource', on: ['any'] },
      { action: 'cloudformation:UpdateResource', on: ['any'] },
      { action: 'codebuild:UpdateProject', on: ['codebuild:project'] },
      { action: 'codebuild:StartBuild', on: ['codebuild:project'] },
      { action: 'codedeploy:CreateDeployment', on: ['codedeploy:deploymentgroup'] },
      { action: 'codepipeline:UpdatePipeline', on: ['codepipeline:pipeline'] },
      { action: 'elasticbeanstalk:UpdateEnvironment', on: ['elasticbeanstalk:environment'] },
      { action: 'lambda:UpdateFunctionCode', on: ['lambda:function'] },
    ],
  },
];
