/**
 * Session settings: encryption, the KMS key and where logs go.
 */

import type { Path } from '../../diagnostics/diagnostic.js';
import { filled, placeholdersIn, reportStrayBrace, strayBrace } from '../place-values.js';
import { lackOf, type NamedRole, type Rule, type RuleContext } from './context.js';

/** Whether sessions are encrypted with a key of the team's own. */
export const sessionsEncrypted: Rule = (context) => {
  const lack = lackOf(['session', 'kmsKey'], context);
  if (lack) context.report('session-unencrypted', lack.place, { roles: lack.roles, all: lack.all });
};

/**
 * A document goes to every Region; the ARN of a key stays in one, unless it is a multi-Region key. Its account may be another: the key
 * policy decides who uses it.
 */
export const keyInOneRegion: Rule = (context) => {
  const { mapping, roles } = context;
  reportKey(['session', 'kmsKey'], mapping.session?.kmsKey, context);
  for (const { name, role } of roles)
    reportKey(['roles', name, 'session', 'kmsKey'], role.session?.kmsKey, context);
};

function reportKey(path: Path, key: string | undefined, { mapping, report }: RuleContext): void {
  if (!key?.startsWith('arn:') || key.includes(':key/mrk-')) return;
  const [, , , place = ''] = key.split(':');
  const listed = (mapping.regions ?? []).filter((one) => one !== undefined);
  if (listed.some((region) => region !== place)) report('kms-key-one-place', { path }, { place, listed });
}

/** The values of `session` that may differ by place, with what AWS takes once they are filled in. */
const placeValues = [
  {
    section: 's3',
    key: 'bucket',
    expected: 'an S3 bucket name: 3 to 63 lower-case letters, digits, dots or hyphens',
    isValid: (value: string) =>
      /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(value) &&
      !/\.\.|^\d{1,3}(?:\.\d{1,3}){3}$|^(?:xn--|sthree-|amzn-s3-demo-)|(?:-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/.test(
        value,
      ),
  },
  {
    section: 's3',
    key: 'prefix',
    expected: 'at most 500 characters',
    isValid: (value: string) => value.length <= 500,
  },
  {
    section: 'cloudWatch',
    key: 'logGroup',
    expected: 'a log group name: up to 512 letters, digits or . _ / # -, not starting with aws/',
    isValid: (value: string) => /^(?!aws\/)[A-Za-z0-9._/#-]{1,512}$/.test(value),
  },
] as const;

type PlaceValue = (typeof placeValues)[number];

const valueIn = (session: RuleContext['mapping']['session'], { section, key }: PlaceValue) =>
  (session?.[section] as Readonly<Record<string, string | undefined>> | undefined)?.[key];

/** Braces are placeholders of what is known, and what they make is a value that AWS takes. */
export const placeholdersFilled: Rule = (context) => {
  for (const one of placeValues) {
    const path = ['session', one.section, one.key];
    reportBraces(path, valueIn(context.mapping.session, one), context);
    const reported = new Set<string>();
    for (const { name, role, session } of context.roles) {
      const own = valueIn(role.session, one);
      const ownPath = ['roles', name, ...path];
      reportBraces(ownPath, own, context);
      const value = valueIn(session, one);
      const place = own === undefined ? path : ownPath;
      if (value === undefined || role.osUser === undefined || reported.has(place.join())) continue;
      const wrong = filledEverywhere(value, { role: name, osUser: role.osUser }, context).find(
        (filledIn) => !one.isValid(filledIn),
      );
      if (wrong === undefined) continue;
      reported.add(place.join());
      context.report(
        'session-value-filled',
        { path: place },
        { value: wrong, role: name, expected: one.expected },
      );
    }
  }
};

function reportBraces(path: Path, value: string | undefined, { isStated, report }: RuleContext): void {
  if (value === undefined) return;
  if (reportStrayBrace(value, { path }, report)) return;
  const names = placeholdersIn(value);
  for (const [name, key] of [
    ['account', 'accounts'],
    ['region', 'regions'],
  ] as const)
    if (names.includes(name) && !isStated([key]))
      report('session-place-unknown', { path }, { placeholder: `{${name}}`, key });
}

/** Values without placeholders are the schema's business. Accounts are of one length and one kind of letter. */
function filledEverywhere(
  value: string,
  ofRole: { readonly role: string; readonly osUser: string },
  { mapping }: RuleContext,
): readonly string[] {
  if (placeholdersIn(value).length === 0 || strayBrace(value) !== undefined) return [];
  const [account = '111122223333'] = mapping.accounts ?? [];
  const regions = (mapping.regions ?? []).filter((region) => region !== undefined);
  return (regions.length > 0 ? regions : ['eu-central-1']).map((region) =>
    filled(value, { ...ofRole, account, region }),
  );
}

const sinks = [
  { log: 's3', missing: 'bucket' },
  { log: 'cloudWatch', missing: 'logGroup' },
] as const;

/** Logging that is configured must go somewhere. */
export const logsHaveSink: Rule = (context) => {
  for (const { log, missing } of sinks) {
    const lacking = context.roles.filter((role) => lacksSink(role, log, missing, context));
    const inherited = lacking.filter(({ role }) => role.session?.[log] === undefined);
    const [first] = inherited;
    // What every role inherits is one mistake, at the mapping's own key.
    if (first) reportLack(['session', log], first.name);
    for (const { name, role } of lacking) {
      if (role.session?.[log] !== undefined) reportLack(['roles', name, 'session', log], name);
    }

    function reportLack(path: Path, role: string): void {
      context.report('logging-without-sink', { path, point: 'key' }, { role, log, missing });
    }
  }
};

function lacksSink(
  { name, session }: NamedRole,
  log: 's3' | 'cloudWatch',
  missing: 'bucket' | 'logGroup',
  { isStated }: RuleContext,
): boolean {
  if (session[log] === undefined) return false;
  return !isStated(['session', log, missing]) && !isStated(['roles', name, 'session', log, missing]);
}
