/** Findings about the names and the number of Session documents. */
import { error, warning } from './entry.js';
import { didYouMean, quoted } from './quoted.js';
export const documentEntries = {
  'document-name-template': error<{ problem: string; suggestion: string | undefined }>(
    ({ problem, suggestion }) => ({
      summary: `The template of document names ${problem}`,
      detail: `It may hold {role} and {osUser}, each in single braces.${didYouMean(suggestion)}`,
      remedy: 'Correct the template, for example `SSMRunAs-{role}-Session`.',
    }),
  ),
  'document-name-invalid': error<{ name: string; role: string | undefined }>(({ name, role }) => ({
    summary: `${quoted(name)} is not a document name`,
    detail: `Expected 3 to 128 letters, digits or _ . -${role === undefined ? '' : `; this is the name for role ${quoted(role)}`}.`,
    remedy: 'Correct the name, or the template that gives it.',
  })),
  'document-name-reserved': error<{ name: string; reason: 'prefix' | 'default' }>(({ name, reason }) => ({
    summary: `The document name ${quoted(name)} is reserved`,
    detail:
      reason === 'prefix'
        ? 'AWS keeps names that start with aws, amazon or amzn to itself.'
        : 'It is the account-wide document of sessions that name none.',
    remedy: 'Choose another name, or another template.',
  })),
  'document-name-taken': error<{ name: string; by: string }>(({ name, by }) => ({
    summary: `The document name ${quoted(name)} is taken`,
    detail: `${by} has it already; names are compared without letter case.`,
    remedy: 'Choose another name, or put {role} into the template.',
  })),
  'documents-overprotected': warning<{
    names: string;
    inPolicies: boolean;
    inScp: boolean;
    deployers: boolean;
  }>(({ names, inPolicies, inScp, deployers }) => {
    const which = names === '*' ? 'any document' : `any document whose name is like ${quoted(names)}`;
    const policies = `The inline policies deny the mapped permission sets to write ${which} of an account, whoever it belongs to.`;
    const others = deployers
      ? 'nobody but the roles of `documents.deployedBy` may'
      : 'no role of a permission set may';
    const scp = inPolicies
      ? `Where the service control policy is attached, ${others}.`
      : `Where the service control policy is attached, ${others} write ${which} of an account, whoever it belongs to.`;
    return {
      summary: `The guardrails protect ${names === '*' ? 'every document of the account' : `every document like ${quoted(names)}`}`,
      detail: [...(inPolicies ? [policies] : []), ...(inScp ? [scp] : [])].join(' '),
      remedy:
        'Begin `documents.name` with text of your own, at least three characters, for example `RunAs-{role}`.',
    };
  }),
  'deployed-by-unstated': warning(() => ({
    summary: '`documents.deployedBy` is not stated',
    detail:
      'The service control policy then denies writes on the documents to the roles of permission sets only. Every other role and user with such rights may write them: roles that account access manager assigns, roles reached by role chaining, IAM users.',
    remedy:
      'Name the roles that deploy the documents: `documents: { deployedBy: ["arn:aws:iam::*:role/terraform"] }`.',
  })),
  'deployed-by-everybody': error<{
    pattern: string;
    covers: 'every role' | 'permission sets' | 'a mapped permission set';
    permissionSet?: string;
  }>(({ pattern, covers, permissionSet = '' }) => ({
    summary: `${quoted(pattern)} lets ${
      {
        'every role': 'every role',
        'permission sets': 'people of Identity Center',
        'a mapped permission set': `the people of permission set ${quoted(permissionSet)}`,
      }[covers]
    } write the documents`,
    detail: {
      'every role':
        'The name holds wildcards only, so that it excepts everybody from the service control policy.',
      'permission sets':
        'It matches roles that Identity Center makes of permission sets (`aws-reserved/sso.amazonaws.com/…/AWSReservedSSO_…`), whoever creates those.',
      'a mapped permission set': 'Whoever can write a role document chooses its Linux user.',
    }[covers],
    remedy:
      'Name the deploying roles with their path and the beginning of their name, for example `arn:aws:iam::*:role/terraform`.',
  })),
  'document-quota': warning<{ count: number; limit: number }>(({ count, limit }) => ({
    summary: `${count} documents are more than the default quota of ${limit}`,
    detail: 'AWS allows this many documents per account and Region, all kinds of documents counted.',
    remedy: 'Ask for a higher quota before applying, or remove names from `documents.previous`.',
  })),
  'accounts-unstated': warning(() => ({
    summary: '`accounts` is not stated',
    detail:
      'The policies then trust the name of a document in any account, guarded by aws:ResourceAccount; should AWS not send that key, every session is denied.',
    remedy: 'List the accounts in which the documents live.',
  })),
  'arns-without-accounts': error(() => ({
    summary: '`arns: accounts` needs `accounts`',
    detail: 'There is no account to list in the policies.',
    remedy: 'Add `accounts`, or remove `arns`.',
  })),
  'arn-partition': error<{ found: string; partition: string }>(({ found, partition }) => ({
    summary: `The ARN is of partition ${quoted(found)}, the mapping of ${quoted(partition)}`,
    detail: 'Nothing in one AWS partition can refer to another.',
    remedy: 'Correct the ARN, or state `partition`.',
  })),
  'region-partition': error<{ region: string; partition: string }>(({ region, partition }) => ({
    summary: `${quoted(region)} is not a Region of partition ${quoted(partition)}`,
    detail: 'Regions of cn-…, us-gov-… and eusc-… belong to partitions of their own.',
    remedy: 'Correct the Region, or state `partition`.',
  })),
};
