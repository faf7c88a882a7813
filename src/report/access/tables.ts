/**
 * The tables of ACCESS.md: who becomes whom, what holds in a session, how the policy reaches the permission set. A row for
 * each role in each; several narrow tables, so that a change shows beside the role and beside what it is about.
 */
import { inlinePolicyBytes } from '../../aws/limits.js';
import type { Role, RoleMapping } from '../../mapping/model.js';
import { bullets, code, codes, type Section, table } from '../../markdown/strings.js';
import type { AccessMap, AccessRow } from '../access-map.js';
import { sessionHeadings, sessionLines } from '../session-lines.js';
import { createdSettings } from '../settings.js';

export function whoBecomesWhom(map: AccessMap): Section {
  return {
    heading: 'Who becomes whom, and where',
    body: [
      table(
        ['role', 'permission set', 'Linux user', 'Session document', 'nodes', 'whoever has the tag'],
        map.rows.map((row) => [
          code(row.role),
          code(row.permissionSet),
          code(row.osUser),
          code(row.document),
          nodes(row),
          withTag(row),
        ]),
      ),
      bullets([accounts(map), regions(map)]),
    ],
  };
}

const kindWords = { ec2: 'EC2', hybrid: 'hybrid' } as const;

function nodes({ nodes: { kinds, tags } }: AccessRow): string {
  const all = kinds.map((kind) => kindWords[kind]).join(' and ');
  if (tags.length === 0) return `**every** node, ${all}`;
  return `${all} with ${tags.map(([key, values]) => `${code(key)} = ${values.map(code).join(' or ')}`).join(', ')}`;
}

function withTag({ principalTag, osUser }: AccessRow): string {
  switch (principalTag) {
    case 'ignore':
      return 'becomes what it says';
    case 'forbid':
      return 'gets no session';
    case 'match':
      return `gets a session only if it says ${code(osUser)}`;
  }
}

function accounts({ accounts }: AccessMap): string {
  if (accounts.length === 0) return 'Accounts with the documents: not stated; wherever they are applied.';
  return `Accounts with the documents: ${codes(accounts)}.`;
}

function regions({ regions, step }: AccessMap): string {
  if (regions.length === 0) return 'Regions: not stated; any.';
  const elsewhere = step.deniesOtherDocuments ? 'refused' : 'refused from `switch` on';
  return `Regions: ${codes(regions)}; elsewhere sessions are ${elsewhere}.`;
}

/** A heading under which no role has anything to say has no column. */
export function sessions({ rows }: AccessMap): Section {
  const entries = rows.map(({ session }) => sessionLines(session, { code, strong: (text) => `**${text}**` }));
  const columns = sessionHeadings.filter((heading) => entries.some((row) => row.has(heading)));
  return {
    heading: 'In a session',
    body: [
      table(
        ['role', ...columns],
        rows.map(({ role }, at) => [
          code(role),
          ...columns.map((heading) => entries[at]?.get(heading) ?? 'not set'),
        ]),
      ),
    ],
  };
}

export function policies({ roles }: RoleMapping, { rows, step }: AccessMap): Section {
  const more = roles.flatMap((role) => [...created(role), ...merged(role)]);
  return {
    heading: 'How the policy gets there',
    body: [
      table(
        ['role', 'permission set', 'inline policy', 'names the document', "of AWS's quota"],
        rows.map((row) => [
          code(row.role),
          origin(row),
          inlinePolicy(row),
          // Without Denies only an Allow names it, and Allows never list accounts.
          row.arns === 'accounts' && step.deniesOtherDocuments ? 'in each account' : 'in any account',
          `${Math.ceil((row.policyBytes / inlinePolicyBytes) * 100)} %`,
        ]),
      ),
      ...(more.length > 0 ? [bullets(more)] : []),
    ],
  };
}

function created({ name, permissionSet }: Role): readonly string[] {
  const settings = createdSettings(permissionSet).map(
    ({ what, name, value }) => `${what} ${name === undefined ? '' : `${code(name)} = `}${code(value)}`,
  );
  return settings.length === 0
    ? []
    : [`${code(name)}: its permission set is created with ${settings.join(', ')}.`];
}

/** The rest of the page is about what is generated. */
function merged({ name, inlinePolicy }: Role): readonly string[] {
  if (inlinePolicy.kind !== 'merge') return [];
  return [
    `${code(name)}: the statements of ${code(inlinePolicy.file)} are added to its policy. This page does not describe them.`,
  ];
}

function origin({ permissionSetOrigin, permissionSetArn = '' }: AccessRow): string {
  switch (permissionSetOrigin) {
    case 'named':
      return 'is there; looked up by name';
    case 'arn':
      return `is there; given by its ARN ${code(permissionSetArn)}`;
    case 'created':
      return 'is created';
  }
}

function inlinePolicy({ inlinePolicy, mergeFile = '' }: AccessRow): string {
  switch (inlinePolicy) {
    case 'own':
      return 'the generated one';
    case 'merge':
      return `the generated one with ${code(mergeFile)}`;
    case 'export':
      return '**only an output**; attached by others';
  }
}
