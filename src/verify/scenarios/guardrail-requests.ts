/**
 * What each entry of the guardrails is to deny, as concrete requests. The list is kept apart from the one that the policies
 * are made from (`aws/ways-around.json`), so that neither can lose an entry unnoticed. Knows no mapping.
 */

/** `node`: one of the role's nodes. Otherwise what follows the account in an ARN, after its service; `*` where there is none. */
export type RequestTarget = 'node' | '*' | `${string}|${string}`;

type Requests = Readonly<Record<string, Readonly<Record<string, RequestTarget>>>>;

const id = '0123456789abcdef0';
const uuid = '01234567-89ab-cdef-0123-456789abcdef';
const document = 'ssm|document/0-team-document';
const automation = `ssm|automation-execution/${uuid}`;
const association = `ssm|association/${uuid}`;
const window = `ssm|maintenancewindow/mw-${id}`;
const baseline = `ssm|patchbaseline/pb-${id}`;
const connector = `ssm|cloud-connector/${uuid}`;
const quickSetup = `ssm-quicksetup|configuration-manager/${uuid}`;
const taskDefinition = 'ecs|task-definition/example:1';
const deploymentGroup = 'codedeploy|deploymentgroup:example/example';
const launchTemplate = `ec2|launch-template/lt-${id}`;
const scalingGroup = `autoscaling|autoScalingGroup:${uuid}:autoScalingGroupName/example`;
const stack = `cloudformation|stack/example/${uuid}`;
const stackSet = `cloudformation|stackset/example:${uuid}`;
const lambda = 'lambda|function:example';
const schedule = 'scheduler|schedule/default/example';
const stateMachine = 'states|stateMachine:example';
const responsePlan = 'ssm-incidents|response-plan/example';

/** By the entry that denies them; `except` names entries, or single actions of one. */
const standard: Requests = {
  'ssm:SendCommand': { 'ssm:SendCommand': 'node' },
  'ssm:StartAutomationExecution': { 'ssm:StartAutomationExecution': document },
  'ssm:StartChangeRequestExecution': { 'ssm:StartChangeRequestExecution': document },
  'ssm:SendAutomationSignal': { 'ssm:SendAutomationSignal': automation },
  'ssm:CreateAssociation*': { 'ssm:CreateAssociation': 'node', 'ssm:CreateAssociationBatch': 'node' },
  'ssm:UpdateAssociation': { 'ssm:UpdateAssociation': 'node' },
  'ssm:StartAssociationsOnce': { 'ssm:StartAssociationsOnce': association },
  'ssm-quicksetup:CreateConfigurationManager': { 'ssm-quicksetup:CreateConfigurationManager': quickSetup },
  'ssm-quicksetup:UpdateConfiguration*': {
    'ssm-quicksetup:UpdateConfigurationDefinition': quickSetup,
    'ssm-quicksetup:UpdateConfigurationManager': quickSetup,
  },
  'ssm:UpdateDocument': { 'ssm:UpdateDocument': document },
  'ssm:UpdateDocumentDefaultVersion': { 'ssm:UpdateDocumentDefaultVersion': document },
  'ssm:DeleteDocument': { 'ssm:DeleteDocument': document },
  'ssm:Register*WithMaintenanceWindow': {
    'ssm:RegisterTargetWithMaintenanceWindow': window,
    'ssm:RegisterTaskWithMaintenanceWindow': window,
  },
  'ssm:UpdateMaintenanceWindow*': {
    'ssm:UpdateMaintenanceWindow': window,
    'ssm:UpdateMaintenanceWindowTarget': window,
    'ssm:UpdateMaintenanceWindowTask': window,
  },
  'ssm:Register*PatchBaseline*': {
    'ssm:RegisterDefaultPatchBaseline': baseline,
    'ssm:RegisterPatchBaselineForPatchGroup': baseline,
  },
  'ssm:UpdatePatchBaseline': { 'ssm:UpdatePatchBaseline': baseline },
  'ssm:PutParameter': { 'ssm:PutParameter': 'ssm|parameter/example' },
  'ssm:CreateActivation': { 'ssm:CreateActivation': '*' },
  'ssm:RegisterManagedInstance': { 'ssm:RegisterManagedInstance': '*' },
  'ssm:CreateCloudConnector': { 'ssm:CreateCloudConnector': connector },
  'ssm:UpdateCloudConnector': { 'ssm:UpdateCloudConnector': connector },
  'ssm:StartAccessRequest': { 'ssm:StartAccessRequest': 'node' },
  'ssm:GetAccessToken': { 'ssm:GetAccessToken': 'ssm|opsitem/oi-0123456789ab' },
  'ssm-guiconnect:StartConnection': { 'ssm-guiconnect:StartConnection': '*' },
  'ec2-instance-connect:*': {
    'ec2-instance-connect:SendSSHPublicKey': `ec2|instance/i-${id}`,
    'ec2-instance-connect:SendSerialConsoleSSHPublicKey': `ec2|instance/i-${id}`,
    'ec2-instance-connect:OpenTunnel': `ec2|instance-connect-endpoint/eice-${id}`,
  },
  'ec2:EnableSerialConsoleAccess': { 'ec2:EnableSerialConsoleAccess': '*' },
  'ec2:ModifyInstanceAttribute': { 'ec2:ModifyInstanceAttribute': `ec2|instance/i-${id}` },
  'ec2:CreateReplaceRootVolumeTask': { 'ec2:CreateReplaceRootVolumeTask': `ec2|instance/i-${id}` },
  'ec2:AttachVolume': { 'ec2:AttachVolume': `ec2|volume/vol-${id}` },
  'ecs:ExecuteCommand': { 'ecs:ExecuteCommand': `ecs|task/example/${id}` },
};

