/** The picture on the page, in a box of its own that scrolls. */
import type { AccessMap } from '../../access-map.js';
import { type Markup, markup } from '../../markup.js';
import { drawPicture } from '../../picture/draw.js';
import { layOutPicture } from '../../picture/layout.js';
import { violatedRoles } from '../../picture/violated.js';
import { pictureTitle, pictureWords } from '../../picture/words.js';
import type { ProofReport } from '../../proof/proof-report.js';

export function pictureSection(map: AccessMap, report: ProofReport): Markup {
  const layout = layOutPicture(map);
  const { width, height } = layout;
  return markup`<h2 id="picture-title">Who becomes whom, and where</h2>
<div class="picture" tabindex="0" role="group" aria-label="Picture, scrolls">
<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="svg-title svg-words">
<title id="svg-title">${pictureTitle(map)}</title><desc id="svg-words">${pictureWords(map)}</desc>${drawPicture(layout, violatedRoles(report))}
</svg></div>`;
}
