/**
 * Points in time as condition values write them: the W3C profile of ISO 8601 to the millisecond, or seconds since 1970.
 * Knows nothing of policies. IAM user guide, reference_policies_elements_condition_operators, Conditions_Date.
 */

const W3C =
  /^(\d{4})-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(\.\d{1,3}0*)?)?(Z|[+-]\d{2}:\d{2}))?)?$/;
/** A number of four digits could be a year as well, one of thirteen milliseconds. */
const EPOCH_SECONDS = /^[1-9]\d{4,10}$/;

/** Milliseconds since 1970; `undefined` for anything else, also for a lone year and for a time without zone. */
export function parseInstant(text: string): number | undefined {
  return EPOCH_SECONDS.test(text) ? Number(text) * 1000 : parseDate(text);
}

/** The same, but digits alone are none. */
export function parseDate(text: string): number | undefined {
  const found = W3C.exec(text);
  if (!found) return undefined;
  const [, year, month, day = '01', hour = '00', minute = '00', second = '00', fraction = '', zone = 'Z'] =
    found;
  const wall = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const atUtc = Date.parse(`${wall}Z`);
  // `Date` carries 31 February over into March; such a date is a mistake here.
  if (Number.isNaN(atUtc) || !new Date(atUtc).toISOString().startsWith(wall)) return undefined;
  const [, sign, zoneHours, zoneMinutes] = /^([+-])(\d{2}):(\d{2})$/.exec(zone) ?? [];
  const offset = (Number(zoneHours ?? 0) * 60 + Number(zoneMinutes ?? 0)) * 60_000 * (sign === '-' ? -1 : 1);
  return atUtc + Math.round(Number(`0${fraction}`) * 1000) - offset;
}
