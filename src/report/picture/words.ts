/** The picture in words, for whoever cannot see it, and its title. */
import type { AccessMap } from '../access-map.js';

export function pictureTitle({ mappingName }: AccessMap): string {
  return `Who becomes which Linux user: ${mappingName}`;
}

const mostTold = 20;

export function pictureWords({ rows }: AccessMap): string {
  const told = rows.slice(0, mostTold).map(({ permissionSet, osUser, document, becomes }) => {
    const unless = becomes === 'tagElseOsUser' ? ', unless a tag SSMSessionRunAs names another' : '';
    return `${permissionSet} becomes ${osUser} by ${document}${unless}`;
  });
  const left = rows.length - told.length;
  return `From identity to nodes, a line for each role. ${told.join('; ')}${left > 0 ? `; and ${left} more` : ''}.`;
}
