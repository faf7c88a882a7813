/** Clauses and tables that several queries share: who called, when, what was denied. Knows no finding. */
import { type AuditFacts, type EventNames, sourceOf } from './audit-facts.js';
import type { Dialect } from './dialect.js';
import { joined, like, type SqlText, sql, sqlList, sqlLiteral } from './sql-text.js';

export const issuer = sql`userIdentity.sessionContext.sessionIssuer.arn`;

/**
 * The permission set whose role called; NULL for everybody else. The greedy group leaves the last underscore and the 16
 * characters after it to the end, so that neither underscores in names nor one name at the start of another mislead.
 */
export function callerSet(partition: string): SqlText {
  const role = `^arn:${partition}:iam::[0-9]{12}:role/aws-reserved/sso[.]amazonaws[.]com[^/]*/([^/]+/)?`;
  return sql`regexp_extract(${issuer}, ${sqlLiteral(`${role}AWSReservedSSO_(.+)_[0-9a-f]{16}$`)}, 2)`;
}

export const week = 7;

export const whoAndWhere = sql`eventTime, eventID, recipientAccountId, awsRegion, userIdentity.arn AS caller, errorCode`;

/** EC2 has an error code of its own. */
export const isDenied = sql`(coalesce(errorCode, '') LIKE 'AccessDenied%' OR coalesce(errorCode, '') LIKE '%UnauthorizedOperation')`;
export const notDenied = sql`NOT ${isDenied}`;

export const isStartSession = sql`eventSource = 'ssm.amazonaws.com' AND eventName = 'StartSession'`;

/** `started`: every request for a session. */
export function started({ partition }: AuditFacts, dialect: Dialect): SqlText {
  return sql`started AS (
  SELECT ${whoAndWhere},
    ${callerSet(partition)} AS callerSet,
    ${dialect.parameter('target')} AS target,
    ${dialect.parameter('documentName')} AS document
  FROM ${dialect.table}
  WHERE ${isStartSession}
    AND ${dialect.isWithin(week)}
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
    AND ${dialect.isWithin(week)}
)`;
}

/** The texts of a row, in the order of the columns. */
export type QueryRow = readonly string[];

/** A table of the query's own: one row for each of `rows`. */
function tableOf(name: SqlText, columns: SqlText, rows: readonly QueryRow[]): SqlText {
  const values = rows.map((row) => sql`(${sqlList(row.map(sqlLiteral))})`);
  return sql`${name} (${columns}) AS (
  VALUES
    ${joined(values, sql`,\n    `)}
)`;
}

/** `mapped`: what of the mapping the query asks about. */
export function mapped(columns: SqlText, rows: readonly QueryRow[]): SqlText {
  return tableOf(sql`mapped`, columns, rows);
}

/** A document of the account itself, by its name or by its whole ARN. */
export function isOwnDocument({ partition }: AuditFacts): SqlText {
  const start = sqlLiteral(`arn:${partition}:ssm:`);
  return sql`IN (m.roleDocument, ${start} || s.awsRegion || ':' || s.recipientAccountId || ':document/' || m.roleDocument)`;
}

/** Documents that permission sets keep beside their own, left out: the table `kept`, how it is joined, and that it has no row. */
export function withoutKept({ partition }: AuditFacts, kept: readonly QueryRow[]) {
  if (kept.length === 0) return { table: sql``, join: sql``, condition: sql`` };
  const arn = sql`${sqlLiteral(`arn:${partition}:ssm:`)} || s.awsRegion || ':'`;
  return {
    table: sql`${tableOf(sql`kept`, sql`permissionSet, document`, kept)},
`,
    join: sql`
  LEFT JOIN kept k ON k.permissionSet = s.callerSet AND s.document IN (k.document,
    ${arn} || s.recipientAccountId || ':document/' || k.document,
    ${arn} || ':document/' || k.document)`,
    condition: sql`
  AND k.document IS NULL`,
  };
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
