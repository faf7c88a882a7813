/**
 * `prepare` opens the default document, so that nobody loses a way in. Where people had none, they become whomever that
 * document names: the mapping must say which of the two it is, for no plan shows every policy.
 */
import type { RoleMapping } from '../../mapping/model.js';
import type { AwsPlace } from '../../mapping/place-values.js';
import { opensDefaultDocument } from '../../mapping/step.js';
import { subjectOf } from '../../verify/scenarios/subject.js';
import type { GateCheck, GateContext } from '../check.js';
import { placeOpened } from '../default-document.js';
import type { ExpectedRole } from '../expected.js';
import { isLeftAlone, type PolicyChange } from '../plan-view.js';

export const defaultDocumentOpened: GateCheck = (context) => {
  for (const expected of context.expected.roles) {
    const { role } = expected;
    // A role whose default document stays closed, or was open before by `sessionsBefore`, is as the mapping asks.
    if (role.sessionsBefore !== undefined || !opensDefaultDocument(context.mapping.step, role)) continue;
    const changes = context.view.policies.filter((policy) => policy.expected === expected);
    for (const opening of openings(changes, expected, context)) {
      const permissionSet = role.permissionSet.name;
      context.report('gate-default-document-opened', { permissionSet, ...opening });
    }
  }
};

interface Opening {
  readonly address: string;
  /** What the plan shows of the policy that is there. */
  readonly before: 'unseen' | 'shut';
  /** As far as the mapping lists places. */
  readonly place: string;
}

function openings(
  changes: readonly PolicyChange[],
  { role, access }: ExpectedRole,
  { mapping, view }: GateContext,
): readonly Opening[] {
  const { name } = role.permissionSet;
  if (changes.length === 0 && role.inlinePolicy.kind === 'export' && view.shownPermissionSets.has(name)) {
    return [{ address: `inline_policies[${JSON.stringify(name)}]`, before: 'unseen', place: '' }];
  }
  return changes.flatMap(({ change, before, after }): Opening[] => {
    if (isLeftAlone(change) || after === 'unknown') return [];
    const place = placeOpened(before, after, subjectOf(mapping, access));
    if (!place) return [];
    const { address } = change;
    return [{ address, before: before === undefined ? 'unseen' : 'shut', place: listedPart(place, mapping) }];
  });
}

function listedPart({ account, region }: AwsPlace, { accounts, regions }: RoleMapping): string {
  return [...(accounts.length > 0 ? [account] : []), ...(regions.length > 0 ? [region] : [])].join(' ');
}
