/**
 * Once a document exists, whoever may start any document may pick it. Service control policies keep people from it; no plan
 * shows them, so that they must be shown beside it.
 */

import type { GateCheck, GateContext } from '../check.js';
import { contradictionsIn } from '../contradictions.js';
import type { GuardStatement } from '../expected.js';
import type { OrganizationsPolicy, Target, Way } from '../organizations-policy.js';

export const documentsGuarded: GateCheck = (context) => {
  const { expected, attachedPolicies, report } = context;
  const documents = createdRoleDocuments(context);
  if (documents.length === 0 || expected.guards.length === 0) return;
  if (attachedPolicies.length === 0) {
    report('gate-scp-unseen', { documents });
    return;
  }
  if (reportContradictions(context)) return;
  const held = expected.guards.map((guard) => ({ guard, by: holdersOf(guard, attachedPolicies) }));
  const lacking = held.filter(({ by }) => by.length === 0).map(({ guard }) => guard.sid);
  if (lacking.length > 0) {
    const isThere = (sid: string) => attachedPolicies.some(({ sids }) => sids.has(sid));
    report('gate-scp-differs', {
      missing: lacking.filter((sid) => !isThere(sid)),
      different: lacking.filter(isThere),
    });
  }
  reportReach(
    context,
    held.filter(({ by }) => by.length > 0),
  );
  reportManagement(context);
};

function reportContradictions({ attachedPolicies, report }: GateContext): boolean {
  const contradictions = contradictionsIn(attachedPolicies);
  if (Object.values(contradictions).every((names) => names.length === 0)) return false;
  report('gate-scp-contradictory', contradictions);
  return true;
}

/** In that account service control policies have no effect, wherever they are attached. */
function reportManagement({ mapping: { accounts }, attachedPolicies, report }: GateContext): void {
  const managing = new Set(attachedPolicies.map(({ organization }) => organization?.managementAccount));
  const unbound = accounts.filter((account) => managing.has(account));
  if (unbound.length > 0) report('gate-scp-management-account', { accounts: unbound });
}

/** Older documents open no shell where they are new. */
function createdRoleDocuments({ expected, view, stackSets }: GateContext): readonly string[] {
  const names = expected.roleDocuments;
  const created = view.documents.flatMap(({ change: { action }, nameAfter }) =>
    (action === 'create' || action === 'replace') && nameAfter !== undefined && names.has(nameAfter)
      ? [nameAfter]
      : [],
  );
  const deployed = stackSets.sets.flatMap(({ before, after }) =>
    [...after.keys()].filter((name) => names.has(name) && !before.has(name)),
  );
  // One root may call the module for several Regions.
  return [...new Set([...created, ...deployed])];
}

function holdersOf({ effect }: GuardStatement, policies: readonly OrganizationsPolicy[]) {
  return policies.filter(({ effects }) => effects.has(effect));
}

interface Held {
  readonly guard: GuardStatement;
  readonly by: readonly OrganizationsPolicy[];
}

function reportReach(
  { mapping: { accounts }, attachedPolicies, report }: GateContext,
  held: readonly Held[],
) {
  const ways = new Map(
    attachedPolicies.flatMap((policy) => policy.ways.map((way) => [way[0], way] as const)),
  );
  const unattached: string[] = [];
  const open = new Set<string>();
  const unclear = new Set<string>();
  let isBoundless = false;
  for (const { guard, by } of held) {
    const targets = by.flatMap((policy) => policy.targets);
    if (targets.length === 0) unattached.push(guard.sid);
    else if (targets.every(({ type }) => type !== 'ROOT')) {
      isBoundless ||= accounts.length === 0;
      for (const account of accounts) {
        const reach = reachOf(account, targets, ways.get(account));
        if (reach === 'outside') open.add(account);
        else if (reach === 'unclear') unclear.add(account);
      }
    }
  }
  if (unattached.length > 0) report('gate-scp-unattached', { sids: unattached, accounts: [] });
  if (open.size > 0) report('gate-scp-unattached', { sids: [], accounts: [...open] });
  if (unclear.size > 0 || isBoundless) report('gate-scp-reach-unclear', { accounts: [...unclear] });
}

/** An organizational unit hands its policies down to accounts that it does not name. */
function reachOf(
  account: string,
  targets: readonly Target[],
  way: Way | undefined,
): 'inside' | 'outside' | 'unclear' {
  if (targets.some(({ id }) => id === account || way?.includes(id) === true)) return 'inside';
  if (way !== undefined) return 'outside';
  return targets.some(({ type }) => type === 'ORGANIZATIONAL_UNIT') ? 'unclear' : 'outside';
}
