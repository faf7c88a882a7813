/** Types of `mapping-words.js`, which `scripts/compile-schema.mjs` makes from the schema. */

/** What findings quote from the schema about one value of the mapping. */
export interface MappingWords {
  /** The keys that the map may have, where no others are allowed. */
  readonly known?: readonly string[];
  /** What the pattern of the text stands for, as a noun phrase. */
  readonly expected?: string;
  /** The same for the keys of a map that chooses them itself. */
  readonly names?: string;
  readonly keys?: Readonly<Record<string, MappingWords>>;
  /** Of the items of a list, or of the values under keys that are not among `keys`. */
  readonly others?: MappingWords;
}

declare const words: MappingWords;
export default words;
