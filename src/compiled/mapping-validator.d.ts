/** Types of `mapping-validator.js`, which `scripts/compile-schema.mjs` makes from the schema. */

/** One finding of ajv; `params` depend on `keyword` (https://ajv.js.org/api.html#error-parameters). */
export interface SchemaError {
  /** JSON Pointer to the value. */
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Set when the finding is about a key rather than about the value at `instancePath`. */
  readonly propertyName?: string;
}

interface Validate {
  (data: unknown): boolean;
  errors?: readonly SchemaError[] | null;
}

declare const validate: Validate;
export default validate;
