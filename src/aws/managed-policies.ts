/**
 * What is known of the policies that AWS manages: which of them do harm beside the policy of a role, which do none. Derived from
 * the published documents by `npm run managed-policies`, and as old as they are; AWS adds policies and changes them.
 */
import derived from './managed-policies.json' with { type: 'json' };

export type Harm = keyof typeof derived.harmful;

/** `unknown`: AWS's policy of that name was not among those that were judged, or could not be decided. */
export type ManagedPolicyJudgement =
  | { readonly kind: 'harmful'; readonly harm: Harm }
  | { readonly kind: 'harmless' | 'unknown' };

const harms = new Map(
  (Object.keys(derived.harmful) as Harm[]).flatMap((harm) =>
    derived.harmful[harm].map((name): [string, Harm] => [name, harm]),
  ),
);
const harmless: ReadonlySet<string> = new Set(derived.harmless);

/** Names are unique among AWS's policies, whatever their path. A policy of an account may have the name of one of AWS's. */
export function judgementOf(policyArn: string): ManagedPolicyJudgement {
  if (!/^arn:[^:]+:iam::aws:policy\//.test(policyArn)) return { kind: 'unknown' };
  const name = policyArn.slice(policyArn.lastIndexOf('/') + 1);
  const harm = harms.get(name);
  if (harm !== undefined) return { kind: 'harmful', harm };
  return { kind: harmless.has(name) ? 'harmless' : 'unknown' };
}
