/** The picture on the page, in a box of its own that scrolls. */
import type { AccessMap } from '../../access-map.js';
import { type Markup, markup } from '../../markup.js';
import { drawPicture } from '../../picture/draw.js';
import { violatedRoles } from '../../picture/violated.js';
import { pictureTitle, pictureWords } from '../../picture/words.js';
import type { ProofReport } from '../../proof/proof-report.js';

/** More lines do not fit a sheet. */
const mostOnPaper = 50;

export function pictureSection(map: AccessMap, report: ProofReport): Markup {
  const { width, height, content } = drawPicture(map, violatedRoles(report));
  const isTall = map.rows.length > mostOnPaper;
  return markup`<h2 id="picture-title">Who becomes whom, and where</h2>
${isTall ? markup`<p class="on-paper">Left out on paper for its ${map.rows.length} lines; the list of roles says the same.</p>` : undefined}<div class="${isTall ? 'picture tall' : 'picture'}" tabindex="0" role="group" aria-label="Picture, scrolls">
<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="svg-title svg-words">
<title id="svg-title">${pictureTitle(map)}</title><desc id="svg-words">${pictureWords(map)}</desc>${content}
</svg></div>`;
}
