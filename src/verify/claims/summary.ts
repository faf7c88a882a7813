/** What was decided, for all roles together: each claim with its verdicts, roles with the same verdict together. */
import { type ClaimName, type ClaimVerdict, claimNames, type Decided } from './claim.js';

export interface ClaimResult {
  readonly verdict: ClaimVerdict['kind'];
  /** In the order of the mapping. */
  readonly roles: readonly string[];
  /** Keys that it depends on, or patterns of principals that are exempt; empty for all other verdicts. */
  readonly on: readonly string[];
}

export interface ClaimSummary {
  readonly claim: ClaimName;
  readonly results: readonly ClaimResult[];
  /** How many questions were decided, and how many branches that took. */
  readonly questions: number;
  readonly branches: number;
}

const worst: readonly ClaimVerdict['kind'][] = ['not-decided', 'violated', 'exempt', 'depends', 'holds'];

/** Claims that nobody asked about are left out: a step that denies nothing promises less. */
export function summaryOfClaims(
  decided: readonly { readonly role: string; readonly claims: readonly Decided[] }[],
): readonly ClaimSummary[] {
  return claimNames.flatMap((claim) => {
    const groups = new Map<
      string,
      { verdict: ClaimVerdict['kind']; roles: string[]; on: readonly string[] }
    >();
    let [questions, branches] = [0, 0];
    for (const { role, claims } of decided) {
      const own = claims.filter(({ asked }) => asked.claim === claim);
      if (own.length === 0) continue;
      questions += own.length;
      branches += own.reduce((sum, one) => sum + one.branches, 0);
      const verdict = worst.find((kind) => own.some((one) => one.verdict.kind === kind)) ?? 'holds';
      const shown = [
        ...new Set(own.flatMap((one) => (one.verdict.kind === verdict ? detailsOf(one.verdict) : []))),
      ].sort();
      const key = [verdict, ...shown].join('\n');
      const group = groups.get(key) ?? { verdict, roles: [], on: shown };
      group.roles.push(role);
      groups.set(key, group);
    }
    return groups.size === 0 ? [] : [{ claim, results: [...groups.values()], questions, branches }];
  });
}

function detailsOf(verdict: ClaimVerdict): readonly string[] {
  switch (verdict.kind) {
    case 'depends':
      return verdict.on;
    case 'exempt':
      return verdict.patterns;
    default:
      return [];
  }
}
