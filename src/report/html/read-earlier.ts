/**
 * Reads the data of an earlier page back. The file comes from anywhere, so that nothing in it is believed before its shape is
 * checked: what leaves here can be compared and shown.
 */
import type { ArgumentsOf } from '../../diagnostics/catalog/index.js';
import { failure } from '../../diagnostics/failure.js';
import type { NamedText } from '../../source/foreign-text.js';
import { type JsonObject, jsonIn, objectOf } from '../../source/json-value.js';
import { type PageData, pageDataFormat, pageDataId, pageDataVersion } from './page-data.js';

/** What a comparison needs of an earlier report. */
export type EarlierReport = Pick<
  PageData,
  | 'rollout'
  | 'accounts'
  | 'regions'
  | 'settings'
  | 'holds'
  | 'statements'
  | 'policies'
  | 'roles'
  | 'violations'
>;

/** Throws a `Failure` for what is no page of this tool, or cannot be read as text. */
export function readEarlier({ file, text, flaw }: NamedText): EarlierReport {
  const refusal = (reason: ArgumentsOf<'report-against-foreign'>['reason']) =>
    failure('report-against-foreign', file, { file, reason });
  if (flaw !== undefined) throw refusal(flaw);
  const start = `<script type="application/json" id="${pageDataId}">`;
  const from = text.indexOf(start);
  const to = text.indexOf('</script>', from);
  if (from < 0 || to < 0) throw refusal('no-data');
  const json = jsonIn(text.slice(from + start.length, to));
  if (json === undefined) throw refusal('damaged');
  const data = objectOf(json);
  if (data?.format !== pageDataFormat) throw refusal('no-data');
  if (data.version !== pageDataVersion) throw refusal('other-version');
  if (!isEarlier(data)) throw refusal('damaged');
  return data;
}

type Check = (value: unknown) => boolean;
type Fields = JsonObject;

const isObject: Check = (value) => objectOf(value) !== undefined;
const isText: Check = (value) => typeof value === 'string';
const isFlag: Check = (value) => typeof value === 'boolean';
const isCount: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
const oneOf =
  (...words: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && words.includes(value);
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const fields =
  (checks: Readonly<Record<string, Check>>): Check =>
  (value) => {
    const object = objectOf(value);
    return object !== undefined && Object.entries(checks).every(([name, check]) => check(object[name]));
  };

/** Statements and documents nest four levels deep at most; deeper data could exhaust the stack of whoever walks them. */
const isNested =
  (levels: number): Check =>
  (value) =>
    typeof value !== 'object' ||
    value === null ||
    (levels > 0 && Object.values(value).every(isNested(levels - 1)));
const both =
  (one: Check, other: Check): Check =>
  (value) =>
    one(value) && other(value);

const areSettings = listOf(fields({ what: isText, name: optional(isText), value: isText }));

const isShaped = fields({
  rollout: oneOf('prepare', 'switch', 'enforce'),
  accounts: listOf(isText),
  regions: listOf(isText),
  settings: areSettings,
  holds: isFlag,
  statements: listOf(both(isNested(4), fields({ Sid: optional(isText), Effect: oneOf('Allow', 'Deny') }))),
  policies: listOf(fields({ name: isText, owner: oneOf('administrator', 'attached', 'service-control') })),
  roles: listOf(
    fields({
      name: isText,
      permissionSet: isText,
      permissionSetOrigin: oneOf('named', 'arn', 'created'),
      permissionSetArn: optional(isText),
      created: areSettings,
      inlinePolicy: oneOf('own', 'merge', 'export'),
      osUser: isText,
      document: isText,
      forwarding: optional(isText),
      nodes: isText,
      principalTag: oneOf('forbid', 'match', 'ignore'),
      content: both(isNested(4), isObject),
      policy: listOf(isCount),
    }),
  ),
  violations: listOf(fields({ code: isText, summary: isText })),
});

/** Shaped as it should be, and no role names a statement that is not there. */
function isEarlier(data: Fields): data is Fields & EarlierReport {
  if (!isShaped(data)) return false;
  const { roles, statements } = data as unknown as EarlierReport;
  return roles.every(({ policy }) => policy.every((index) => index < statements.length));
}
