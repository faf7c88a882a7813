/**
 * Fills in what a mapping leaves out. The values are the schema's own; see `compiled/role-mapping.ts`.
 * A section that is left out stays so: no log is written where the mapping names none.
 */

type Section = { readonly [key: string]: unknown };

/** The keys of values that have a default; not those of inner sections, which only hold some. */
type Filled<Written, Defaults> = {
  [Key in keyof Written & keyof Defaults]: Defaults[Key] extends Section ? never : Key;
}[keyof Written & keyof Defaults];

export type WithDefaults<Written, Defaults> = {
  readonly [Key in keyof Written as Key & Filled<Written, Defaults>]-?: Exclude<Written[Key], undefined>;
} & {
  readonly [Key in keyof Written as Exclude<Key, Filled<Written, Defaults>>]: Key extends keyof Defaults
    ? InnerSection<Written[Key], Defaults[Key]>
    : Written[Key];
};

type InnerSection<Written, Defaults> = Written extends object ? WithDefaults<Written, Defaults> : Written;

export function withDefaults<Written extends object, Defaults extends Section>(
  written: Written,
  defaults: Defaults,
): WithDefaults<Written, Defaults> {
  return filled(written as Section, defaults) as WithDefaults<Written, Defaults>;
}

/** In order of keys: two mappings that differ only in the order of their lines have one model. */
function filled(written: Section, defaults: Section): Section {
  const missing = Object.keys(defaults).filter((key) => written[key] === undefined);
  const result: { [key: string]: unknown } = Object.create(null);
  for (const key of [...Object.keys(written), ...missing].sort()) {
    const own = written[key];
    const value = defaults[key];
    if (isSection(own)) result[key] = filled(own, isSection(value) ? value : {});
    else if (own !== undefined) result[key] = own;
    else if (!isSection(value)) result[key] = value;
  }
  return result;
}

export function isSection(value: unknown): value is Section {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
