/** Which Session documents nobody but the deploying role may write, as ARN patterns short enough for every policy. */

import { defaultDocument } from '../aws/names.js';
import { literalPrefix, protectedNames } from '../mapping/document-name.js';
import type { RoleMapping } from '../mapping/model.js';
import { documentArn } from './policy/context.js';

/** The pattern covers every role's document and names not taken yet; older names that it covers need no mention. */
export function protectedDocuments({ partition, documents }: RoleMapping): string[] {
  const prefix = literalPrefix(documents.nameTemplate);
  const previous = documents.previous
    .map(({ name }) => name)
    .filter((name) => !name.startsWith(prefix) || prefix === '');
  return [protectedNames(documents.nameTemplate), ...previous, defaultDocument].map((name) =>
    documentArn(partition, name),
  );
}
