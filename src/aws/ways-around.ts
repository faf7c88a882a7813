/**
 * The standard deny list: ways to become another Linux user on a node without starting a session by one's own document.
 * Lists only; `policy/deny-guardrails.ts` turns them into statements, `docs/guardrails.md` says what each entry costs.
 */

/** Code on nodes as root, or a session that does not run by our document. */
export const waysAround: readonly string[] = [
  'ssm:SendCommand',
  'ssm:StartAutomationExecution',
  'ssm:StartChangeRequestExecution',
  'ssm:CreateAssociation*',
  'ssm:UpdateAssociation',
  'ssm:StartAssociationsOnce',
  'ssm:RegisterTaskWithMaintenanceWindow',
  'ssm:UpdateMaintenanceWindowTask',
  'ssm:StartAccessRequest',
  'ssm:GetAccessToken',
  'ec2-instance-connect:*',
  'ec2:ModifyInstanceAttribute',
  'ec2:CreateReplaceRootVolumeTask',
  'ecs:ExecuteCommand',
];

/** Writes on Session documents; whoever can change one chooses the Linux user. */
export const documentChanges: readonly string[] = [
  'ssm:CreateDocument',
  'ssm:UpdateDocument*',
  'ssm:DeleteDocument',
  'ssm:ModifyDocumentPermission',
  'ssm:PutResourcePolicy',
];

/** Tagging that would bring a node into a role's scope. */
export const scopeTagging: readonly string[] = ['ec2:CreateTags', 'ssm:AddTagsToResource'];

/** Everything `guardrails: standard` denies; what `guardrails.except` may name. */
export const standardActions: readonly string[] = [...waysAround, ...documentChanges, ...scopeTagging];
