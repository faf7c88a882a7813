/**
 * What each generated statement is for, in one line: reviewers read it above the statement. `docs/policies.md` says more.
 */
import type { Statement } from '../../iam/policy.js';
import { sids } from '../../iam/sids.js';

const purposes: Readonly<Record<keyof typeof sids, string>> = {
  startOnNodes: 'Sessions on the nodes in scope.',
  startWithRoleDocument: "Sessions with the role's own document.",
  startTunnels: 'Port forwarding that the role keeps; it opens no shell.',
  denyOtherDocuments: 'No session with another document, whatever else is attached.',
  denyNoDocument: 'No session without a document.',
  denyForeignDocument: 'No document of the same name that another account shares.',
  denyUntaggedNodes: 'No session on nodes out of scope.',
  denyUnmatchedNodes: "No session on nodes whose tag is not the person's own attribute.",
  denyAbsentAttribute: 'No session for somebody without the attribute that nodes must match.',
  denyEmptyAttribute: 'No session for somebody whose attribute is empty.',
  denyOtherRegions: 'No session in other Regions.',
  denyRunAsTag: 'No session for somebody who has the tag that would decide the Linux user.',
  denyOtherRunAsTag: "No session for somebody whose tag names another Linux user than the role's.",
  denyOthersSessions: "Nobody resumes somebody else's session.",
  openDataChannel: 'Session Manager plugins since 1.2.764.0 sign the data channel.',
  ownSessions: "One's own sessions can be ended and resumed.",
  findNodes: 'Nodes, documents and sessions can be found, in the console and in scripts.',
  readRoleDocument: 'The console reads the document.',
  encryptSession: 'The plugin encrypts the session with the KMS key, as the person.',
  denyWaysAround: 'None of the other ways to run code on nodes that the guardrails list.',
  denyDocumentChanges: 'Nobody changes a document, and with it the Linux user.',
  denyScopeTags: 'Nobody tags an existing node into scope.',
};

const bySid = new Map<string, string>(
  (Object.keys(sids) as (keyof typeof sids)[]).map((key) => [sids[key], purposes[key]]),
);

/** Undefined for a statement that is not generated. */
export function purposeOf({ Sid = '' }: Statement): string | undefined {
  return bySid.get(Sid) ?? bySid.get(Sid.replace(/[0-9]+$/, ''));
}
