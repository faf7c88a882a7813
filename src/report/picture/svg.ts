/** The picture as a file of its own: no script, light and dark by the viewer's preference. */
import { pictureFileStyles } from '../../compiled/page.js';
import { accessMap } from '../access-map.js';
import { compiledStyle, markup } from '../markup.js';
import type { ReportFormat } from '../report-input.js';
import { drawPicture } from './draw.js';
import { violatedRoles } from './violated.js';
import { pictureTitle, pictureWords } from './words.js';

export const svgReport: ReportFormat = ({ mapping, access, proof }) => {
  const map = accessMap(mapping, access);
  const { width, height, content } = drawPicture(map, violatedRoles(proof));
  const file = markup`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title desc">
<title id="title">${pictureTitle(map)}</title>
<desc id="desc">${pictureWords(map)}</desc>
${compiledStyle(pictureFileStyles)}
<rect class="picture-ground" width="100%" height="100%" fill="#fbfbfa"/>${content}
</svg>
`;
  return file.toString();
};
