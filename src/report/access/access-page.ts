/**
 * ACCESS.md, for the pull request, and the page that `report --format md` prints: what `templates/access/access.md.hbs` is told of
 * a mapping. Every `generate` writes the file, so that nothing here may take time. Knows only the two sentences that the HTML page has
 * too.
 */
import type { Access } from '../../access/access.js';
import { lockedUser, logsOfLocked } from '../../access/default-document.js';
import { inlinePolicyBytes } from '../../aws/limits.js';
import { runAsTag } from '../../aws/names.js';
import { type Facts, templates } from '../../compiled/access-templates.js';
import type { AccessMap, AccessRow } from '../../facts/access-map.js';
import { refusalsOf } from '../../facts/refusals.js';
import { sessionHeadings, sessionLines } from '../../facts/session-lines.js';
import { createdSettings, instanceSettings, type Setting } from '../../facts/settings.js';
import { attributesListed } from '../../mapping/attribute-cut-over.js';
import type { AwsDocument, NodeUsers, Role, RoleMapping } from '../../mapping/model.js';
import { opensDefaultDocument } from '../../mapping/step.js';
import { code, comment, type Markdown, md } from '../../markdown/markdown.js';
import { renderTemplate } from '../../markdown/templates.js';
import { headerFor, type VerbatimFile, verbatimFile } from '../../terraform/plan/file.js';
import { serviceControlPolicyPath } from '../../terraform/plan/service-control-policies.js';
import { picture } from './picture.js';

type PageFacts = Facts['access'];

export interface AccessPageInput {
  readonly mapping: RoleMapping;
  readonly access: Access;
  readonly map: AccessMap;
}

/** It cannot tell whether it was made with `--no-prove`: of the proof it says what `generate` itself looks at. */
export function accessFile(input: AccessPageInput, digest: string): VerbatimFile {
  const header = comment(headerFor(input.mapping.fileName));
  const text = accessPage(input, { header, proof: undefined, toolVersion: undefined, digest });
  return verbatimFile('ACCESS.md', text);
}

/** With a final newline. */
export function accessPage(
  { mapping, access, map }: AccessPageInput,
  { header, proof, toolVersion, digest }: Pick<PageFacts, 'header' | 'proof' | 'toolVersion' | 'digest'>,
): string {
  const { step, roles, guardrails } = mapping;
  const refused = refusalsOf(mapping, map.rows);
  const sessions = map.rows.map(({ session }) => sessionLines(session, wording));
  // A heading under which no role has anything to say has no column.
  const headings = sessionHeadings.filter((heading) => sessions.some((entries) => entries.has(heading)));
  const withoutDefault = roles.filter((role) => !opensDefaultDocument(step, role));
  const wildcards = map.rows.filter(({ arns }) => arns === 'wildcard').map(({ role }) => role);
  const notListing = mapping.arns === 'auto' && mapping.accounts.length > 0 ? wildcards : [];
  const page = renderTemplate(templates.access, {
    ...map,
    header,
    proof,
    toolVersion,
    digest,
    withoutDefaultDocument: withoutDefault.map(({ permissionSet }) => permissionSet.name),
    rows: map.rows.map((row, at) => ({
      ...row,
      awsDocuments: row.awsDocuments.map((document) => ({ document, ...reachOf(document) })),
      quotaPercent: Math.ceil((row.policyBytes / inlinePolicyBytes) * 100),
      assignments: (row.assignments ?? []).map((assignment) => ({
        ...assignment,
        permissionSet: row.permissionSet,
      })),
      difference: refused.differenceOf(row),
      createdWith: (roles[at] ? createdSettings(roles[at].permissionSet) : []).map(named),
      settings: headings.map((heading) => ({ entry: sessions[at]?.get(heading) })),
      // Without Denies only an Allow names the document, and Allows never list accounts.
      namesAccounts: row.arns === 'accounts' && step.deniesOtherDocuments,
    })),
    lock: mapping.lockedDefault && {
      isNow: step.locksDefaultDocument,
      user: lockedUser,
      unwrittenLogs: logsOfLocked(mapping).unwritten,
    },
    stackSet: mapping.documents.stackSet,
    nodeUsers: (mapping.nodeUsers ?? []).map(usersFacts),
    areNodeUsersGrouped: (mapping.nodeUsers ?? []).some(({ accounts }) =>
      accounts.some(({ groups }) => groups.length > 0),
    ),
    sessionHeadings: headings,
    forwarding: map.rows.some(forwards),
    withoutForwarding: map.rows.filter((row) => !forwards(row)).map(({ role }) => role),
    attributes: attributeFacts(mapping),
    areAssigned: roles.some(({ assignments }) => assignments !== undefined),
    instance: instanceSettings(mapping).map(named),
    picture: picture(map),
    accepted: mapping.accept,
    refused,
    isTagRefused: map.rows.some(({ principalTag }) => principalTag !== 'ignore'),
    replacesInlinePolicies: roles.some(
      ({ permissionSet, inlinePolicy }) => permissionSet.kind !== 'created' && inlinePolicy.kind === 'own',
    ),
    identityTrust: identityTrust(mapping),
    serviceControlPolicies: access.serviceControlPolicies.map((_, at) =>
      serviceControlPolicyPath(mapping, at),
    ),
    serviceControlTargets: mapping.serviceControlTargets,
    hasStandardGuardrails: guardrails.list !== 'none',
    reachesEveryNode: map.rows.some(({ nodes }) => !nodes.isScoped),
    matchesAttributes: map.rows.some(({ nodes }) => nodes.matches.length > 0),
    sharedUsers: sharedUsers(roles),
    namesAnyAccount: wildcards.length > 0,
    // `arns: auto` does not list the accounts where the policy would be too large.
    notListing,
    // Only for a page that has it: the first call of `toLocaleString` takes ten milliseconds.
    quotaBytes: notListing.length > 0 ? inlinePolicyBytes.toLocaleString('en-US') : '',
  });
  return `${page.toString()}\n`;
}

