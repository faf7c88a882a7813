/** The picture as a file of its own, light and dark by the viewer's preference; and the picture in words, for whoever cannot see it. */
import { pictureFileStyles } from '../../compiled/page.js';
import type { AccessMap } from '../../facts/access-map.js';
import { compiledStyle, markup } from '../markup.js';
import { type ReportFormat, violatedRoles } from '../report-input.js';
import { drawPicture } from './draw.js';

export const svgReport: ReportFormat = ({ map, proof, origin }) => {
  const { width, height, content } = drawPicture(map, violatedRoles(proof));
  const file = markup`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title desc">
<title id="title">${pictureTitle(map)}</title>
<desc id="desc">${pictureWords(map)}</desc>
<metadata>Made by ssm-runas-gen ${origin.version} from the mapping with the digest sha256:${origin.digest}</metadata>
${compiledStyle(pictureFileStyles)}
<rect class="picture-ground" width="100%" height="100%" fill="#fbfbfa"/>${content}
</svg>
`;
  return file.toString();
};

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
