/** Where the mapping yields a list of attributes, the plan must lead to that list. */
import type { GateCheck } from '../check.js';
import type { ListedAttribute } from '../plan-view.js';

export const attributesAsGenerated: GateCheck = ({ view, expected, report }) => {
  if (!expected.attributes) return;
  const wanted = sorted(expected.attributes);
  for (const { change, after } of view.attributes) {
    if (after === undefined || after === 'unknown' || change.action === 'delete') continue;
    if (JSON.stringify(sorted(after)) === JSON.stringify(wanted)) continue;
    report(
      'gate-attributes-differ',
      {},
      { address: change.address, planned: spelled(after), expected: spelled(wanted) },
    );
  }
};

function sorted(attributes: readonly ListedAttribute[]): readonly ListedAttribute[] {
  return attributes.map(({ key, source }) => ({ key, source })).sort((a, b) => (a.key < b.key ? -1 : 1));
}

const spelled = (attributes: readonly ListedAttribute[]) =>
  attributes.map(({ key, source }) => `${key}=${source}`);
