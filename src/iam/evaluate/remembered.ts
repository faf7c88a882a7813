/** Answers that depend on a text alone, remembered: requests repeat few texts, and long lists are slow to go through. */

const few = 50;
const most = 2_000;

export function remembered<Given, Others extends readonly unknown[], Answer>(
  idOf: (given: Given) => string,
  ask: (given: Given, ...others: Others) => Answer,
): (given: Given, ...others: Others) => Answer {
  const known = new Map<string, Answer>();
  return (given, ...others) => {
    const id = idOf(given);
    const found = known.get(id) ?? ask(given, ...others);
    if (known.size >= most) known.clear();
    known.set(id, found);
    return found;
  };
}

/** Whether remembering the answers of a list of a policy is right, and saves more than it costs. */
export function isLongList(values: readonly string[]): boolean {
  return values.length >= few && !values.some((value) => value.includes('${'));
}
