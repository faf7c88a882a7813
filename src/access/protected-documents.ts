/** Which Session documents nobody but the deploying role may write, as ARN patterns short enough for every policy. */

import { defaultDocument } from '../aws/names.js';
import type { RoleMapping } from '../mapping/model.js';
import { documentArn } from './policy/context.js';

/**
 * The literal start of the name template covers every role's document and names not taken yet. A template that starts
 * with a placeholder is covered by the whole template with `*` for each placeholder.
 */
export function protectedDocuments({ partition, documents }: RoleMapping): string[] {
  const prefix = literalPrefix(documents.nameTemplate);
  const pattern = prefix === '' ? documents.nameTemplate.replaceAll(/\{[^}]*\}/g, '*') : `${prefix}*`;
  const previous = documents.previous
    .map(({ name }) => name)
    .filter((name) => !name.startsWith(prefix) || prefix === '');
  return [pattern, ...previous, defaultDocument].map((name) => documentArn(partition, name));
}

function literalPrefix(template: string): string {
  const [prefix = ''] = template.split('{', 1);
  return prefix;
}