const strictOnly: Requests = {
  'ecs:Register*TaskDefinition': {
    'ecs:RegisterTaskDefinition': taskDefinition,
    'ecs:RegisterDaemonTaskDefinition': 'ecs|daemon-task-definition/example:1',
  },
  'ecs:RunTask': { 'ecs:RunTask': taskDefinition },
  'ecs:StartTask': { 'ecs:StartTask': taskDefinition },
  'batch:RegisterJobDefinition': { 'batch:RegisterJobDefinition': 'batch|job-definition/example' },
  'batch:SubmitJob': { 'batch:SubmitJob': 'batch|job-queue/example' },
  'codedeploy:CreateDeployment*': {
    'codedeploy:CreateDeployment': deploymentGroup,
    'codedeploy:CreateDeploymentConfig': 'codedeploy|deploymentconfig:example',
    'codedeploy:CreateDeploymentGroup': deploymentGroup,
  },
  'elasticbeanstalk:UpdateEnvironment': {
    'elasticbeanstalk:UpdateEnvironment': 'elasticbeanstalk|environment/example/example',
  },
  'elasticbeanstalk:ComposeEnvironments': {
    'elasticbeanstalk:ComposeEnvironments': 'elasticbeanstalk|application/example',
  },
  'eks:CreateAccessEntry': { 'eks:CreateAccessEntry': 'eks|cluster/example' },
  'eks:UpdateAccessEntry': {
    'eks:UpdateAccessEntry': `eks|access-entry/example/role/111122223333/example/${uuid}`,
  },
  'eks:AssociateAccessPolicy': {
    'eks:AssociateAccessPolicy': `eks|access-entry/example/role/111122223333/example/${uuid}`,
  },
  'elasticmapreduce:AddJobFlowSteps': {
    'elasticmapreduce:AddJobFlowSteps': 'elasticmapreduce|cluster/j-EXAMPLE',
  },
  'ec2:CreateLaunchTemplateVersion': { 'ec2:CreateLaunchTemplateVersion': launchTemplate },
  'ec2:ModifyLaunchTemplate': { 'ec2:ModifyLaunchTemplate': launchTemplate },
  'autoscaling:UpdateAutoScalingGroup': { 'autoscaling:UpdateAutoScalingGroup': scalingGroup },
  'autoscaling:StartInstanceRefresh': { 'autoscaling:StartInstanceRefresh': scalingGroup },
  'ec2:AssociateIamInstanceProfile': { 'ec2:AssociateIamInstanceProfile': `ec2|instance/i-${id}` },
  'ec2:ReplaceIamInstanceProfileAssociation': {
    'ec2:ReplaceIamInstanceProfileAssociation': `ec2|instance/i-${id}`,
  },
  'ssm:UpdateManagedInstanceRole': { 'ssm:UpdateManagedInstanceRole': `ssm|managed-instance/mi-${id}` },
  'ssm:UpdateServiceSetting': {
    'ssm:UpdateServiceSetting':
      'ssm|servicesetting/ssm/managed-instance/default-ec2-instance-management-role',
  },
  'fis:StartExperiment': { 'fis:StartExperiment': 'fis|experiment-template/EXTexample' },
  'fis:UpdateExperimentTemplate': { 'fis:UpdateExperimentTemplate': 'fis|experiment-template/EXTexample' },
  'cloudformation:CreateStack*': {
    'cloudformation:CreateStack': stack,
    'cloudformation:CreateStackInstances': stackSet,
    'cloudformation:CreateStackRefactor': stack,
    'cloudformation:CreateStackSet': '*',
  },
  'cloudformation:UpdateStack*': {
    'cloudformation:UpdateStack': stack,
    'cloudformation:UpdateStackInstances': stackSet,
    'cloudformation:UpdateStackSet': stackSet,
  },
  'cloudformation:Execute*': {
    'cloudformation:ExecuteChangeSet': stack,
    'cloudformation:ExecuteStackRefactor': stack,
  },
  'lambda:CreateFunction': { 'lambda:CreateFunction': lambda },
  'lambda:UpdateFunction*': {
    'lambda:UpdateFunctionCode': lambda,
    'lambda:UpdateFunctionCodeSigningConfig': lambda,
    'lambda:UpdateFunctionConfiguration': lambda,
    'lambda:UpdateFunctionEventInvokeConfig': lambda,
    'lambda:UpdateFunctionUrlConfig': lambda,
  },
  'events:PutTargets': { 'events:PutTargets': 'events|rule/example' },
  'scheduler:CreateSchedule': { 'scheduler:CreateSchedule': schedule },
  'scheduler:UpdateSchedule': { 'scheduler:UpdateSchedule': schedule },
  'states:CreateStateMachine': { 'states:CreateStateMachine': stateMachine },
  'states:UpdateStateMachine': { 'states:UpdateStateMachine': stateMachine },
  'config:PutRemediationConfigurations': {
    'config:PutRemediationConfigurations': 'config|remediation-configuration/example',
  },
  'config:StartRemediationExecution': { 'config:StartRemediationExecution': '*' },
  'ssm-incidents:CreateResponsePlan': { 'ssm-incidents:CreateResponsePlan': '*' },
  'ssm-incidents:UpdateResponsePlan': { 'ssm-incidents:UpdateResponsePlan': responsePlan },
  'ssm-incidents:StartIncident': { 'ssm-incidents:StartIncident': responsePlan },
};

export const guardrailRequests: Readonly<Record<'standard' | 'strict', Requests>> = {
  standard,
  strict: { ...standard, ...strictOnly },
};

/** Services whose ARNs hold no Region. */
export const servicesWithoutRegion: ReadonlySet<string> = new Set(['ssm-incidents']);
