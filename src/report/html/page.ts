/** `report --format html`: one page for a security review, with everything in it and nothing from elsewhere. */
import { pageScript, pageScriptHash, pageStyles, pageStylesHash } from '../../compiled/page.js';
import { accessMap } from '../../facts/access-map.js';
import { compiledScript, compiledStyle, jsonBlock, type Markup, markup } from '../markup.js';
import type { ReportFormat } from '../report-input.js';
import { collectData } from './collect-data.js';
import { compareReports } from './compare.js';
import { pageDataId } from './page-data.js';
import { readEarlier } from './read-earlier.js';
import { changesSection } from './sections/changes.js';
import { matrixSection } from './sections/matrix.js';
import { trustSection, verdictHeader, violationsSection } from './sections/proof.js';
import { pictureSection, rolesSection } from './sections/roles.js';

/** Only this style and this script; nothing is fetched from anywhere. */
const policy = `default-src 'none'; script-src '${pageScriptHash}'; style-src '${pageStylesHash}'; base-uri 'none'; form-action 'none'`;

/** Throws a `Failure` where `against` is no earlier page. */
export const htmlReport: ReportFormat = (input) => {
  const { against, proof, strict = false } = input;
  const data = collectData(input);
  const map = accessMap(input.mapping, input.access);
  const changes = against && compareReports(readEarlier(against), data);
  const sections: readonly (readonly [id: string, title: string, content: Markup | undefined])[] = [
    ['violations', 'Violations', violationsSection(proof)],
    ['changes', 'Changes', changes && against && changesSection(changes, against.file)],
    ['picture', 'Picture', pictureSection(map, proof)],
    ['matrix', 'Matrix', matrixSection(proof, data)],
    ['trust', 'Trust', trustSection(proof)],
    ['roles', 'Roles', rolesSection(map)],
  ];
  const shown = sections.filter(([, , content]) => content !== undefined);
  const page = markup`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>Access report: ${data.mapping}</title>
${compiledStyle(pageStyles)}
</head>
<body>
<a class="skip" href="#main">To the report</a>
<nav class="bar" aria-label="Sections"><ul>${shown.map(
    ([id, title]) => markup`<li><a href="#${id}">${title}</a></li>`,
  )}</ul><button type="button" class="quiet" data-theme-toggle hidden>Dark</button></nav>
<main id="main" tabindex="-1">
${verdictHeader(proof, data, strict)}
${shown.map(
  ([id, , content]) => markup`<section id="${id}" aria-labelledby="${id}-title">
${content}
</section>
`,
)}</main>
${jsonBlock(pageDataId, data)}
${compiledScript(pageScript)}
</body>
</html>
`;
  return page.toString();
};
