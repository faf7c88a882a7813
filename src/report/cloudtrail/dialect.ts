/**
 * Where CloudTrail Lake and Athena's CloudTrail table differ: both speak Trino's SQL, but hold request parameters and
 * times otherwise. Knows columns, not what is looked for.
 *
 * Lake: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/query-limitations.html
 * Athena: https://docs.aws.amazon.com/athena/latest/ug/create-cloudtrail-table.html
 */
import { type SqlText, sql, sqlLiteral, sqlNumber } from './sql-text.js';

export interface Dialect {
  /** To be replaced, or not, by whoever runs the query. */
  readonly table: SqlText;
  /** A top-level text parameter of the request; NULL when absent. */
  readonly parameter: (name: string) => SqlText;
  /** A parameter that is a structure, as text; NULL when absent. */
  readonly structure: (name: string) => SqlText;
  /** The queries look back seven days unless they say otherwise. */
  readonly isWithin: (days: number) => SqlText;
  /** In bytes; what is generated is as long in characters wherever names are ASCII. */
  readonly longestQuery: number;
}

export const lake: Dialect = {
  table: sql`EVENT_DATA_STORE_ID`,
  parameter: (name) => sql`element_at(requestParameters, ${sqlLiteral(name)})`,
  structure: (name) => sql`element_at(requestParameters, ${sqlLiteral(name)})`,
  isWithin: (days) => sql`eventTime > date_add('day', -${sqlNumber(days)}, now())`,
  // https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_StartQuery.html
  longestQuery: 10_000,
};

export const athena: Dialect = {
  table: sql`cloudtrail_logs`,
  parameter: (name) => sql`json_extract_scalar(requestParameters, ${sqlLiteral(`$.${name}`)})`,
  structure: (name) => sql`json_format(json_extract(requestParameters, ${sqlLiteral(`$.${name}`)}))`,
  isWithin: (days) => sql`from_iso8601_timestamp(eventTime) > date_add('day', -${sqlNumber(days)}, now())`,
  // https://docs.aws.amazon.com/athena/latest/APIReference/API_StartQueryExecution.html
  longestQuery: 262_144,
};
