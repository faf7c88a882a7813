/** The documents that other principals must neither start nor write, as ARNs: of roles, of no role, and older ones. */
import { namesOverTime } from '../../../access/content-names.js';
import { documentArn, protectedDocuments } from '../../../access/policy/context.js';
import { defaultDocument } from '../../../aws/names.js';
import { compileGlob, globOf } from '../../../iam/glob.js';
import type { RoleMapping } from '../../../mapping/model.js';
import { documentsOfRole } from '../../../mapping/role-documents.js';
import type { Subject } from '../../scenarios/subject.js';

/** The patterns of so many names can be told apart; the generated policies name fewer. */
export const mostNamed = 150;

/** Who writes the default document chooses Linux users too; who writes one that creates Linux users is root on the nodes. */
export function documentsOfNoRole({ partition, nodeUsers = [] }: RoleMapping): readonly string[] {
  const names = [defaultDocument, ...nodeUsers.map(({ name }) => name)];
  return names.map((name) => documentArn(partition, name));
}

/**
 * Those of all roles and their tunnels, those of no role, and older ones. If there are many, they are named by the patterns that the
 * generated policies have.
 */
export function everyDocument(mapping: RoleMapping): readonly string[] {
  const { partition, roles } = mapping;
  const own = roles.flatMap(documentsOfRole).map(({ name }) => documentArn(partition, name));
  const patterns = protectedDocuments(mapping);
  const isCovered = (arn: string) => patterns.some((pattern) => compileGlob(globOf(pattern))(arn));
  return own.length > mostNamed && own.every(isCovered)
    ? patterns
    : [...own, ...documentsOfNoRole(mapping), ...olderDocuments(mapping)];
}

export function olderDocuments({ partition, documents }: RoleMapping): readonly string[] {
  return documents.previous.map(({ name }) => documentArn(partition, name));
}

/** With a StackSet, documents of the role with another content are its own as well, whether the mapping still lists them or not. */
export function otherOwnDocuments({ role, mapping }: Subject): readonly string[] {
  const named = mapping.documents.stackSet === undefined ? role.tunnels : [role, ...role.tunnels];
  return named
    .flatMap(({ document }) => namesOverTime(mapping, document))
    .map((name) => documentArn(mapping.partition, name));
}

export const anotherOwn = ({ mapping: { documents } }: Subject): string =>
  documents.stackSet === undefined ? 'a tunnel of its own' : 'a tunnel or older document of its own';
