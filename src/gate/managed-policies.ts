/**
 * AWS managed policies that undo what a role's own policy promises, where nothing denies it: they open other documents,
 * or run code on nodes without a session. Names only, from a reading of AWS's published policies against the actions of
 * the standard guardrails (`aws/ways-around.ts`); AWS adds policies and statements, so the list is never complete.
 */

export type Harm = 'opens other Session documents' | 'runs commands on nodes';

const openDocuments: readonly string[] = [
  'AWSCloud9Administrator',
  'AWSCloud9EnvironmentMember',
  'AWSCloud9User',
  'AWSCodeBuildAdminAccess',
  'AWSCodeBuildDeveloperAccess',
  'AWSMcpServiceActionsFullAccess',
  'AWSSystemsManagerJustInTimeAccessTokenPolicy',
  'AWSSystemsManagerJustInTimeAccessTokenSessionPolicy',
  'AdministratorAccess',
  'AmazonSSMAutomationRole',
  'AmazonSSMFullAccess',
  'AmazonSageMakerSpacesControllerPolicy',
  'PowerUserAccess',
];

const runCommands: readonly string[] = [
  'AWS-SSM-DiagnosisAutomation-AdministrationRolePolicy',
  'AWS-SSM-DiagnosisAutomation-ExecutionRolePolicy',
  'AWS-SSM-RemediationAutomation-AdministrationRolePolicy',
  'AWS-SSM-RemediationAutomation-ExecutionRolePolicy',
  'AWSApplicationMigrationEC2Access',
  'AWSApplicationMigrationFullAccess',
  'AWSApplicationMigrationNetworkMigrationMultiAccount',
  'AWSApplicationMigrationSSMAccess',
  'AWSBackupFullAccess',
  'AWSBackupOperatorAccess',
  'AWSBackupServiceRolePolicyForBackup',
  'AWSBudgetsActions_RolePolicyForResourceAdministrationWithSSM',
  'AWSCodeStarServiceRole',
  'AWSConnector',
  'AWSDataLifecycleManagerSSMFullAccess',
  'AWSEC2VssRestorePolicy',
  'AWSElasticBeanstalkCustomPlatformforEC2Role',
  'AWSElasticDisasterRecoveryConsoleFullAccess',
  'AWSElasticDisasterRecoveryConsoleFullAccess_v2',
  'AWSElasticDisasterRecoveryLaunchActionsPolicy',
  'AWSFaultInjectionSimulatorEC2Access',
  'AWSFaultInjectionSimulatorECSAccess',
  'AWSFaultInjectionSimulatorSSMAccess',
  'AWSMigrationHubRefactorSpaces-SSMAutomationPolicy',
  'AWSQuickSetupDeploymentRolePolicy',
  'AWSQuickSetupDistributorPermissionsBoundary',
  'AWSQuickSetupJITNADeploymentRolePolicy',
  'AWSQuickSetupManagedInstanceProfileExecutionPolicy',
  'AWSQuickSetupPatchPolicyDeploymentRolePolicy',
  'AWSQuickSetupPatchPolicyPermissionsBoundary',
  'AWSQuickSetupSSMDeploymentRolePolicy',
  'AWSQuickSetupSSMHostMgmtPermissionsBoundary',
  'AWSQuickSetupSSMLifecycleManagementExecutionPolicy',
  'AWSQuickSetupSchedulerPermissionsBoundary',
  'AWSQuickSetupStartSSMAssociationsExecutionPolicy',
  'AWSQuickSetupStartStopInstancesExecutionPolicy',
  'AWSRefactoringToolkitFullAccess',
  'AWSThinkboxAWSPortalAdminPolicy',
  'AWSTransformApplicationDeploymentPolicy',
  'AmazonEC2FullAccess',
  'AmazonEC2RolePolicyForLaunchWizard',
  'AmazonECS_FullAccess',
  'AmazonEKSClusterPolicy',
  'AmazonEMRServicePolicy_v2',
  'AmazonElasticMapReduceFullAccess',
  'AmazonElasticMapReduceRole',
  'AmazonLaunchWizardFullAccessV2',
  'AmazonSSMMaintenanceWindowRole',
  'DataScientist',
  'EC2InstanceConnect',
  'SageMakerStudioProjectUserRolePermissionsBoundary',
  'ServerMigrationServiceLaunchRole',
  'SystemAdministrator',
];

const harms: ReadonlyMap<string, Harm> = new Map([
  ...runCommands.map((name): [string, Harm] => [name, 'runs commands on nodes']),
  ...openDocuments.map((name): [string, Harm] => [name, 'opens other Session documents']),
]);

/** Undefined for a policy that is not known to do harm. */
export function harmOf(policyArn: string): Harm | undefined {
  return harms.get(policyArn.slice(policyArn.lastIndexOf('/') + 1));
}
