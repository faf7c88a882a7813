/** Made by `scripts/compile-templates.mjs` from `templates/hcl`: what each template must be given. */
export interface Facts {
  readonly "check": object;
  readonly "data": object;
  readonly "import": object;
  readonly "locals": object;
  readonly "moved": object;
  readonly "nested": object;
  readonly "output": object;
  readonly "removed": object;
  readonly "resource": object;
  readonly "terraform": object;
}
export type HelperName = 'address' | 'assign' | 'expression' | 'identifier' | 'identifiers' | 'literal' | 'nested' | 'value';
export type CallHelper = (name: HelperName, value: unknown, depth: number) => string;
export const templates: { readonly [Name in keyof Facts]: (call: CallHelper, facts: Facts[Name]) => string };
