/**
 * The Sids of generated statements, each once: builders, the reserved list, the gate and the pages take them from here.
 */

/** In the order of the inline policy. */
export const sids = {
  startOnNodes: 'StartOnNodes',
  startWithRoleDocument: 'StartWithRoleDocument',
  startTunnels: 'StartTunnels',
  denyOtherDocuments: 'DenyOtherDocuments',
  denyNoDocument: 'DenyNoDocument',
  denyForeignDocument: 'DenyForeignDocument',
  denyUntaggedNodes: 'DenyUntaggedNodes',
  denyUnmatchedNodes: 'DenyUnmatchedNodes',
  denyAbsentAttribute: 'DenyAbsentAttribute',
  denyEmptyAttribute: 'DenyEmptyAttribute',
  denyOtherRegions: 'DenyOtherRegions',
  denyRunAsTag: 'DenyRunAsTag',
  denyOtherRunAsTag: 'DenyOtherRunAsTag',
  denyOthersSessions: 'DenyOthersSessions',
  openDataChannel: 'OpenDataChannel',
  ownSessions: 'OwnSessions',
  findNodes: 'FindNodes',
  readRoleDocument: 'ReadRoleDocument',
  encryptSession: 'EncryptSession',
  denyWaysAround: 'DenyWaysAround',
  denyDocumentChanges: 'DenyDocumentChanges',
  denyScopeTags: 'DenyScopeTags',
} as const;

/** Of service control policies. The first has the role's name after it, the others may be numbered. */
export const serviceControlSids = {
  documentOf: 'DocumentOf',
  previousDocuments: 'PreviousDocuments',
  documentWrites: 'DocumentWrites',
  stackSetRoles: 'StackSetRoles',
  runAsTag: 'RunAsTag',
} as const;

/** Several statements of one kind: the first has the plain Sid. `at` counts from 0. */
export function numberedSid(sid: string, at: number): string {
  return at === 0 ? sid : `${sid}${at + 1}`;
}

/** Letters and digits only (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html). */
export function isValidSid(sid: string): boolean {
  return /^[A-Za-z0-9]*$/.test(sid);
}

const generated: ReadonlySet<string> = new Set(Object.values(sids));

/** One for each tag key. */
const numbered: readonly string[] = [
  sids.denyUntaggedNodes,
  sids.denyUnmatchedNodes,
  sids.denyAbsentAttribute,
  sids.denyEmptyAttribute,
];

/** Whether a statement of a generated inline policy may have this name. */
export function isGeneratedSid(sid: string): boolean {
  const plain = sid.replace(/[0-9]+$/, '');
  return generated.has(numbered.includes(plain) ? plain : sid);
}
