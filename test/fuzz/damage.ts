/**
 * Damage to files of others, by a seed: the same seed, the same damage. Texts are cut, doubled, spoiled and encoded otherwise; values
 * of JSON are replaced, removed, renamed and wrapped.
 */

export type Random = (below: number) => number;

export function randomFrom(seed: number): Random {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  return (below) => {
    // Mulberry32.
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % Math.max(1, below);
  };
}

const pick = <T>(values: readonly T[], random: Random): T => values[random(values.length)] as T;

const names = [
  'constructor',
  '__proto__',
  'toString',
  'hasOwnProperty',
  'length',
  '',
  'a'.repeat(130_000),
  '\u0000',
];

/** Values that no tool writes where a value is expected, or that only look like one. */
const odd: readonly ((value: unknown) => unknown)[] = [
  () => null,
  () => true,
  () => false,
  () => 0,
  () => -1,
  () => 1e308,
  () => '',
  () => [],
  () => ({}),
  () => ({ toString: 1 }),
  () => JSON.parse('{"__proto__":{"a":1},"constructor":{"prototype":1}}'),
  () => 'x'.repeat(130_000),
  () => '${path:a}\n::error::x',
  () => '\ud800',
  () => '*',
  () => 'constructor',
  () => '__proto__',
  () => JSON.parse(`${'['.repeat(2_000)}${']'.repeat(2_000)}`),
  () => JSON.parse(`${'{"a":'.repeat(260)}1${'}'.repeat(260)}`),
  (value) => [value],
  (value) => ({ value }),
  (value) => [value, value],
  (value) => (typeof value === 'string' ? value.toUpperCase() : JSON.stringify(value)),
  (value) => (typeof value === 'string' ? `${value} ` : value),
  (value) => (typeof value === 'string' ? value.slice(1) : value),
];

export type Path = readonly (string | number)[];

/** Damages one value: none at or below a path that is spared, and none that holds such a path. */
export function damagedValue(value: unknown, random: Random, isSpared: (path: Path) => boolean): unknown {
  const places: Path[] = [];
  /** Whether something is spared at or below the path. */
  const collect = (one: unknown, path: Path): boolean => {
    if (isSpared(path)) return true;
    const steps = typeof one === 'object' && one !== null && path.length < 40 ? Object.entries(one) : [];
    const holds = steps.map(([key, inner]) =>
      collect(inner, [...path, Array.isArray(one) ? Number(key) : key]),
    );
    if (holds.includes(true)) return true;
    places.push(path);
    return false;
  };
  collect(value, []);
  return places.length === 0 ? value : changedAt(value, pick(places, random), random);
}

function changedAt(root: unknown, path: Path, random: Random): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return pick(odd, random)(root);
  if (Array.isArray(root)) {
    const copy = [...root];
    if (rest.length > 0) copy[Number(step)] = changedAt(copy[Number(step)], rest, random);
    else if (random(4) === 0) copy.splice(Number(step), 1);
    else copy[Number(step)] = pick(odd, random)(copy[Number(step)]);
    return copy;
  }
  const how = random(6);
  return Object.fromEntries(
    Object.entries(root as object).flatMap(([key, inner]): [string, unknown][] => {
      if (key !== step) return [[key, inner]];
      if (rest.length > 0) return [[key, changedAt(inner, rest, random)]];
      if (how === 0) return [];
      if (how === 1) return [[pick(names, random), inner]];
      return [[key, pick(odd, random)(inner)]];
    }),
  );
}

const tokens = [
  ...['{', '}', '[', ']', '"', '\\', '\\"', ':', ',', '\n', '\r\n', '\t', '\0', '\ufeff', '\u2028', '\ud83d'],
  ...[
    '::error::x\n',
    '##[error]x',
    '[command]x\n',
    '__proto__',
    'constructor',
    '${a}',
    '$(a)',
    '{{a}}',
    '<<: *a',
    '&a ',
    '*a',
  ],
  ...['null', 'true', '1e999', '-0', '"a":1,', '# ', '---\n', '? ', '!x ', '|\n', '%YAML 1.1\n', '\u001b[2J'],
];

/** Damages a text once or several times. */
export function damagedText(text: string, random: Random): Uint8Array {
  let damaged = text;
  for (let left = 1 + random(3); left > 0; left -= 1) damaged = damagedOnce(damaged, random);
  return encoded(damaged, random);
}

function damagedOnce(text: string, random: Random): string {
  const [from, length] = [random(text.length + 1), random(40)];
  const to = Math.min(text.length, from + length);
  switch (random(8)) {
    case 0:
      return text.slice(0, from);
    case 1:
      return text.slice(from);
    case 2:
      return text.slice(0, from) + text.slice(to);
    case 3:
      return text.slice(0, to) + text.slice(from);
    case 4:
      return text.slice(0, from) + pick(tokens, random) + text.slice(from);
    case 5:
      return text.slice(0, from) + pick(tokens, random).repeat(random(3_000)) + text.slice(from);
    case 6:
      return text.slice(0, from) + String.fromCharCode(random(256)) + text.slice(from + 1);
    default:
      return doubledKey(text, from);
  }
}

/** Puts a key that follows `from` in again, with another value. */
function doubledKey(text: string, from: number): string {
  const found = /"[^"\\]{1,40}":/.exec(text.slice(from, from + 10_000));
  if (!found) return text;
  const at = from + found.index;
  return `${text.slice(0, at)}${found[0]}null,${text.slice(at)}`;
}

function encoded(text: string, random: Random): Uint8Array {
  switch (random(24)) {
    case 0:
      return Buffer.from(`\ufeff${text}`, 'utf16le');
    case 1:
      return Buffer.from(text, 'utf16le');
    case 2:
      return Buffer.from(text, 'latin1');
    case 3:
      return Buffer.concat([Buffer.from([random(256), random(256)]), Buffer.from(text)]);
    default:
      return Buffer.from(text);
  }
}
