/** What pages say of a role's sessions: an entry for each heading of the settings. Knows no setting and no format. */
import {
  type Emphasis,
  type SettingKey,
  sessionSettings,
  settingKeys,
  valueAt,
} from '../access/session-settings.js';
import type { SessionSettings } from '../mapping/model.js';

const headings = [...new Set(settingKeys.map((key) => sessionSettings[key].heading))].map((heading) => {
  const keys = settingKeys.filter((key) => sessionSettings[key].heading === heading);
  return { heading, keys, unset: keys.map((key) => sessionSettings[key].unset).find((one) => one) };
});

/** In the order of pages. */
export const sessionHeadings = headings.map(({ heading }) => heading);

/** Texts by heading. A heading is missing where nothing of it is set, and the table has no words for that. */
export function sessionLines(session: SessionSettings, emphasis: Emphasis): ReadonlyMap<string, string> {
  const entries = new Map<string, string>();
  for (const { heading, keys, unset } of headings) {
    const text = textOf(keys, session, emphasis) ?? unset?.(emphasis);
    if (text !== undefined) entries.set(heading, text);
  }
  return entries;
}

/** Settings of one section, such as `s3`, make one phrase. */
function textOf(
  keys: readonly SettingKey[],
  session: SessionSettings,
  emphasis: Emphasis,
): string | undefined {
  const phrases = new Map<string, string>();
  for (const key of keys) {
    const [section = ''] = key.split('.');
    const words = wordsOf(key, session, emphasis);
    if (words !== undefined) phrases.set(section, `${phrases.get(section) ?? ''}${words}`);
  }
  return phrases.size === 0 ? undefined : [...phrases.values()].join('; ');
}

function wordsOf<Key extends SettingKey>(
  key: Key,
  session: SessionSettings,
  emphasis: Emphasis,
): string | undefined {
  const value = valueAt(session, key);
  return value === undefined ? undefined : sessionSettings[key].words(value, emphasis);
}
