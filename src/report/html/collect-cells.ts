/**
 * The matrix for the page: each cell with the statements that decided it, roles with equal cells sharing them.
 * Knows the proof's results; knows no markup.
 */
import { openText } from '../../diagnostics/catalog/proof-texts.js';
import type { StatementRef } from '../../iam/evaluate/statement.js';
import type { Role } from '../../mapping/model.js';
import { ruling } from '../../verify/proof/outcome.js';
import type { Results, TriedOutcome } from '../../verify/proof/trial.js';
import { Interned } from './interned.js';
import {
  mergedPolicy,
  ownPolicy,
  type PageOutcome,
  type PagePolicy,
  type PageScenario,
} from './page-data.js';

export class CellCollector {
  readonly outcomes = new Interned<PageOutcome>();
  readonly cells = new Interned<readonly (readonly number[])[]>();
  readonly profiles = new Interned<readonly number[]>();
  readonly #policies: ReadonlyMap<string, number>;

  constructor(
    policies: readonly PagePolicy[],
    private readonly scenarios: readonly PageScenario[],
    private readonly besides: readonly string[],
  ) {
    this.#policies = new Map(policies.map(({ name }, index) => [name, index]));
  }

  /** The profile of a role; -1 where it was not tried. */
  profileOf(role: Role, results: Results | undefined): number {
    if (!results) return -1;
    return this.profiles.indexOf(this.scenarios.map(({ id }) => this.#cellOf(role, results.get(id))));
  }

  #cellOf(
    role: Role,
    ofScenario: ReadonlyMap<string, ReadonlyMap<string, TriedOutcome>> | undefined,
  ): number {
    if (!ofScenario) return -1;
    return this.cells.indexOf(
      this.besides.map((beside) =>
        [...(ofScenario.get(beside)?.values() ?? [])].map((tried) => this.#outcomeOf(role, tried)),
      ),
    );
  }

  #outcomeOf(role: Role, { outcome, decisions }: TriedOutcome): number {
    const { by, inDoubt } = ruling(decisions);
    const statements = new Map(
      by.map((ref) => [`${ref.policy}\n${ref.index}`, this.#statementOf(role, ref)]),
    );
    return this.outcomes.indexOf({
      ...(outcome.kind === 'user' && outcome.user === role.osUser
        ? { kind: 'own' }
        : outcome.kind === 'user'
          ? { kind: 'user', text: outcome.user }
          : outcome.kind === 'open'
            ? { kind: 'open', text: openText(outcome.because) }
            : { kind: outcome.kind }),
      ...(inDoubt && { inDoubt }),
      by: [...statements.values()],
    });
  }

  #statementOf({ inlinePolicy }: Role, { policy, index }: StatementRef): readonly [number, number] {
    const isMerged = inlinePolicy.kind === 'merge' && inlinePolicy.file === policy;
    return [isMerged ? mergedPolicy : (this.#policies.get(policy) ?? ownPolicy), index];
  }
}
