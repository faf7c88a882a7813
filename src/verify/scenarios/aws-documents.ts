/**
 * Session documents that AWS owns, none of which holds to the Linux user of a role. Their ARNs have no account, and they exist
 * in every Region.
 */
import { anyCheck, named, writtenAs } from './document-variants.js';
import type { DocumentScenario, UserSource } from './scenario.js';
import type { Subject } from './subject.js';

function ownedByAws(id: string, document: string, reason: string): DocumentScenario {
  return {
    id: `document-aws-${id}`,
    name: document,
    reason,
    variants: ({ mapping, role }, { region }) => [
      {
        named: document,
        resource: {
          arn: `arn:${mapping.partition}:ssm:${region}::document/${document}`,
          context: { 'aws:ResourceAccount': [] },
        },
        ...(isKept(role, document)
          ? { checks: named, user: userOf(document), verdict: 'open' }
          : { checks: anyCheck, user: { kind: 'no-run-as' }, verdict: 'shut' }),
      },
    ],
  };
}

const isKept = ({ awsDocuments }: Subject['role'], document: string) =>
  awsDocuments.some((kept) => kept === document);

/** SSH through Session Manager ends in a shell, as whom the SSH server decides. */
function userOf(document: string): UserSource {
  return document === 'AWS-StartSSHSession' ? { kind: 'no-run-as' } : { kind: 'tunnel' };
}

export const awsDocumentScenarios: readonly DocumentScenario[] = [
  {
    id: 'document-aws-stranger',
    name: "the name of an AWS document in somebody's account",
    reason: 'Only documents of AWS have no account in their ARN.',
    variants: (subject, place) =>
      subject.role.awsDocuments.flatMap((name) =>
        [place.account, subject.stranger].map((account) => writtenAs(subject, name, place, account)),
      ),
  },
  ownedByAws('ssh', 'AWS-StartSSHSession', 'SSH decides the user; Run As plays no part, nothing is logged.'),
  ownedByAws('port', 'AWS-StartPortForwardingSession', 'Opens any port of the node; Run As plays no part.'),
  ownedByAws(
    'remote-host',
    'AWS-StartPortForwardingSessionToRemoteHost',
    'Makes the node a way to other hosts.',
  ),
  ownedByAws(
    'socket',
    'AWS-StartPortForwardingSessionToSocket',
    "Opens sockets of the node, the container engine's among them.",
  ),
  ownedByAws(
    'interactive',
    'AWS-StartInteractiveCommand',
    'The caller gives the command; whether Run As holds is documented nowhere.',
  ),
  ownedByAws(
    'non-interactive',
    'AWS-StartNonInteractiveCommand',
    'The caller gives the command; whether Run As holds is documented nowhere.',
  ),
];
