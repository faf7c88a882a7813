/**
 * The actions that a person needs together with `ssm:StartSession`: without them the Session Manager console and the AWS CLI find no node
 * and read no Session document. The proof has lists of its own, so that it notices an action that is missing here.
 */

export const nodeSearchActions: readonly string[] = [
  'ssm:DescribeSessions',
  'ssm:GetConnectionStatus',
  'ssm:DescribeInstanceInformation',
  'ssm:DescribeInstanceProperties',
  'ssm:ListDocuments',
  'ec2:DescribeInstances',
];

export const documentReadActions: readonly string[] = ['ssm:GetDocument', 'ssm:DescribeDocument'];
