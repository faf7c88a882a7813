/** Findings of `gate` about Session documents: those in the plan, and those that must be in place before it. */
import { error, warning } from './entry.js';
import { listed, quoted } from './quoted.js';
import { type TextFlaw, textFlaws } from './source.js';
export const gateDocuments = {
  'gate-document-named': error<{
    address: string;
    name: string;
    action: 'delete' | 'replace';
    reason: string;
  }>(({ address, name, action, reason }) => ({
    summary: `The document ${quoted(name)} would be ${action === 'delete' ? 'deleted' : 'replaced'} while it is in use`,
    detail: `${address}: before it exists, after it does not. ${reason}`,
    remedy:
      'List the name under `documents.previous` and apply the policies that use the new document. Then remove the name from the list.',
  })),
  'gate-document-deleted': warning<{ address: string; name: string }>(({ address, name }) => ({
    summary: `The document ${quoted(name)} would be deleted`,
    detail: `${address}: before it exists, after it does not. The mapping does not contain it any more, but the plan does not show whether the applied policies still use it. If one does, its people cannot start sessions. If a document with this name is created again later, they can start that document.`,
    remedy:
      'Apply identity-center first, unless that was done since the name was removed from the mapping. Do not use the name again for another permission set or Linux user while a policy in AWS still has it.',
  })),
  'gate-document-user': error<{
    address: string;
    name: string;
    before: string;
    after: string;
  }>(({ address, name, before, after }) => ({
    summary: `The document ${quoted(name)} would change its Linux user, or what runs as that user`,
    detail: `${address}: before: ${before}; after: ${after}. People who use the document get another Linux user, or run other commands, immediately, in one account earlier than in the next, and older versions of the document keep what they say.`,
    remedy:
      'Give the document a new name: put `{osUser}` into `documents.name`, and the old name under `documents.previous`. If the mapping did not change and somebody else changed the document, pass the outputs of the last good apply with `--documents`: gate then accepts the plan as a repair.',
  })),
  'gate-document-older-user': error<{
    address: string;
    name: string;
    before: string | undefined;
    after: string | undefined;
  }>(({ address, name, before, after }) => ({
    summary: `The older document ${quoted(name)} is not for the same purpose as its successor`,
    detail: `${address}: before the plan the StackSet has the older document for ${before ?? 'neither a Linux user nor a tunnel'}, after it the new one for ${after ?? 'neither'}. The mapping lists the older name in \`documents.previous\`, so the policies let people start both.`,
    remedy:
      'Remove the name from `documents.previous`. People cannot start sessions from the new policies until their client names the new document.',
  })),
  'gate-document-moved': error<{ address: string; name: string; from: string }>(
    ({ address, name, from }) => ({
      summary: `The document ${quoted(name)} would move to another StackSet`,
      detail: `${address}: before the plan ${from} has it, and retains it in every account; after it this StackSet would create it. CloudFormation would fail because the document exists.`,
      remedy:
        'Change the `description` of the role, so that the document gets another name. List the old name under `documents.previous`.',
    }),
  ),
  'gate-stack-set-unread': warning<{ address: string; reason: string }>(({ address, reason }) => ({
    summary: `${address} replaces a template in which gate cannot see all documents`,
    detail: `${address}: before the plan the StackSet has a template that this tool did not generate: ${reason}. Documents that are in it only leave the StackSet, and without \`DeletionPolicy: Retain\` CloudFormation deletes them in every account.`,
    remedy:
      'Read the template (`aws cloudformation describe-stack-set --stack-set-name NAME`). Check that no policy names a document that only this template has, or that the template retains it. If it is right, pass the code with `--accept`.',
  })),
  'gate-document-swapped': warning<{ address: string; names: readonly string[]; line: string }>(
    ({ address, names, line }) => ({
      summary: `The policy would allow the new document and deny the old one at the same time`,
      detail: `${address}: before the plan it allows ${listed(names)}, after it does not. Identity Center provisions the policy in one account earlier than in the next, and people keep their old client for a while. Until both match, these people cannot start sessions.`,
      remedy: `Add this to the mapping, apply the policies with both names, and remove it when all people have the new client: \`${line}\`. If the old document has another Linux user, do not list it: accept this warning.`,
    }),
  ),
  'gate-stack-set-differs': error<{ address: string; what: string; expected: string; after: string }>(
    ({ address, what, expected, after }) => ({
      summary: `The planned StackSet is not the StackSet of this mapping: ${what}`,
      detail: `${address}: the mapping asks for ${quoted(expected)}; after the plan it would be ${quoted(after)}.`,
      remedy:
        'Run `ssm-runas-gen generate` again and make a new plan, without `-target`. If that does not help, look for an override file (`override.tf`, `*_override.tf`) next to the generated files.',
    }),
  ),
  'gate-stack-instances-replaced': error<{ address: string; name: string; kept: readonly string[] }>(
    ({ address, name, kept }) => ({
      summary: `The instances of the StackSet ${quoted(name)} would be deleted and created again`,
      detail: `${address}: before the plan each account has a stack with the documents; the plan deletes the stacks. The documents stay in the accounts, so the new stacks fail after it: CloudFormation cannot create a document that exists.${kept.length > 0 ? ` These keep their names: ${listed(kept)}.` : ''}`,
      remedy:
        'Find out why Terraform replaces them: the mapping lists `documents.stackSet.accounts` for the first time or no longer, somebody used `-replace`, or the resource got another address without a `moved` block. To begin or stop listing accounts, every document needs another name in the same plan: docs/environments.md, "Begin or stop listing accounts", has the steps.',
    }),
  ),
  'gate-document-differs': error<{ address: string; name: string; expected: string; after: string }>(
    ({ address, name, expected, after }) => ({
      summary: `The planned document ${quoted(name)} is not the document of this mapping`,
      detail: `${address}: the mapping asks for ${quoted(expected)}; after the plan it would be ${quoted(after)}.`,
      remedy:
        'Run `ssm-runas-gen generate` again and make a new plan. If that does not help, look for an override file (`override.tf`, `*_override.tf`) next to the generated files.',
    }),
  ),
  'gate-document-missing': error<{
    role: string;
    tunnel: string | undefined;
    name: string;
    module: string;
    region: string | undefined;
  }>(({ role, tunnel, name, module, region }) => ({
    summary: `The document ${quoted(name)} is missing in the plan${region === undefined ? '' : ` for ${region}`}`,
    detail: `The mapping has ${owner(role, tunnel)}; other documents of the mapping are in ${module}.`,
    remedy: 'Run `ssm-runas-gen generate` again and make a new plan, without `-target`.',
  })),
  'gate-document-drifted': warning<{
    address: string;
    name: string;
    before: string;
    after: string;
  }>(({ address, name, before, after }) => ({
    summary: `Somebody changed the document ${quoted(name)} outside Terraform`,
    detail: `${address}: in Terraform state: ${before}; in AWS: ${after}.`,
    remedy:
      'Find out who changed it and when, and attach the service control policy (identity-center/scp.json), which prevents such changes.',
  })),
  'gate-document-default-version': error<{
    address: string;
    name: string;
    before: string;
    after: string;
    changes: boolean;
    /** For a shell, quoted. */
    command: string;
    /** Whether an association runs it. */
    runs: boolean;
  }>(({ address, name, before, after, changes, command, runs }) => ({
    summary: `The default version of the document ${quoted(name)} is not its latest one`,
    detail: `${address}: before the plan the default version is ${before} and the latest is ${after}: somebody changed one of them outside Terraform. ${changes ? 'AWS refuses to update such a document (InvalidDocumentVersion), so the apply would fail and would not change the latest version. ' : 'Terraform does not notice this, so an apply would not change it. '}${runs ? 'The association runs the default version as root on the nodes, and the plan does not show what it does.' : 'Sessions are reported to run the latest version.'}`,
    remedy: `Run \`${command}\` with the credentials and the Region of the document. Then make a new plan and apply it: it corrects the content.`,
  })),
  'gate-node-users-differ': error<{ address: string; name: string; found: string }>(
    ({ address, name, found }) => ({
      summary: `The document or association ${quoted(name)} is not that of this mapping`,
      detail: `${address}: after the plan, ${quoted(found)}. It runs as root on the nodes and decides which Linux users and which sudo rules they have.`,
      remedy: 'Run `ssm-runas-gen generate` again and make a new plan of node-users/.',
    }),
  ),
  'gate-default-document-unlocked': error<{
    address: string;
    name: string;
    problem: string;
    isAsked: boolean;
    after: string;
  }>(({ address, name, problem, isAsked, after }) => ({
    summary: `The default document ${quoted(name)} would not be locked after the plan`,
    detail: `${address}: ${problem}. ${isAsked ? 'The mapping has `defaultDocument: lock`' : 'It is locked, although this mapping does not lock it in this step'}. After the plan it would be ${quoted(after)}. It decides the sessions of everybody in the account and Region who names no document: without it, or with Run As off, they run as ssm-user, which has passwordless sudo.`,
    remedy: isAsked
      ? 'Run `ssm-runas-gen generate` again and make a new plan of default-document/.'
      : 'To give up the lock, take the document out of the state (`terraform state rm`, or a `removed` block with `destroy = false`), and put the saved content back with the AWS CLI: docs/gate.md.',
  })),
  'gate-default-document-changed': error<{
    address: string;
    name: string;
    problem: string;
    before: string;
    after: string;
  }>(({ address, name, problem, before, after }) => ({
    summary: `The default Session document ${quoted(name)} would change while people can still use it: ${problem}`,
    detail: `${address}: before ${before}, after ${after}. Until \`rollout: switch\` people can still use this document. It decides the Linux user of people who have no tag.`,
    remedy: 'Do not change the document until `rollout: switch` is applied.',
  })),
  'gate-documents-unreadable': error<{ flaw: TextFlaw | undefined }>(({ flaw }) => ({
    summary: `This is not the output of session-documents${flaw ? `: ${textFlaws[flaw]}` : ''}`,
    detail:
      'The file must contain the output `documents` with name, content_sha256, default_version and latest_version of each role; for StackSets the outputs `documents` and `stack_instances`, with at least one instance.',
    remedy:
      'Apply session-documents, run `terraform output -json > documents.json` there, and pass `--documents documents.json`. For StackSets, run `terraform apply -refresh-only` in session-documents-stackset before.',
  })),
  'gate-documents-unstated': error<{ rollout: string }>(({ rollout: step }) => ({
    summary: `\`rollout: ${step}\` needs \`--documents FILE\``,
    detail:
      'After this plan people can use only their own document, but you did not show that the documents exist. They are in another Terraform state, so Terraform cannot apply them first.',
    remedy:
      'Apply session-documents in every account and Region, save the output of `terraform output -json` of each, and pass each file with `--documents`. With `awsProvider: "6"`, it is one file for each account.',
  })),
  'gate-documents-incomplete': error<{
    role: string;
    tunnel: string | undefined;
    name: string;
    before: string;
    after: string;
  }>(({ role, tunnel, name, before, after }) => ({
    summary: `The document of ${owner(role, tunnel)} is missing or not up to date`,
    detail: `The ${tunnel === undefined ? 'role' : 'tunnel'} needs ${quoted(name)} with ${after}; this account and Region has ${before}.`,
    remedy:
      'Apply session-documents there and save its outputs again. If the default version of the document was rolled back, set it to the latest version again.',
  })),
  'gate-documents-too-few': error<{ shown: number; needed: number; accounts: number; regions: number }>(
    ({ shown, needed, accounts, regions }) => ({
      summary: `You passed ${shown} of ${needed} document outputs with \`--documents\``,
      detail: `The mapping lists ${count(accounts, 'account')}${regions === 0 ? '' : ` and ${count(regions, 'Region')}`}; each combination has its own documents.`,
      remedy:
        'Pass one file of outputs for each account and Region with `--documents`; with `awsProvider: "6"`, one file for each account.',
    }),
  ),
  'gate-documents-uncovered': warning<{ uncovered: readonly string[]; unplaced: readonly string[] }>(
    ({ uncovered, unplaced }) => ({
      summary: `You passed no document outputs of ${listed(uncovered)}`,
      detail: `The mapping lists ${uncovered.length === 1 ? 'it' : 'them'}, and none of the files of \`--documents\` contains documents there.${unplaced.length === 0 ? '' : ` The documents in ${listed(unplaced)} do not show where they are: they have no \`arn\` with an account, or ARNs of several accounts.`}`,
      remedy:
        unplaced.length === 0
          ? 'Pass one file of outputs for each account and Region with `--documents`.'
          : 'Run `ssm-runas-gen generate` again, apply session-documents there, and save its outputs again. Do not set `skip_requesting_account_id` in the provider: the ARNs then have no account.',
    }),
  ),
};

const owner = (role: string, tunnel: string | undefined) =>
  `${tunnel === undefined ? '' : `tunnel ${quoted(tunnel)} of `}role ${quoted(role)}`;

const count = (amount: number, noun: string) => `${amount} ${noun}${amount === 1 ? '' : 's'}`;
