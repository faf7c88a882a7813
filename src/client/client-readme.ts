/**
 * `client/README.md`: for people who start sessions, who have no other page of this tool. Its text is in `templates/client`; here is
 * what is true of the mapping.
 */
import { templates } from '../compiled/client-templates.js';
import type { AccessMap } from '../facts/access-map.js';
import { comment } from '../markdown/markdown.js';
import { renderTemplate } from '../markdown/templates.js';
import { headerFor, type VerbatimFile, verbatimFile } from '../terraform/plan/file.js';

export function clientReadme({ mappingName, rows, accounts, regions, step }: AccessMap): VerbatimFile {
  const page = renderTemplate(templates.readme, {
    header: comment(headerFor(mappingName)),
    rows: [...rows].sort((a, b) => (a.permissionSet < b.permissionSet ? -1 : 1)),
    accounts,
    regions,
    tagDecides: step.attribute === 'stays',
    deniesOtherDocuments: step.deniesOtherDocuments,
  });
  return verbatimFile('client/README.md', `${page}\n`);
}
