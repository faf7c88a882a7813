/**
 * The documents by which somebody could try to start a session. Each stands for a way to another Linux user.
 * Knows document names and ARNs; not what policies say about them.
 */

import { lockedUser } from '../../access/default-document.js';
import { defaultDocument } from '../../aws/names.js';
import type { AwsPlace } from '../../mapping/place-values.js';
import { namesOfDocument, unownedPrevious } from '../../mapping/role-documents.js';
import { opensDefaultDocument } from '../../mapping/step.js';
import { awsDocumentScenarios } from './aws-documents.js';
import { anyCheck, inAccount, named, written, writtenAs } from './document-variants.js';
import type { DocumentScenario, DocumentVariant, UserSource, Verdict } from './scenario.js';
import type { Subject } from './subject.js';
import { tunnelDocumentScenarios } from './tunnel-documents.js';

/** Who may have had sessions before keeps the default document as long as nothing is denied. */
function defaultDocumentVerdict({ mapping, role }: Subject): Verdict {
  return opensDefaultDocument(mapping.step, role) ? 'open' : 'shut';
}

/** What `defaultDocument: lock` makes of it, in the steps that lock it; otherwise nobody here knows. */
function userOfDefaultDocument({ mapping: { lockedDefault, step } }: Subject): UserSource {
  if (lockedDefault === undefined || !step.locksDefaultDocument) return { kind: 'default-document' };
  return { kind: 'preferences', preferences: { runAsEnabled: true, runAsDefaultUser: lockedUser } };
}

/** By its name now; by an older one the user is the same, which `gate` checks where it sees the older document. */
function ownDocument(subject: Subject, place: AwsPlace, name = subject.role.document.name): DocumentVariant {
  return {
    named: name,
    resource: inAccount(subject, name, place),
    checks: named,
    user: { kind: 'preferences', preferences: subject.preferences },
    verdict: 'open',
  };
}

/** Our Allows name no account, so that a Deny alone keeps the document of a stranger out. */
function sameNameIn(subject: Subject, place: AwsPlace, account: string): DocumentVariant {
  return { ...writtenAs(subject, subject.role.document.name, place, account), onlyDenied: true };
}

