/** Documents that forward a port. Asked of roles that keep some, and about those of others. */
import type { Tunnel } from '../../mapping/model.js';
import type { AwsPlace } from '../../mapping/place-values.js';
import { namesOfDocument } from '../../mapping/role-documents.js';
import { anyCheck, inAccount, named, writtenAs } from './document-variants.js';
import type { DocumentScenario } from './scenario.js';
import type { Subject } from './subject.js';

function documentsOfTunnels(tunnels: readonly Tunnel[], subject: Subject, place: AwsPlace) {
  return tunnels
    .flatMap(({ document }) => namesOfDocument(document))
    .map((name) => ({
      named: name,
      resource: inAccount(subject, name, place),
      user: { kind: 'tunnel' } as const,
    }));
}

export const tunnelDocumentScenarios: readonly DocumentScenario[] = [
  {
    id: 'document-tunnel',
    name: 'a tunnel of its own',
    reason:
      'Port forwarding that the mapping gives the role: port and host are fixed, and no shell is opened.',
    variants: (subject, place) =>
      documentsOfTunnels(subject.role.tunnels, subject, place).map((document) => ({
        ...document,
        checks: named,
        verdict: 'open',
      })),
  },
  {
    id: 'document-tunnel-other-role',
    name: "another role's tunnel",
    reason: 'It leads where only that role is to reach.',
    variants: (subject, place) =>
      documentsOfTunnels(subject.otherTunnels, subject, place).map((document) => ({
        ...document,
        checks: anyCheck,
        verdict: 'shut',
      })),
  },
  {
    id: 'document-tunnel-longer-name',
    name: 'a name that begins like that of its tunnel',
    reason: 'A document of that name could open a shell.',
    variants: (subject, place) =>
      subject.role.tunnels.map(({ document: { name } }) =>
        writtenAs(subject, `${name}2`, place, place.account),
      ),
  },
  {
    id: 'document-tunnel-stranger',
    name: "the name of its tunnel in a stranger's account",
    reason: 'Anybody with an account can write a document of the same name that opens a shell, and share it.',
    variants: (subject, place) =>
      subject.role.tunnels.map(({ document: { name } }) => ({
        ...writtenAs(subject, name, place, subject.stranger),
        onlyDenied: true,
      })),
  },
];
