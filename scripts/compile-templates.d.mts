/** Types for the tests. */
export interface Fact {
  readonly types: ReadonlySet<string>;
  readonly fields: ReadonlyMap<string, Fact>;
  readonly element: Fact | undefined;
}

export interface CompiledTemplate {
  readonly name: string;
  readonly source: string;
  readonly facts: Fact;
  readonly code: string;
}

export const families: Readonly<Record<'hcl' | 'guide' | 'access' | 'audit' | 'html', object>>;
export function readFamily(name: string): Promise<readonly CompiledTemplate[]>;
export function compileTemplate(
  file: string,
  source: string,
  family: object,
  /** By file name: what partials may be. */
  sources: ReadonlyMap<string, string>,
): CompiledTemplate;
