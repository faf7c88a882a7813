/** Types of `mapping-check.js`, which `scripts/compile-schema.mjs` makes from the schema. */

/** Whether a value has the shape of a mapping; `mapping-validator.js` says what is wrong with it. */
export default function isMapping(data: unknown): boolean;
