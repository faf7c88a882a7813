/** What depends on a text alone, remembered: requests repeat few texts, and long lists are slow to go through. */

const few = 50;
const most = 2_000;

/** What is known by this text, or is made now. What is known is forgotten once there is too much of it. */
export function recalled<Found>(
  known: Map<string, Found>,
  mostKnown: number,
  text: string,
  make: () => Found,
): Found {
  const found = known.get(text);
  if (found !== undefined) return found;
  const made = make();
  if (known.size >= mostKnown) known.clear();
  known.set(text, made);
  return made;
}

export function remembered<Given, Others extends readonly unknown[], Answer>(
  idOf: (given: Given) => string,
  ask: (given: Given, ...others: Others) => Answer,
): (given: Given, ...others: Others) => Answer {
  const known = new Map<string, Answer>();
  return (given, ...others) => recalled(known, most, idOf(given), () => ask(given, ...others));
}

/** Whether remembering the answers of a list of a policy is right, and saves more than it costs. */
export function isLongList(values: readonly string[]): boolean {
  return values.length >= few && !values.some((value) => value.includes('${'));
}
