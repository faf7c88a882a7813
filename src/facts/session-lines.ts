/** What pages say of a role's sessions: an entry for each heading of the settings. Knows no setting and no format. */
import {
  type SettingKey,
  sessionSettings,
  settingKeys,
  valueAt,
  type Wording,
} from '../access/session-settings.js';
import type { SessionSettings } from '../mapping/model.js';

const headings = [...new Set(settingKeys.map((key) => sessionSettings[key].heading))].map((heading) => {
  const keys = settingKeys.filter((key) => sessionSettings[key].heading === heading);
  return { heading, keys, unset: keys.map((key) => sessionSettings[key].unset).find((one) => one) };
});

/** In the order of pages. */
export const sessionHeadings = headings.map(({ heading }) => heading);

/** Texts by heading. A heading is missing where nothing of it is set, and the table has no words for that. */
export function sessionLines<Text>(
  session: SessionSettings,
  wording: Wording<Text>,
): ReadonlyMap<string, Text> {
  const entries = new Map<string, Text>();
  for (const { heading, keys, unset } of headings) {
    const text = entryOf(keys, session, wording) ?? unset?.(wording);
    if (text !== undefined) entries.set(heading, text);
  }
  return entries;
}

/** Settings of one section, such as `s3`, make one phrase. */
function entryOf<Text>(
  keys: readonly SettingKey[],
  session: SessionSettings,
  wording: Wording<Text>,
): Text | undefined {
  let entry: Text | undefined;
  let before: string | undefined;
  for (const key of keys) {
    const [section] = key.split('.');
    const words = wordsOf(key, session, wording);
    if (words === undefined) continue;
    if (entry === undefined) entry = words;
    else entry = section === before ? wording.text`${entry}${words}` : wording.text`${entry}; ${words}`;
    before = section;
  }
  return entry;
}

function wordsOf<Key extends SettingKey, Text>(
  key: Key,
  session: SessionSettings,
  wording: Wording<Text>,
): Text | undefined {
  const value = valueAt(session, key);
  return value === undefined ? undefined : sessionSettings[key].words(value, wording);
}
