/**
 * `ROLLOUT.md`: the step of the cut-over that a mapping is at, from the first look to the rollback, with commands for this mapping.
 * The page is `templates/guide/rollout.md.hbs`, with a template for each section. Pure.
 */
import type { Access } from '../access/access.js';
import { templates } from '../compiled/guide-templates.js';
import type { RoleMapping } from '../mapping/model.js';
import { renderTemplate } from '../markdown/templates.js';
import { type VerbatimFile, verbatimFile } from '../terraform/plan/file.js';
import { guideFacts } from './facts.js';

/** `digest`: of the mapping, as `mappingDigest` makes it. */
export function rolloutGuide(mapping: RoleMapping, access: Access, digest: string): VerbatimFile {
  const text = renderTemplate(templates.rollout, guideFacts(mapping, access, digest));
  return verbatimFile('ROLLOUT.md', `${text}\n`);
}
