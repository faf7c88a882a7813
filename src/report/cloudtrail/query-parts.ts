/** The clauses that several queries share: who called, what was refused, the mapping as a table. */
import { type AuditFacts, type EventNames, sourceOf } from './audit-facts.js';
import type { Dialect } from './dialect.js';
import { joined, like, type SqlText, sql, sqlList, sqlLiteral } from './sql-text.js';

const issuer = sql`userIdentity.sessionContext.sessionIssuer.arn`;

/**
 * The permission set whose role called; NULL for everybody else. The greedy group leaves the last underscore and the 16
 * characters after it to the end, so that neither underscores in names nor one name at the start of another mislead.
 */
function callerSet(partition: string): SqlText {
  const role = `^arn:${partition}:iam::[0-9]{12}:role/aws-reserved/sso[.]amazonaws[.]com[^/]*/([^/]+/)?`;
  return sql`regexp_extract(${issuer}, ${sqlLiteral(`${role}AWSReservedSSO_(.+)_[0-9a-f]{16}$`)}, 2)`;
}

export const whoAndWhere = sql`eventTime, eventID, recipientAccountId, awsRegion, userIdentity.arn AS caller, errorCode`;

/** EC2 says it in other words than the rest. */
const isDenied = sql`(coalesce(errorCode, '') LIKE 'AccessDenied%' OR coalesce(errorCode, '') LIKE '%UnauthorizedOperation')`;
export const notDenied = sql`NOT ${isDenied}`;
export const deniedCondition = isDenied;

/** `started`: every request for a session. */
export function started({ partition }: AuditFacts, dialect: Dialect): SqlText {
  return sql`started AS (
  SELECT ${whoAndWhere},
    ${callerSet(partition)} AS callerSet,
    ${dialect.parameter('target')} AS target,
    ${dialect.parameter('documentName')} AS document
  FROM ${dialect.table}
  WHERE eventSource = 'ssm.amazonaws.com' AND eventName = 'StartSession'
    AND ${dialect.isRecent}
)`;
}

/** `acted`: what everybody did of the given events, without what was denied. */
export function acted({ partition }: AuditFacts, dialect: Dialect, events: readonly EventNames[]): SqlText {
  return sql`acted AS (
  SELECT ${whoAndWhere}, eventName,
    ${callerSet(partition)} AS callerSet
  FROM ${dialect.table}
  WHERE ${isOneOf(events)}
    AND ${notDenied}
    AND ${dialect.isRecent}
)`;
}

/** `mapped`: one row for each of `rows`, under the names in `columns`. */
export function mapped(columns: SqlText, rows: readonly (readonly string[])[]): SqlText {
  const values = rows.map((row) => sql`(${sqlList(row.map(sqlLiteral))})`);
  return sql`mapped (${columns}) AS (
  VALUES
    ${joined(values, sql`,\n    `)}
)`;
}

/** A document of the account itself, by its name or by its whole ARN. */
export function isOwnDocument({ partition }: AuditFacts): SqlText {
  const start = sqlLiteral(`arn:${partition}:ssm:`);
  return sql`IN (m.roleDocument, ${start} || s.awsRegion || ':' || s.recipientAccountId || ':document/' || m.roleDocument)`;
}

export function isOneOf(events: readonly EventNames[]): SqlText {
  const services = events.map(({ service, names }) => {
    const exact = names.filter((name) => !name.includes('*'));
    const conditions = [
      ...(exact.length > 0 ? [sql`eventName IN (${sqlList(exact.map(sqlLiteral))})`] : []),
      ...names
        .filter((name) => name.includes('*') && name !== '*')
        .map((name) => sql`eventName ${like(name)}`),
    ];
    const source = sql`eventSource = ${sqlLiteral(sourceOf(service))}`;
    return conditions.length === 0 ? source : sql`${source} AND (${joined(conditions, sql` OR `)})`;
  });
  return sql`(${joined(services, sql`\n    OR `)})`;
}

/** Nobody whom `documents.deployedBy` names. */
export function notDeployedBy(deployedBy: readonly string[]): SqlText {
  const conditions = deployedBy.map((pattern) => sql`  AND coalesce(${issuer}, '') NOT ${like(pattern)}\n`);
  return joined(conditions, sql``);
}
