/** What is looked for, as SQL: for each finding one query, about as much of the mapping as it is given. */
import { runAsTag } from '../../aws/names.js';
import {
  type AuditFacts,
  attributeEvents,
  documentChangeEvents,
  type FindingName,
  identityCenterService,
  permissionSetEvents,
  wayAroundEvents,
  writtenDocuments,
} from './audit-facts.js';
import type { Dialect } from './dialect.js';
import {
  acted,
  callerSet,
  isDenied,
  isOneOf,
  isOwnDocument,
  isStartSession,
  issuer,
  mapped,
  notDenied,
  notDeployedBy,
  type QueryRow,
  started,
  week,
  whoAndWhere,
  withoutKept,
} from './query-clauses.js';
import { joined, like, type SqlText, sql } from './sql-text.js';

/** Rows are what the query asks about; there may be too many of them for one text. */
interface Query {
  readonly rows: (facts: AuditFacts) => readonly QueryRow[];
  readonly text: (facts: AuditFacts, dialect: Dialect, rows: readonly QueryRow[]) => SqlText;
}

const tunnelPairs = (roles: AuditFacts['roles']) =>
  roles.flatMap(({ permissionSet, tunnels }) => tunnels.map(({ document }) => [permissionSet, document]));

/** Documents of port forwarding that a permission set keeps. */
function keptBy(roles: AuditFacts['roles']): readonly QueryRow[] {
  const ofAws = roles.flatMap(({ permissionSet, awsDocuments }) =>
    awsDocuments.map((document) => [permissionSet, document]),
  );
  return [...tunnelPairs(roles), ...ofAws];
}

const pairs: Query['rows'] = ({ roles }) =>
  roles.map(({ permissionSet, document }) => [permissionSet, document]);

/** A document that no role has any more belongs to the permission set with the empty name, which is nobody's. */
const owners: Query['rows'] = (facts) => [
  ...pairs(facts),
  ...tunnelPairs(facts.roles),
  ...facts.previous.map((document) => ['', document]),
];

/** The whole question is one row, so that it is asked once. */
const once: Query['rows'] = () => [[]];

const pairColumns = sql`permissionSet, roleDocument`;
const sessionColumns = sql`s.eventTime, s.eventID, s.recipientAccountId, s.awsRegion, s.caller, s.target, s.document, s.errorCode`;

/** Who wrote documents in use. `which` narrows it down. */
function documentChanges(dialect: Dialect, rows: readonly QueryRow[], which: SqlText): SqlText {
  const name = sql`coalesce(${dialect.parameter('name')}, ${dialect.parameter('resourceArn')})`;
  return sql`WITH ${mapped(sql`document`, rows)}
SELECT ${whoAndWhere}, eventName, ${name} AS changed
FROM ${dialect.table}
WHERE ${isOneOf(documentChangeEvents)}
  AND coalesce(regexp_extract(${name}, ':document/(.+)$', 1),
    ${name}) IN (SELECT document FROM mapped)
${which}  AND ${notDenied}
  AND ${dialect.isWithin(week)}
ORDER BY eventTime`;
}

