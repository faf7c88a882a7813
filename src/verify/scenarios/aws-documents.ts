/**
 * Session documents that AWS owns, none of which holds to the Linux user of a role. Their ARNs have no account, and they exist
 * in every Region.
 */
import type { DocumentScenario } from './scenario.js';

function ownedByAws(id: string, document: string, reason: string): DocumentScenario {
  return {
    id: `document-aws-${id}`,
    name: document,
    reason,
    variants: ({ mapping }, { region }) => [
      {
        named: document,
        resource: {
          arn: `arn:${mapping.partition}:ssm:${region}::document/${document}`,
          context: { 'aws:ResourceAccount': [] },
        },
        checks: ['absent', 'true', 'false'],
        user: { kind: 'no-run-as' },
        verdict: 'shut',
      },
    ],
  };
}

export const awsDocumentScenarios: readonly DocumentScenario[] = [
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