export const documentScenarios: readonly DocumentScenario[] = [
  {
    id: 'document-own',
    name: 'its own document',
    reason: 'The one way in that is meant.',
    variants: (subject, place) =>
      namesOfDocument(subject.role.document).map((name) => ownDocument(subject, place, name)),
  },
  {
    id: 'document-own-account-untold',
    name: 'its own document, if AWS sends no aws:ResourceAccount',
    reason:
      'Nobody documents that StartSession sends aws:ResourceAccount. With listed accounts nothing depends on it; without, the policy fails closed.',
    variants: (subject, place) => {
      const own = ownDocument(subject, place);
      const resource = own.resource && {
        ...own.resource,
        context: { ...own.resource.context, 'aws:ResourceAccount': [] },
      };
      return [
        {
          ...own,
          ...(resource && { resource }),
          verdict:
            subject.arns === 'accounts' || !subject.mapping.step.deniesOtherDocuments ? 'open' : 'shut',
          onlyDenied: true,
        },
      ];
    },
  },
  {
    id: 'document-other-role',
    name: "another role's document",
    reason: 'Whoever can start it becomes the Linux user of that role.',
    variants: (subject, place) => {
      const { neighbour } = subject;
      if (neighbour === undefined) return [];
      const preferences = { runAsEnabled: true, runAsDefaultUser: neighbour.osUser };
      return namesOfDocument(neighbour.document).map((name) => ({
        named: name,
        resource: inAccount(subject, name, place),
        checks: anyCheck,
        user: { kind: 'preferences', preferences },
        verdict: 'shut',
      }));
    },
  },
  {
    id: 'document-previous',
    name: 'a previous document',
    reason: 'Kept until no policy names it; the policies at hand must not.',
    variants: (subject, place) =>
      unownedPrevious(subject.mapping).map((name) => ({
        named: name,
        resource: inAccount(subject, name, place),
        checks: anyCheck,
        user: { kind: 'author' },
        verdict: 'shut',
      })),
  },
  {
    id: 'document-default',
    name: defaultDocument,
    reason: "What it says is the account's business; without Run As its sessions are root by sudo.",
    variants: (subject, place) => [
      {
        named: defaultDocument,
        resource: inAccount(subject, defaultDocument, place),
        checks: anyCheck,
        user: userOfDefaultDocument(subject),
        verdict: defaultDocumentVerdict(subject),
      },
    ],
  },
  {
    id: 'document-default-longer',
    name: `a name that begins like ${defaultDocument}`,
    reason: 'Where the default document is open, nothing that resembles it may be.',
    variants: (subject, place) => [writtenAs(subject, `${defaultDocument}2`, place, place.account)],
  },
  {
    id: 'document-left-out',
    name: 'no document named (current AWS behaviour)',
    reason: 'AWS then authorises the default document as a resource of its own.',
    variants: (subject, place) => [
      {
        resource: inAccount(subject, defaultDocument, place),
        checks: anyCheck,
        user: userOfDefaultDocument(subject),
        verdict: defaultDocumentVerdict(subject),
      },
    ],
  },
  {
    id: 'document-left-out-formerly',
    name: 'no document named (former AWS behaviour)',
    reason: 'Only the node was authorised, and ssm:SessionDocumentAccessCheck was false.',
    variants: (subject) => [
      {
        checks: ['false'],
        user: userOfDefaultDocument(subject),
        verdict: defaultDocumentVerdict(subject),
      },
    ],
  },
  {
    id: 'document-left-out-unmarked',
    name: 'a node without any document information',
    reason:
      'Should AWS authorise the node only and send no check key, the request looks like one half of a legitimate one. No policy can tell; AWS documents neither.',
    variants: (subject) => [{ checks: ['absent'], user: userOfDefaultDocument(subject), verdict: 'limit' }],
  },
  {
    id: 'document-same-name-listed',
    name: 'the same name in another listed account',
    reason:
      "Sessions belong to the caller's own account; what another account shares is not under its control.",
    variants: (subject, place) =>
      subject.mapping.accounts
        .filter((account) => account !== place.account)
        .slice(0, 1)
        .map((account) => sameNameIn(subject, place, account)),
  },
  {
    id: 'document-same-name-stranger',
    name: 'a document of the same name in an unknown account',
    reason: 'Documents can be shared: anybody with an account can write one of the same name that says root.',
    variants: (subject, place) => [sameNameIn(subject, place, subject.stranger)],
  },
  {
    id: 'document-same-name-stranger-untold',
    name: 'a document of the same name in an unknown account, if AWS sends no aws:ResourceAccount',
    reason: 'As before, in case StartSession does not send aws:ResourceAccount.',
    variants: (subject, place) => {
      const { context, arn } = written(subject, subject.role.document.name, place, subject.stranger);
      const untold = { arn, context: { ...context, 'aws:ResourceAccount': [] } };
      return [{ ...sameNameIn(subject, place, subject.stranger), resource: untold }];
    },
  },
  {
    id: 'document-longer-name',
    name: 'a name that begins like its own',
    reason: 'A wildcard at the end of a name would let anybody write the next document.',
    variants: (subject, place) =>
      ['2', '-root'].map((ending) =>
        writtenAs(subject, `${subject.role.document.name}${ending}`, place, place.account),
      ),
  },
  {
    id: 'document-shorter-name',
    name: 'a name that lacks the last letter of its own',
    reason: 'The same, the other way round.',
    variants: (subject, place) => [
      writtenAs(subject, subject.role.document.name.slice(0, -1), place, place.account),
    ],
  },
  ...tunnelDocumentScenarios,
  ...awsDocumentScenarios,
];

/** Another role's document as a resource, for the pass over all of them. */
export function documentOf(subject: Subject, name: string): NonNullable<DocumentVariant['resource']> {
  return inAccount(subject, name, subject.home);
}