function usersFacts({ name, tags, accounts, skipped }: NodeUsers) {
  return {
    name,
    tags: Object.entries(tags).map(([key, values]) => ({ key, values })),
    accounts: accounts.map(({ osUser, uid, shell, home, groups, sudo }) => ({
      osUser,
      uid: uid === undefined ? undefined : String(uid),
      shell,
      home,
      groups,
      runsAll: sudo === 'all',
      commands: typeof sudo === 'string' ? [] : sudo,
    })),
    skipped,
  };
}

const wording = { text: md, code, strong: (text: string): Markdown => md`**${text}**` };

const named = ({ what, name, value }: Setting) => ({ what, name, value });

const forwards = ({ tunnels, awsDocuments }: AccessRow) => tunnels.length + awsDocuments.length > 0;

/** Where a document of AWS leads; the person chooses the rest. */
function reachOf(document: AwsDocument): { readonly isSsh: boolean; readonly reach: string } {
  switch (document) {
    case 'AWS-StartSSHSession':
      return { isSsh: true, reach: 'the SSH server of the node' };
    case 'AWS-StartPortForwardingSession':
      return { isSsh: false, reach: 'any port of the node' };
    case 'AWS-StartPortForwardingSessionToRemoteHost':
      return { isSsh: false, reach: 'any host and port that the node reaches' };
    case 'AWS-StartPortForwardingSessionToSocket':
      return { isSsh: false, reach: 'any socket of the node, such as that of the container engine' };
  }
}

function attributeFacts({ attributes, step }: RoleMapping): PageFacts['attributes'] {
  const { configuration } = attributes;
  return {
    areUnstated: configuration === 'unstated',
    areDisabled: configuration === 'disabled',
    areElsewhere: configuration === 'elsewhere',
    areUntouched: configuration === 'unmanaged' && step.attribute === 'stays',
    noneRemains: attributesListed(attributes, step).length === 0,
    keepTheTag: step.attribute === 'stays' && 'removes' in attributes && attributes.removes !== undefined,
  };
}

/** Two sources of trouble that no proof of policies is about; the HTML page names them in the same words. */
export function identityTrust({ step, roles }: RoleMapping): readonly string[] {
  const meaning =
    step.expectsNoTag && roles.every(({ principalTag }) => principalTag === 'forbid')
      ? 'and then the person cannot start sessions.'
      : 'and for roles that still honor the tag, that tag decides.';
  return [
    'Identity Center: its assignments decide who has which permission set.',
    `The identity provider: it can send the tag \`${runAsTag}\` itself, ${meaning}`,
  ];
}

function sharedUsers(roles: readonly Role[]): PageFacts['sharedUsers'] {
  const rolesOf = new Map<string, string[]>();
  for (const { name, osUser } of roles) rolesOf.set(osUser, [...(rolesOf.get(osUser) ?? []), name]);
  return [...rolesOf]
    .map(([osUser, names]) => ({ osUser, roles: names }))
    .filter(({ roles: names }) => names.length > 1);
}
