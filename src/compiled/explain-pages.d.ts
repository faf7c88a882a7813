/** Types of `explain-pages.js`, which `scripts/compile-explain.mjs` makes from `templates/explain/*.md`. */

export interface ExplainPage {
  /** What the code has in common with others. */
  readonly group: string;
  /** What was found, without names; empty if there is none. */
  readonly title: string;
  /** Why the rule exists, in whole sentences. */
  readonly why: string;
  /** A fragment of a mapping that has the finding, and the same fragment corrected. */
  readonly example?: { readonly wrong: string; readonly right: string };
  /** The documentation that forced the rule: a URL, or a path below `docs/`. */
  readonly source: string;
}

/** By code. */
export const explainPages: Readonly<Record<string, ExplainPage>>;
