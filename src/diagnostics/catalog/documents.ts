/** Findings about the names and the number of Session documents. */
import { error, warning } from './entry.js';
import { didYouMean, quoted } from './quoted.js';

export const documentEntries = {
  'document-name-template': error<{ problem: string; suggestion: string | undefined }>(
    ({ problem, suggestion }) => ({
      summary: `The template of document names ${problem}`,
      detail: `It may contain {role} and {osUser}, in single braces.${didYouMean(suggestion)}`,
      remedy: 'Correct the template, for example `SSMRunAs-{role}-Session`.',
    }),
  ),
  'document-name-invalid': error<{ name: string; role: string | undefined; hashed: boolean }>(
    ({ name, role, hashed }) => ({
      summary: `${quoted(name)} is not a document name`,
      detail: `Expected 3 to ${hashed ? '119' : '128'} letters, digits or _ . -${hashed ? ', because a hash of 9 characters follows' : ''}${role === undefined ? '' : `; this is the name for role ${quoted(role)}`}.`,
      remedy: 'Correct the name, or the template `documents.name`.',
    }),
  ),
  'document-name-reserved': error<{ name: string; reason: 'prefix' | 'default' }>(({ name, reason }) => ({
    summary: `The document name ${quoted(name)} is reserved`,
    detail:
      reason === 'prefix'
        ? 'Names that start with aws, amazon or amzn are reserved for AWS.'
        : 'It is the default document of the account, for sessions without `--document-name`.',
    remedy: 'Choose another name, or another template.',
  })),
  /** With a StackSet a name stands for a content. */
  'document-name-taken': error<{
    name: string;
    by: string;
    of: 'role' | 'tunnel' | 'previous' | 'previous by content';
  }>(({ name, by, of }) => ({
    summary: `The document name ${quoted(name)} is taken`,
    detail: `${by} has the same name. Upper and lower case do not matter.`,
    remedy: {
      role: 'Rename the role, or put {role} into `documents.name`.',
      tunnel: 'Rename the tunnel or the role, or change `documents.name`.',
      previous: 'Remove the name from `documents.previous`, or change `documents.name`.',
      'previous by content':
        'Did the role get an earlier content again? Then write another `description` for it, so that its document gets another name: CloudFormation cannot create a document that exists. Otherwise remove the name from `documents.previous`.',
    }[of],
  })),
  'documents-overprotected': warning<{
    names: string;
    inPolicies: boolean;
    inScp: boolean;
    deployers: boolean;
  }>(({ names, inPolicies, inScp, deployers }) => {
    const which = names === '*' ? 'any document' : `any document whose name matches ${quoted(names)}`;
    const policies = `The inline policies deny the mapped permission sets to write ${which} of an account, also documents of other teams.`;
    const others = deployers
      ? 'only the roles of `documents.deployedBy` may'
      : 'no role of a permission set may';
    const scp = inPolicies
      ? `Where the service control policy is attached, ${others}.`
      : `Where the service control policy is attached, ${others} write ${which} of an account, also documents of other teams.`;
    return {
      summary: `The guardrails protect ${names === '*' ? 'every document of the account' : `every document whose name matches ${quoted(names)}`}`,
      detail: [...(inPolicies ? [policies] : []), ...(inScp ? [scp] : [])].join(' '),
      remedy:
        'Start `documents.name` with at least three characters before the first placeholder, for example `RunAs-{role}`.',
    };
  }),
  'stack-set-unstated': error<{ lacking: 'stackSet' | 'regions' }>(({ lacking }) => ({
    summary: `\`deploy: stackset\` needs \`${lacking === 'regions' ? 'regions' : 'documents.stackSet'}\``,
    detail:
      lacking === 'regions'
        ? 'A StackSet deploys to listed Regions only.'
        : 'A StackSet deploys to the accounts of organizational units, and the mapping names none.',
    remedy:
      lacking === 'regions'
        ? 'List the Regions that have nodes, for example `regions: [eu-central-1]`.'
        : 'Add the organizational units, for example `stackSet: { organizationalUnits: [ou-ab12-cdefgh34] }`.',
  })),
  'stack-set-conflict': error<{ keys: readonly [string, string]; reason: string; remedy: string }>(
    ({ keys, reason, remedy }) => ({
      summary: `\`${keys[0]}\` and \`${keys[1]}\` cannot be combined`,
      detail: reason,
      remedy,
    }),
  ),
  'stack-set-account': error<{ account: string; key: 'accounts' | 'managementAccount' }>(
    ({ account, key }) => ({
      summary: `${quoted(account)} is not in the accounts of the mapping`,
      detail: `\`documents.stackSet.${key}\` gives this account documents, but the policies allow sessions only in the listed accounts.`,
      remedy: `Add it to \`accounts\` of the mapping, or remove it from \`documents.stackSet.${key}\`.`,
    }),
  ),
  'deployed-by-unstated': warning(() => ({
    summary: '`documents.deployedBy` is not stated',
    detail:
      'The service control policy then prevents only the roles of permission sets from changing the documents. Every other role or user with such permissions can change them: roles that account access manager assigns, roles reached by role chaining, IAM users.',
    remedy:
      'List the roles that deploy the documents: `documents: { deployedBy: ["arn:aws:iam::*:role/terraform"] }`.',
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
        'The name consists of wildcards only, so the service control policy would apply to nobody.',
      'permission sets':
        'It matches the roles that Identity Center creates for permission sets (`aws-reserved/sso.amazonaws.com/…/AWSReservedSSO_…`).',
      'a mapped permission set': 'A person who can change a role document can choose its Linux user.',
    }[covers],
    remedy:
      'Write the ARN of the deploying role with its path and name, for example `arn:aws:iam::*:role/terraform`.',
  })),
  'document-quota': warning<{ count: number; limit: number }>(({ count, limit }) => ({
    summary: `${count} documents are more than the default quota of ${limit}`,
    detail: 'AWS allows this many documents in an account and Region. Documents of all types count.',
    remedy:
      'Request a higher quota in Service Quotas before you apply, or remove names from `documents.previous`.',
  })),
  'accounts-unstated': warning(() => ({
    summary: '`accounts` is not stated',
    detail:
      'Without it, the policies use a wildcard for the account and rely on the condition key aws:ResourceAccount. If AWS does not send that key, every session is denied.',
    remedy: 'List the accounts that have nodes, for example `accounts: ["111122223333"]`.',
  })),
  'regions-unstated': error(() => ({
    summary: '`awsProvider: "6"` needs `regions`',
    detail:
      'With AWS provider 6, one call of session-documents/ creates the documents of an account in every Region of the mapping, and the mapping has none.',
    remedy:
      'List the Regions that have nodes, for example `regions: [eu-central-1]`, or remove `awsProvider`.',
  })),
  'arns-without-accounts': error(() => ({
    summary: '`arns: accounts` needs `accounts`',
    detail: 'The policies would have to list accounts, and the mapping has none.',
    remedy: 'Add `accounts`, or remove `arns`.',
  })),
  'arn-partition': error<{ found: string; partition: string }>(({ found, partition }) => ({
    summary: `The ARN is in partition ${quoted(found)}, the mapping is for ${quoted(partition)}`,
    detail: 'A resource in one AWS partition cannot refer to a resource in another.',
    remedy: 'Correct the ARN, or set `partition`.',
  })),
  'region-partition': error<{ region: string; partition: string }>(({ region, partition }) => ({
    summary: `${quoted(region)} is not a Region of partition ${quoted(partition)}`,
    detail: 'Regions that start with cn-, us-gov- or eusc- belong to other partitions.',
    remedy: 'Correct the Region, or set `partition`.',
  })),
  'region-unknown': warning<{ region: string; partition: string; suggestion: string | undefined }>(
    ({ region, partition, suggestion }) => ({
      summary: `${quoted(region)} is not a known Region of partition ${quoted(partition)}`,
      detail: `The tool's list of Regions does not have it. A Region that does not exist matches no session, no key and no role.${didYouMean(suggestion)}`,
      remedy:
        suggestion === undefined
          ? 'Correct the Region. If AWS added it after this version of the tool, accept the warning.'
          : `Write ${quoted(suggestion)}. If AWS added ${quoted(region)} after this version of the tool, accept the warning.`,
    }),
  ),
};
