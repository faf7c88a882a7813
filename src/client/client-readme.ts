/**
 * `client/README.md`: for people who start sessions, who have no other page of this tool. Its text is in `templates/client`; here is
 * what is true of the mapping.
 */
import type { Access } from '../access/access.js';
import { templates } from '../compiled/client-templates.js';
import { accessMap } from '../facts/access-map.js';
import type { RoleMapping } from '../mapping/model.js';
import { comment } from '../markdown/markdown.js';
import { renderTemplate } from '../markdown/templates.js';
import { headerFor, type VerbatimFile, verbatimFile } from '../terraform/plan/file.js';

export function clientReadme(mapping: RoleMapping, access: Access): VerbatimFile {
  const { rows, accounts, regions, step } = accessMap(mapping, access);
  const page = renderTemplate(templates.readme, {
    header: comment(headerFor(mapping.fileName)),
    rows: [...rows].sort((a, b) => (a.permissionSet < b.permissionSet ? -1 : 1)),
    accounts,
    regions,
    tagDecides: step.attribute === 'stays',
    deniesOtherDocuments: step.deniesOtherDocuments,
  });
  return verbatimFile('client/README.md', `${page}\n`);
}
