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
    detail: `${address}: before it exists, after it is gone. ${reason}`,
    remedy:
      'List the name under `documents.previous`, apply the policies that name the new document, and take it off the list only then.',
  })),
  'gate-document-deleted': warning<{ address: string; name: string }>(({ address, name }) => ({
    summary: `The document ${quoted(name)} would be deleted`,
    detail: `${address}: before it exists, after it is gone. The mapping does not name it any more; whether the policies that are in place do, this plan does not show.`,
    remedy: 'Apply identity-center first, if that has not been done since the name left the mapping.',
  })),
  'gate-document-user': error<{
    address: string;
    name: string;
    before: string | undefined;
    after: string | undefined;
  }>(({ address, name, before, after }) => ({
    summary: `The document ${quoted(name)} would change its Linux user`,
    detail: `${address}: before ${user(before)}, after ${user(after)}. Whoever uses the document becomes somebody else at once, in this account before the next, and its older versions keep the other user.`,
    remedy:
      'Give the document a new name: put `{osUser}` into `documents.name` and the old name under `documents.previous`. If the mapping did not change and somebody changed the document, show the outputs of the last good apply with `--documents`: the plan then counts as a repair.',
  })),
  'gate-document-differs': error<{ address: string; name: string; expected: string; after: string }>(
    ({ address, name, expected, after }) => ({
      summary: `The planned document ${quoted(name)} is not the one of this mapping`,
      detail: `${address}: the mapping yields ${quoted(expected)}; after the plan it would be ${quoted(after)}.`,
      remedy: 'Generate anew and plan anew; look for an override file beside the generated ones.',
    }),
  ),
  'gate-document-missing': error<{ role: string; name: string; module: string }>(
    ({ role, name, module }) => ({
      summary: `The plan lacks the document ${quoted(name)}`,
      detail: `The mapping has role ${quoted(role)}; other documents of the mapping are in ${module}.`,
      remedy: 'Generate anew and plan anew, without `-target`.',
    }),
  ),
  'gate-document-drifted': warning<{
    address: string;
    name: string;
    before: string | undefined;
    after: string | undefined;
  }>(({ address, name, before, after }) => ({
    summary: `Somebody changed the document ${quoted(name)} outside Terraform`,
    detail: `${address}: before, as Terraform left it, ${user(before)}; after, as it was found, ${user(after)}.`,
    remedy:
      'Find out who changed it and since when, and attach the service control policy that keeps others from it.',
  })),
  'gate-document-default-version': error<{
    address: string;
    name: string;
    before: string;
    after: string;
    changes: boolean;
    /** For a shell, quoted. */
    command: string;
  }>(({ address, name, before, after, changes, command }) => ({
    summary: `The default version of the document ${quoted(name)} is not its latest one`,
    detail: `${address}: before the plan the default version is ${before} and the latest is ${after}: somebody changed one of them outside Terraform. ${changes ? 'AWS refuses to update such a document (InvalidDocumentVersion), so that the apply would fail and leave the latest version as it is. ' : 'Terraform does not see that, so that an apply would not change it. '}Sessions are reported to run the latest version.`,
    remedy: `Run \`${command}\` with the credentials and the Region of the document, plan anew, and apply that plan, which corrects the content.`,
  })),
  'gate-default-document-changed': error<{
    address: string;
    name: string;
    problem: string;
    before: string;
    after: string;
  }>(({ address, name, problem, before, after }) => ({
    summary: `The default Session document ${quoted(name)} would change while it is open to people: ${problem}`,
    detail: `${address}: before ${before}, after ${after}. Until \`rollout: switch\` people may still use this document, and whoever carries no tag becomes the Linux user that it decides.`,
    remedy: 'Leave the document as it is until `rollout: switch` is applied.',
  })),
  'gate-documents-unreadable': error<{ flaw: TextFlaw | undefined }>(({ flaw }) => ({
    summary: `Not the outputs of session-documents${flaw ? `: ${textFlaws[flaw]}` : ''}`,
    detail:
      'There must be an output `documents` with name, content_sha256, default_version and latest_version of each role, all known.',
    remedy:
      'Run `terraform output -json` in session-documents after it was applied, and hand over what it prints.',
  })),
  'gate-documents-unstated': error<{ rollout: string }>(({ rollout: step }) => ({
    summary: `\`rollout: ${step}\` needs \`--documents FILE\``,
    detail:
      'From this plan on people can start their own document and nothing else; it is not shown that the documents are in place. They live in another state, so that Terraform cannot order the two.',
    remedy:
      'Apply session-documents in every account and Region, save `terraform output -json` of each, and name each file with `--documents`.',
  })),
  'gate-documents-incomplete': error<{ role: string; name: string; before: string; after: string }>(
    ({ role, name, before, after }) => ({
      summary: `The document of role ${quoted(role)} is not in place`,
      detail: `Needed is ${quoted(name)} with ${after}; this account and Region has ${before}.`,
      remedy:
        'Apply session-documents there and save its outputs anew; a default version that was rolled back must be set to the latest again.',
    }),
  ),
  'gate-documents-too-few': error<{ shown: number; needed: number; accounts: number; regions: number }>(
    ({ shown, needed, accounts, regions }) => ({
      summary: `${shown} of ${needed} document outputs are shown`,
      detail: `The mapping lists ${count(accounts, 'account')}${regions === 0 ? '' : ` and ${count(regions, 'Region')}`}; each of them has its own documents.`,
      remedy: 'Name one file of outputs for each account and Region with `--documents`.',
    }),
  ),
  'gate-documents-uncovered': warning<{ uncovered: readonly string[]; unplaced: readonly string[] }>(
    ({ uncovered, unplaced }) => ({
      summary: `No outputs are shown of ${listed(uncovered)}`,
      detail: `The mapping lists ${uncovered.length === 1 ? 'it' : 'them'}, and none of the files has its documents there.${unplaced.length === 0 ? '' : ` The documents in ${listed(unplaced)} do not say where they are: they name no \`arn\` with an account, or different ones.`}`,
      remedy:
        unplaced.length === 0
          ? 'Name one file of outputs for each account and Region with `--documents`.'
          : 'Generate anew, apply session-documents there, and save its outputs anew; a provider with `skip_requesting_account_id` leaves the account out.',
    }),
  ),
};

const user = (name: string | undefined) =>
  name === undefined ? 'no Linux user of its own' : `Linux user ${quoted(name)}`;

const count = (amount: number, noun: string) => `${amount} ${noun}${amount === 1 ? '' : 's'}`;
