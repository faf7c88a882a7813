/**
 * What ACCESS.md and `report --format md` have in common: the step, who becomes whom and where, the picture, what is
 * refused, what rests on trust. Every fact has a line of its own, so that a diff tells a reviewer what changes. Pure text.
 */
import type { Access } from '../../access/access.js';
import { runAsTag } from '../../aws/names.js';
import type { RoleMapping } from '../../mapping/model.js';
import { opensDefaultDocument, type StepName } from '../../mapping/step.js';
import { code, codes, renderSection, type Section } from '../../markdown/strings.js';
import type { PlannedFile } from '../../terraform/plan/file.js';
import { accessMap } from '../access-map.js';
import { identityCenter } from './identity-center.js';
import { picture } from './picture.js';
import { refused } from './refused.js';
import { policies, sessions, whoBecomesWhom } from './tables.js';
import { trust } from './trust.js';

export const accessFileName = 'ACCESS.md';

export type VerbatimFile = Extract<PlannedFile, { kind: 'verbatim' }>;

const steps: Readonly<Record<StepName, string>> = {
  prepare: `**Step 1 of 3, ${code('prepare')}: the tag still decides.** The policies only add rights. Whoever has the tag ${code(runAsTag)} becomes what the tag says, unless the last column says otherwise; whoever has none becomes the Linux user below, by the document beside it.`,
  switch: `**Step 2 of 3, ${code('switch')}: the permission set decides once the tag is gone.** Sessions start by the role's document only. Whoever still has the tag ${code(runAsTag)} is treated as the last column says.`,
  enforce: `**Step 3 of 3, ${code('enforce')}: the permission set decides.** Sessions start by the role's document only. Whoever still has the tag ${code(runAsTag)} is treated as the last column says.`,
};

/** `proof` comes last, whatever is known of it. */
export function accessPage(mapping: RoleMapping, access: Access, proof: Section): string {
  const map = accessMap(mapping, access);
  const sections: readonly Section[] = [
    whoBecomesWhom(map),
    sessions(map),
    policies(mapping, map),
    identityCenter(mapping),
    picture(map),
    refused(mapping, map),
    trust(mapping, access),
    proof,
  ];
  return [
    '# Access: who becomes whom',
    `Each permission set has a Linux user: whoever signs in with it starts Session Manager sessions as that user. This is what ${code(mapping.fileName)} means; ${code('ROLLOUT.md')} says how to get there.`,
    `${steps[mapping.step.name]}${mapping.step.deniesOtherDocuments ? '' : ` ${defaultDocument(mapping)}`}`,
    ...sections.map((section) => renderSection(section, 2)),
  ].join('\n\n');
}

/** A permission set that gave nobody a session before gets no right to the default document. */
function defaultDocument({ roles, step }: RoleMapping): string {
  const without = roles.filter((role) => !opensDefaultDocument(step, role));
  if (without.length === 0) return 'Sessions by the default document stay open.';
  return `Sessions by the default document stay open, but ${codes(without.map(({ permissionSet }) => permissionSet.name))} ${without.length === 1 ? 'gets' : 'get'} no right to them.`;
}
