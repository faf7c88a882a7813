/**
 * The settings of a session: which input of the Session document each is, and how pages name it. One row for each key of
 * the schema's `session`; a key without a row, and a row whose input has another type, do not compile.
 */
import type { SessionPreferences } from '../aws/session-document.js';
import type { SessionSettings } from '../mapping/model.js';
import type { WrittenSession } from '../mapping/schema/raw-mapping.js';

/** The keys of values; one inside a section stands behind its name and a dot. */
type KeyOf<T> = {
  [Key in keyof T & string]-?: NonNullable<T[Key]> extends object
    ? `${Key}.${keyof NonNullable<T[Key]> & string}`
    : Key;
}[keyof T & string];

type ValueOf<T, Key extends string> = Key extends `${infer Section}.${infer Inner}`
  ? ValueOf<NonNullable<T[Section & keyof T]>, Inner>
  : NonNullable<T[Key & keyof T]>;

type InputFor<Value> = {
  [Input in KeyOf<SessionPreferences>]: Value extends ValueOf<SessionPreferences, Input> ? Input : never;
}[KeyOf<SessionPreferences>];

export type SettingKey = KeyOf<WrittenSession>;

/** How a page writes in its language. */
export interface Wording<Text> {
  /** Template literal tag: plain strings are encoded. */
  readonly text: (strings: TemplateStringsArray, ...parts: readonly (Text | string)[]) => Text;
  readonly code: (name: string) => Text;
  readonly strong: (words: string) => Text;
}

interface SessionSetting<Value> {
  readonly input: InputFor<Value>;
  /** Of the column or the entry on a page. Settings of one heading follow each other and share it. */
  readonly heading: string;
  /** What it adds to the entry. Settings of one section, such as `s3`, make one phrase. */
  readonly words: <Text>(value: Value, wording: Wording<Text>) => Text;
  /** Where no setting of the heading is set. Without it, a page on which nobody has the setting leaves the heading out. */
  readonly unset?: <Text>(wording: Wording<Text>) => Text;
}

export const sessionSettings: {
  readonly [Key in SettingKey]: SessionSetting<ValueOf<WrittenSession, Key>>;
} = {
  idleTimeoutMinutes: {
    input: 'idleSessionTimeout',
    heading: 'ends when idle for',
    words: (minutes, { text }) => text`${String(minutes)} min`,
  },
  maxDurationMinutes: {
    input: 'maxSessionDuration',
    heading: 'ends after',
    words: (minutes, { text }) => text`${String(minutes)} min`,
    unset: ({ text }) => text`no limit`,
  },
  'cloudWatch.logGroup': {
    input: 'cloudWatchLogGroupName',
    heading: 'log',
    words: (name, { text, code }) => text`CloudWatch ${code(name)}`,
    unset: ({ strong }) => strong('none'),
  },
  'cloudWatch.streaming': {
    input: 'cloudWatchStreamingEnabled',
    heading: 'log',
    words: (isStreaming, { text }) => (isStreaming ? text`` : text`, at the end`),
  },
  'cloudWatch.encrypted': {
    input: 'cloudWatchEncryptionEnabled',
    heading: 'log',
    words: encryptionWords,
  },
  's3.bucket': {
    input: 's3BucketName',
    heading: 'log',
    words: (name, { text, code }) => text`S3 ${code(name)}`,
  },
  's3.prefix': {
    input: 's3KeyPrefix',
    heading: 'log',
    words: (prefix, { text, code }) => text` below ${code(prefix)}`,
  },
  's3.encrypted': {
    input: 's3EncryptionEnabled',
    heading: 'log',
    words: encryptionWords,
  },
  kmsKey: {
    input: 'kmsKeyId',
    heading: 'KMS key',
    words: (key, { code }) => code(key),
    unset: ({ text }) => text`none`,
  },
  'shellProfile.linux': {
    input: 'shellProfile.linux',
    heading: 'runs at the start',
    words: (commands, { code }) => code(commands),
    unset: ({ text }) => text`nothing`,
  },
};

function encryptionWords<Text>(isRequired: boolean, { text, strong }: Wording<Text>): Text {
  return isRequired ? text`` : text`, ${strong('encryption not required')}`;
}

export const settingKeys = Object.keys(sessionSettings) as readonly SettingKey[];

/** A key or an input, and the name inside it where it is a section. */
type Place = readonly [name: string, inner: string | undefined];

const placeOf = (path: string): Place => {
  const [name = '', inner] = path.split('.');
  return [name, inner];
};

const places = Object.fromEntries(settingKeys.map((key) => [key, placeOf(key)])) as Record<SettingKey, Place>;

const inputs = settingKeys.map((key) => ({ key, place: placeOf(sessionSettings[key].input) }));

/** What the role's Session document says of its sessions. */
export function preferencesOf(session: SessionSettings): SessionPreferences {
  const preferences: { [input: string]: unknown } = {};
  for (const { key, place } of inputs) {
    const value = valueAt(session, key);
    if (value === undefined) continue;
    const [name, inner] = place;
    preferences[name] = inner === undefined ? value : { ...(preferences[name] ?? {}), [inner]: value };
  }
  return preferences;
}

/** Undefined where it is not set. */
export function valueAt<Key extends SettingKey>(
  session: SessionSettings,
  key: Key,
): ValueOf<WrittenSession, Key> | undefined {
  const [name, inner] = places[key];
  const value: unknown = session[name as keyof SessionSettings];
  return (inner === undefined ? value : (value as Record<string, unknown> | undefined)?.[inner]) as
    | ValueOf<WrittenSession, Key>
    | undefined;
}