const queries: Readonly<Record<FindingName, Query>> = {
  'other-document': {
    rows: pairs,
    text: (facts, dialect, rows) => {
      const sets = new Set(rows.map(([permissionSet]) => permissionSet));
      const kept = keptBy(facts.roles.filter(({ permissionSet }) => sets.has(permissionSet)));
      const { table, join, condition } = withoutKept(facts, kept);
      return sql`WITH ${mapped(pairColumns, rows)},
${table}${started(facts, dialect)}
SELECT ${sessionColumns}, m.roleDocument AS expected
FROM started s JOIN mapped m ON m.permissionSet = s.callerSet${join}
WHERE (s.document IS NULL OR NOT s.document ${isOwnDocument(facts)})${condition}
  AND ${notDenied}
ORDER BY s.eventTime`;
    },
  },
  'port-forwarding': {
    rows: once,
    text: (facts, dialect) => {
      const document = dialect.parameter('documentName');
      return sql`SELECT ${whoAndWhere},
  ${callerSet(facts.partition)} AS callerSet,
  ${dialect.parameter('target')} AS target,
  ${document} AS document
FROM ${dialect.table}
WHERE ${isStartSession}
  AND (${document} ${like('*AWS-StartPortForwardingSession*')} OR ${document} ${like('*AWS-StartSSHSession')})
  AND ${notDenied}
  AND ${dialect.isWithin(90)}
ORDER BY eventTime`;
    },
  },
  'foreign-caller': {
    rows: owners,
    text: (facts, dialect, rows) => sql`WITH ${mapped(pairColumns, rows)},
${started(facts, dialect)}
SELECT ${sessionColumns}, m.permissionSet AS expected
FROM started s JOIN mapped m ON s.document ${isOwnDocument(facts)}
WHERE s.callerSet IS DISTINCT FROM m.permissionSet
  AND ${notDenied}
ORDER BY s.eventTime`,
  },
  denied: {
    rows: owners,
    text: (facts, dialect, rows) => sql`WITH ${mapped(pairColumns, rows)},
${started(facts, dialect)}
SELECT DISTINCT ${sessionColumns}
FROM started s JOIN mapped m ON m.permissionSet = s.callerSet OR s.document ${isOwnDocument(facts)}
WHERE ${isDenied}
ORDER BY s.eventTime`,
  },
  'lingering-tag': {
    rows: once,
    text: (_, dialect) => {
      const tags = ['principalTags', 'incomingTransitiveTags', 'tags'].map(
        (name) => sql`coalesce(${dialect.structure(name)}, '')`,
      );
      return sql`SELECT ${whoAndWhere}, eventName, ${dialect.parameter('roleArn')} AS roleArn
FROM ${dialect.table}
WHERE eventSource IN ('sts.amazonaws.com', 'iam.amazonaws.com')
  AND eventName IN ('AssumeRoleWithSAML', 'AssumeRole', 'AssumeRoleWithWebIdentity', 'GetFederationToken',
    'TagRole', 'TagUser', 'CreateRole', 'CreateUser')
  AND lower(${joined(tags, sql`\n    || `)}) ${like(`*${runAsTag.toLowerCase()}*`)}
  AND ${notDenied}
  AND ${dialect.isWithin(week)}
ORDER BY eventTime`;
    },
  },
  'way-around': {
    rows: ({ roles }) => roles.map(({ permissionSet }) => [permissionSet]),
    text: (facts, dialect, rows) => sql`WITH ${mapped(sql`permissionSet`, rows)},
${acted(facts, dialect, wayAroundEvents)}
SELECT a.eventTime, a.eventID, a.recipientAccountId, a.awsRegion, a.caller, a.eventName, a.errorCode
FROM acted a JOIN mapped m ON m.permissionSet = a.callerSet
ORDER BY a.eventTime`,
  },
  'document-changed': {
    rows: (facts) => writtenDocuments(facts).map((document) => [document]),
    text: ({ deployedBy }, dialect, rows) => documentChanges(dialect, rows, notDeployedBy(deployedBy)),
  },
  'stack-set-changed': {
    rows: (facts) =>
      facts.stackSetRoles.length === 0 ? [] : writtenDocuments(facts).map((document) => [document]),
    text: ({ stackSetRoles }, dialect, rows) => {
      const isRole = joined(
        stackSetRoles.map((pattern) => sql`coalesce(${issuer}, '') ${like(pattern)}`),
        sql` OR `,
      );
      return documentChanges(dialect, rows, sql`  AND (${isRole})\n`);
    },
  },
  'attributes-changed': {
    rows: once,
    text: (_, dialect) => identityCenterQuery(dialect, attributeEvents, 'instanceArn'),
  },
  'policy-changed': {
    rows: once,
    text: (_, dialect) => identityCenterQuery(dialect, permissionSetEvents, 'permissionSetArn'),
  },
};

function identityCenterQuery(dialect: Dialect, names: readonly string[], parameter: string): SqlText {
  return sql`SELECT ${whoAndWhere}, eventName, ${dialect.parameter(parameter)} AS changed
FROM ${dialect.table}
WHERE ${isOneOf([{ service: identityCenterService, names }])}
  AND ${notDenied}
  AND ${dialect.isWithin(week)}
ORDER BY eventTime`;
}

/** The query's texts, as many as the dialect's limit asks for; none where there is nothing to ask about. */
export function queryTexts(finding: FindingName, facts: AuditFacts, dialect: Dialect): readonly string[] {
  const { rows, text } = queries[finding];
  const texts = (some: readonly QueryRow[]): readonly string[] => {
    const whole = text(facts, dialect, some).toString();
    if (Buffer.byteLength(whole) <= dialect.longestQuery || some.length < 2) return [whole];
    const middle = Math.ceil(some.length / 2);
    return [...texts(some.slice(0, middle)), ...texts(some.slice(middle))];
  };
  const all = rows(facts);
  return all.length === 0 ? [] : texts(all);
}
