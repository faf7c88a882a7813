/** Findings of `gate` about Session documents: those in the plan, and those that must be in place before it. */
import { entry } from './entry.js';
import { listed, quoted } from './quoted.js';

const rollout = 'docs/gate.md';

export const gateDocuments = {
  'gate-document-named': entry<{
    address: string;
    name: string;
    action: 'delete' | 'replace';
    reason: string;
  }>({
    severity: 'error',
    message: ({ address, name, action, reason }) => ({
      summary: `The document ${quoted(name)} would be ${action === 'delete' ? 'deleted' : 'replaced'} while it is in use`,
      detail: `${address}: before it exists, after it is gone. ${reason}`,
      remedy:
        'List the name under `documents.previous`, apply the policies that name the new document, and take it off the list only then.',
    }),
    page: {
      why: 'Documents and policies live in different states; between two applies nobody with that permission set could start a session.',
      example: {
        wrong: 'documents: { name: "RunAs-{role}" }',
        right: 'documents: { name: "RunAs-{role}", previous: [SSMRunAs-admin-Session] }',
      },
      source: rollout,
    },
  }),
  'gate-document-deleted': entry<{ address: string; name: string }>({
    severity: 'warning',
    message: ({ address, name }) => ({
      summary: `The document ${quoted(name)} would be deleted`,
      detail: `${address}: before it exists, after it is gone. The mapping does not name it any more; whether the policies that are in place do, this plan does not show.`,
      remedy: 'Apply identity-center first, if that has not been done since the name left the mapping.',
    }),
    page: {
      why: 'A policy that names a document which is gone starts no session.',
      source: rollout,
    },
  }),
  'gate-document-user': entry<{
    address: string;
    name: string;
    before: string | undefined;
    after: string | undefined;
  }>({
    severity: 'error',
    message: ({ address, name, before, after }) => ({
      summary: `The document ${quoted(name)} would change its Linux user`,
      detail: `${address}: before ${user(before)}, after ${user(after)}. Whoever uses the document becomes somebody else at once, in this account before the next, and its older versions keep the other user.`,
      remedy:
        'Give the document a new name: put `{osUser}` into `documents.name` and the old name under `documents.previous`.',
    }),
    page: {
      why: 'A document is one Linux user for good; then a change of user is a change of policy, seen and ordered as one.',
      example: {
        wrong: 'documents: { name: "RunAs-{role}" }',
        right: 'documents: { name: "RunAs-{role}-{osUser}" }',
      },
      source: rollout,
    },
  }),
  'gate-document-differs': entry<{ address: string; name: string; expected: string; after: string }>({
    severity: 'error',
    message: ({ address, name, expected, after }) => ({
      summary: `The planned document ${quoted(name)} is not the one of this mapping`,
      detail: `${address}: the mapping yields ${quoted(expected)}; after the plan it would be ${quoted(after)}.`,
      remedy: 'Generate anew and plan anew; look for an override file beside the generated ones.',
    }),
    page: {
      why: 'The document decides the Linux user. A plan of stale files brings what an older mapping said.',
      source: 'docs/gate.md',
    },
  }),
  'gate-document-missing': entry<{ role: string; name: string; module: string }>({
    severity: 'error',
    message: ({ role, name, module }) => ({
      summary: `The plan lacks the document ${quoted(name)}`,
      detail: `The mapping has role ${quoted(role)}; other documents of the mapping are in ${module}.`,
      remedy: 'Generate anew and plan anew, without `-target`.',
    }),
    page: {
      why: 'A role whose document is missing in one account can start no session there.',
      source: 'docs/gate.md',
    },
  }),
  'gate-document-drifted': entry<{
    address: string;
    name: string;
    before: string | undefined;
    after: string | undefined;
  }>({
    severity: 'warning',
    message: ({ address, name, before, after }) => ({
      summary: `Somebody changed the document ${quoted(name)} outside Terraform`,
      detail: `${address}: before, as Terraform left it, ${user(before)}; after, as it was found, ${user(after)}.`,
      remedy:
        'Find out who changed it and since when, and attach the service control policy that keeps others from it.',
    }),
    page: {
      why: 'Whoever can change a document decides who people become. The plan puts ours back.',
      source: 'docs/guardrails.md',
    },
  }),
  'gate-documents-unreadable': entry({
    severity: 'error',
    message: () => ({
      summary: 'Not the outputs of session-documents',
      detail:
        'There must be an output `documents` with name, content_sha256, default_version and latest_version of each role, all known.',
      remedy:
        'Run `terraform output -json` in session-documents after it was applied, and hand over what it prints.',
    }),
    page: {
      why: 'The gate takes nothing for granted that it is not shown.',
      source: 'docs/gate.md',
    },
  }),
  'gate-documents-unstated': entry<{ rollout: string }>({
    severity: 'error',
    message: ({ rollout: step }) => ({
      summary: `\`rollout: ${step}\` needs \`--documents FILE\``,
      detail:
        'From this plan on people can start their own document and nothing else; it is not shown that the documents are in place. They live in another state, so that Terraform cannot order the two.',
      remedy:
        'Apply session-documents in every account and Region, save `terraform output -json` of each, and name each file with `--documents`.',
    }),
    page: {
      why: 'Policies that arrive before the documents lock everybody out of the account.',
      example: {
        wrong: 'ssm-runas-gen gate --plan plan.json',
        right: 'ssm-runas-gen gate --plan plan.json --documents eu-central-1.json --documents eu-west-1.json',
      },
      source: rollout,
    },
  }),
  'gate-documents-incomplete': entry<{ role: string; name: string; before: string; after: string }>({
    severity: 'error',
    message: ({ role, name, before, after }) => ({
      summary: `The document of role ${quoted(role)} is not in place`,
      detail: `Needed is ${quoted(name)} with ${after}; this account and Region has ${before}.`,
      remedy:
        'Apply session-documents there and save its outputs anew; a default version that was rolled back must be set to the latest again.',
    }),
    page: {
      why: 'With the policies of this plan the role could start nothing, or a session as somebody else.',
      source: rollout,
    },
  }),
  'gate-documents-too-few': entry<{ shown: number; needed: number; accounts: number; regions: number }>({
    severity: 'error',
    message: ({ shown, needed, accounts, regions }) => ({
      summary: `${shown} of ${needed} document outputs are shown`,
      detail: `The mapping lists ${count(accounts, 'account')}${regions === 0 ? '' : ` and ${count(regions, 'Region')}`}; each of them has its own documents.`,
      remedy: 'Name one file of outputs for each account and Region with `--documents`.',
    }),
    page: {
      why: 'An account without documents is an account without sessions as soon as the policies arrive.',
      source: rollout,
    },
  }),
  'gate-documents-uncovered': entry<{ uncovered: readonly string[]; unplaced: readonly string[] }>({
    severity: 'warning',
    message: ({ uncovered, unplaced }) => ({
      summary: `No outputs are shown of ${listed(uncovered)}`,
      detail: `The mapping lists ${uncovered.length === 1 ? 'it' : 'them'}, and none of the files has its documents there.${unplaced.length === 0 ? '' : ` The documents in ${listed(unplaced)} do not say where they are: they name no \`arn\` with an account, or different ones.`}`,
      remedy:
        unplaced.length === 0
          ? 'Name one file of outputs for each account and Region with `--documents`.'
          : 'Generate anew, apply session-documents there, and save its outputs anew; a provider with `skip_requesting_account_id` leaves the account out.',
    }),
    page: {
      why: 'Files are told apart by the ARNs of their documents, so that one file twice does not stand for two accounts. An account without documents is an account without sessions as soon as the policies arrive. Documents in other places do no harm.',
      source: rollout,
    },
  }),
};

const user = (name: string | undefined) =>
  name === undefined ? 'no Linux user of its own' : `Linux user ${quoted(name)}`;

const count = (amount: number, noun: string) => `${amount} ${noun}${amount === 1 ? '' : 's'}`;
