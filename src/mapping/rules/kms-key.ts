/** A document goes to every account and Region; the ARN of a key stays in one. */
import type { Path } from '../../diagnostics/diagnostic.js';
import type { Rule, RuleContext } from './context.js';

export const keyInOnePlace: Rule = (context) => {
  const { mapping, roles } = context;
  reportKey(['session', 'kmsKey'], mapping.session?.kmsKey, context);
  for (const { name, role } of roles)
    reportKey(['roles', name, 'session', 'kmsKey'], role.session?.kmsKey, context);
};

function reportKey(path: Path, key: string | undefined, { mapping, report }: RuleContext): void {
  if (!key?.startsWith('arn:')) return;
  const [, , , region = '', account = ''] = key.split(':');
  const places = [
    { what: 'account', place: account, listed: mapping.accounts },
    { what: 'Region', place: region, listed: mapping.regions },
  ] as const;
  for (const { what, place, listed = [] } of places) {
    const elsewhere = listed.filter((one) => one !== undefined && one !== place);
    if (elsewhere.length === 0) continue;
    report('kms-key-one-place', { path }, { what, place, listed: listed.filter((one) => one !== undefined) });
    return;
  }
}
