/** Findings about the names and the number of Session documents. */
import { entry } from './entry.js';
import { didYouMean, quoted } from './quoted.js';

const createDocument =
  'https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreateDocument.html';

export const documentEntries = {
  'document-name-template': entry<{ problem: string; suggestion: string | undefined }>({
    severity: 'error',
    message: ({ problem, suggestion }) => ({
      summary: `The template of document names ${problem}`,
      detail: `It may hold {role} and {osUser}, each in single braces.${didYouMean(suggestion)}`,
      remedy: 'Correct the template, for example `SSMRunAs-{role}-Session`.',
    }),
    page: {
      why: 'Each role needs a document of its own, so that its name must follow from the role.',
      example: { wrong: 'name: "SSMRunAs-{rolename}"', right: 'name: "SSMRunAs-{role}-Session"' },
      source: 'docs/mapping.md',
    },
  }),
  'document-name-invalid': entry<{ name: string; role: string | undefined }>({
    severity: 'error',
    message: ({ name, role }) => ({
      summary: `${quoted(name)} is not a document name`,
      detail: `Expected 3 to 128 letters, digits or _ . -${role === undefined ? '' : `; this is the name for role ${quoted(role)}`}.`,
      remedy: 'Correct the name, or the template that gives it.',
    }),
    page: {
      why: 'AWS refuses other names. A user@domain cannot be part of a name, so that `{osUser}` does not work with Active Directory names.',
      example: { wrong: 'name: "Run as {role}"', right: 'name: "RunAs-{role}"' },
      source: createDocument,
    },
  }),
  'document-name-reserved': entry<{ name: string; reason: 'prefix' | 'default' }>({
    severity: 'error',
    message: ({ name, reason }) => ({
      summary: `The document name ${quoted(name)} is reserved`,
      detail:
        reason === 'prefix'
          ? 'AWS keeps names that start with aws, amazon or amzn to itself.'
          : 'It is the account-wide document of sessions that name none.',
      remedy: 'Choose another name, or another template.',
    }),
    page: {
      why: 'CreateDocument refuses the reserved prefixes. SSM-SessionManagerRunShell is used by every session that names no document, so that it cannot belong to one role.',
      example: { wrong: 'name: "aws-{role}"', right: 'name: "SSMRunAs-{role}-Session"' },
      source: createDocument,
    },
  }),
  'document-name-taken': entry<{ name: string; by: string }>({
    severity: 'error',
    message: ({ name, by }) => ({
      summary: `The document name ${quoted(name)} is taken`,
      detail: `${by} has it already; names are compared without letter case.`,
      remedy: 'Choose another name, or put {role} into the template.',
    }),
    page: {
      why: 'A name stands for one document and one Linux user. Names that differ only in letter case are mistaken for each other by people.',
      example: {
        wrong: 'documents:\n  name: "RunAs-{role}"\n  previous: [RunAs-dev]\nroles: { dev: {…} }',
        right: 'documents:\n  name: "RunAs-{role}"\n  previous: [RunAs-developer]\nroles: { dev: {…} }',
      },
      source: createDocument,
    },
  }),
  'documents-overprotected': entry<{
    names: string;
    inPolicies: boolean;
    inScp: boolean;
    deployers: boolean;
  }>({
    severity: 'warning',
    message: ({ names, inPolicies, inScp, deployers }) => {
      const which = names === '*' ? 'any document' : `any document whose name is like ${quoted(names)}`;
      const policies = `The inline policies deny the mapped permission sets to write ${which} of an account, whoever it belongs to.`;
      const others = deployers
        ? 'nobody but the roles of `documents.deployedBy` may'
        : 'nobody who came in through Identity Center may';
      const scp = inPolicies
        ? `Where the service control policy is attached, ${others}.`
        : `Where the service control policy is attached, ${others} write ${which} of an account, whoever it belongs to.`;
      return {
        summary: `The guardrails protect ${names === '*' ? 'every document of the account' : `every document like ${quoted(names)}`}`,
        detail: [...(inPolicies ? [policies] : []), ...(inScp ? [scp] : [])].join(' '),
        remedy:
          'Begin `documents.name` with text of your own, at least three characters, for example `RunAs-{role}`.',
      };
    },
    page: {
      why: 'The documents that choose the Linux user are protected by the literal beginning of their names, so that names not taken yet are protected as well. A template that begins with a placeholder, or with a letter or two, protects documents of other teams too: Run Command documents, runbooks and all.',
      example: { wrong: 'documents: { name: "{role}" }', right: 'documents: { name: "RunAs-{role}" }' },
      source: 'docs/guardrails.md',
    },
  }),
  'document-quota': entry<{ count: number; limit: number }>({
    severity: 'warning',
    message: ({ count, limit }) => ({
      summary: `${count} documents are more than the default quota of ${limit}`,
      detail: 'AWS allows this many documents per account and Region, all kinds of documents counted.',
      remedy: 'Ask for a higher quota before applying, or remove names from `documents.previous`.',
    }),
    page: {
      why: 'The quota can be raised, but an apply that meets it stops half-way.',
      source: 'https://docs.aws.amazon.com/general/latest/gr/ssm.html',
    },
  }),
  'accounts-unstated': entry({
    severity: 'warning',
    message: () => ({
      summary: '`accounts` is not stated',
      detail:
        'The policies then trust the name of a document in any account, guarded by aws:ResourceAccount; should AWS not send that key, every session is denied.',
      remedy: 'List the accounts in which the documents live.',
    }),
    page: {
      why: 'Documents can be shared between accounts. With the accounts listed, a document of the same name elsewhere does not match in the first place.',
      example: {
        wrong: 'version: 1\nroles: {…}',
        right: 'version: 1\naccounts: ["111122223333"]\nroles: {…}',
      },
      source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html',
    },
  }),
  'arns-without-accounts': entry({
    severity: 'error',
    message: () => ({
      summary: '`arns: accounts` needs `accounts`',
      detail: 'There is no account to list in the policies.',
      remedy: 'Add `accounts`, or remove `arns`.',
    }),
    page: {
      why: 'The setting asks for each account by its id.',
      example: { wrong: 'arns: accounts', right: 'arns: accounts\naccounts: ["111122223333"]' },
      source: 'docs/mapping.md',
    },
  }),
  'arn-partition': entry<{ found: string; partition: string }>({
    severity: 'error',
    message: ({ found, partition }) => ({
      summary: `The ARN is of partition ${quoted(found)}, the mapping of ${quoted(partition)}`,
      detail: 'Nothing in one AWS partition can refer to another.',
      remedy: 'Correct the ARN, or state `partition`.',
    }),
    page: {
      why: 'A policy with an ARN of another partition matches nothing.',
      example: {
        wrong: 'identityCenter:\n  instanceArn: arn:aws-us-gov:sso:::instance/ssoins-722357a1b2c3d4e5',
        right:
          'partition: aws-us-gov\nidentityCenter:\n  instanceArn: arn:aws-us-gov:sso:::instance/ssoins-722357a1b2c3d4e5',
      },
      source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html',
    },
  }),
  'region-partition': entry<{ region: string; partition: string }>({
    severity: 'error',
    message: ({ region, partition }) => ({
      summary: `${quoted(region)} is not a Region of partition ${quoted(partition)}`,
      detail: 'Regions of cn-…, us-gov-… and eusc-… belong to partitions of their own.',
      remedy: 'Correct the Region, or state `partition`.',
    }),
    page: {
      why: 'Sessions are denied in every Region that is not listed; with a Region of another partition that is all of them.',
      example: { wrong: 'regions: [cn-north-1]', right: 'partition: aws-cn\nregions: [cn-north-1]' },
      source: 'https://docs.aws.amazon.com/general/latest/gr/rande.html',
    },
  }),
};
