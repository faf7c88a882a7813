/**
 * The picture as SVG elements: lines first, then boxes, then texts. Colours are classes of `picture.css`; the attributes beside
 * them are for viewers that know no variables in style sheets. Knows neither the page nor the file around it.
 */
import { type Markup, markup } from '../markup.js';
import type { Box, Label, NodeScope, PictureLayout, PictureRow } from './layout.js';

/** Roles whose proof is violated are marked. */
export function drawPicture(layout: PictureLayout, violated: ReadonlySet<string>): Markup {
  const { columns, identity, rows, scopes, isDense } = layout;
  const [first] = rows;
  const links = rows.map((row) => drawLinks(row, identity, scopes[0]?.x ?? 0, violated));
  return markup`
<g class="picture-heads" font-family="system-ui, sans-serif" font-size="12" fill="#57606a">${columns.map(
    ({ x, title }) => markup`<text x="${x}" y="28">${title}</text>`,
  )}</g>
<g class="picture-lines" fill="none" stroke="#8b949e" stroke-width="1.25">${links}</g>
<g class="picture-boxes" fill="#ffffff" stroke="#c3c9d0">${first ? drawBox(identity, 'picture-end') : undefined}${rows.map(
    ({ permissionSet, document, osUser, row }) =>
      markup`${drawBox(permissionSet)}${drawBox(document)}${drawBox(osUser, violated.has(row.role) ? 'picture-broken' : 'picture-user')}`,
  )}${scopes.map((scope) => drawBox(scope, 'picture-end'))}</g>
<g class="picture-texts" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace" font-size="12" fill="#1f2328">${first ? drawIdentity(identity) : undefined}${rows.map(
    (row) => drawTexts(row, isDense),
  )}${scopes.map((scope) => drawScope(scope, isDense))}</g>${drawLegend(layout, violated)}`;
}

function drawBox({ x, y, width, height }: Box, name?: string): Markup {
  const named = name === undefined ? undefined : markup` class="${name}"`;
  return markup`<rect${named} x="${x}" y="${y}" width="${width}" height="${height}" rx="6"/>`;
}

function drawLinks(
  { permissionSet, document, osUser, row }: PictureRow,
  identity: Box,
  scopeX: number,
  violated: ReadonlySet<string>,
): Markup {
  const y = permissionSet.y + permissionSet.height / 2;
  const link = (from: number, to: number, name?: string) => {
    const named = name === undefined ? undefined : markup` class="${name}"`;
    return markup`<path${named} d="M${from} ${y}H${to - 2}m-5 -3.5l5 3.5l-5 3.5"/>`;
  };
  const last = violated.has(row.role)
    ? 'picture-broken'
    : row.becomes === 'tagElseOsUser'
      ? 'picture-tagged'
      : undefined;
  return markup`${link(identity.x + identity.width, permissionSet.x)}${link(permissionSet.x + permissionSet.width, document.x)}${link(document.x + document.width, osUser.x, last)}${link(osUser.x + osUser.width, scopeX)}`;
}

const inset = 12;
/** Halfway down a line of text of this size. */
const baseline = 4;

function drawText(x: number, y: number, { shown, full }: Label, name?: string): Markup {
  const named = name === undefined ? undefined : markup` class="${name}"`;
  const title = full === undefined ? undefined : markup`<title>${full}</title>`;
  return markup`<text${named} x="${x}" y="${y}">${shown}${title}</text>`;
}

function drawTexts({ permissionSet, document, osUser }: PictureRow, isDense: boolean): Markup {
  const middle = permissionSet.y + permissionSet.height / 2 + baseline;
  const role = isDense
    ? drawText(permissionSet.x + inset, middle, permissionSet.label)
    : markup`${drawText(permissionSet.x + inset, middle - 8, permissionSet.label, 'picture-name')}${drawText(permissionSet.x + inset, middle + 9, permissionSet.role, 'picture-minor')}`;
  return markup`${role}${drawText(document.x + inset, middle, document.label)}${drawText(osUser.x + inset, middle, osUser.label, 'picture-name')}`;
}

/** High boxes say again what they are, for whoever scrolls. */
const repeat = 520;

function repeated({ y, height }: Box, draw: (middle: number) => Markup): Markup {
  if (height < repeat) return draw(y + height / 2);
  const count = Math.ceil(height / repeat);
  const middles = Array.from({ length: count }, (_, at) => y + (height * (2 * at + 1)) / (2 * count));
  return markup`${middles.map((middle) => draw(Math.round(middle)))}`;
}

function drawIdentity(identity: Box): Markup {
  const x = identity.x + inset;
  return repeated(identity, (middle) =>
    identity.height < 40
      ? drawText(x, middle + baseline, { shown: 'Identity Ctr' })
      : markup`${drawText(x, middle - 4, { shown: 'IAM Identity' })}${drawText(x, middle + 12, { shown: 'Center' })}`,
  );
}

function drawScope(scope: NodeScope, isDense: boolean): Markup {
  const x = scope.x + inset;
  return repeated(scope, (middle) =>
    isDense
      ? drawText(x, middle + baseline, scope.tags)
      : markup`${drawText(x, middle - 4, scope.kinds, 'picture-minor')}${drawText(x, middle + 13, scope.tags)}`,
  );
}

function drawLegend({ columns, legendY, rows }: PictureLayout, violated: ReadonlySet<string>): Markup {
  const notes = [
    ...(rows.some(({ row }) => row.becomes === 'tagElseOsUser' && !violated.has(row.role))
      ? [['picture-tagged', 'a tag SSMSessionRunAs on the caller, while there is one, names the user instead'] as const]
      : []),
    ...(violated.size > 0 ? [['picture-broken', 'the proof is violated for this role'] as const] : []),
  ];
  const x = columns[1]?.x ?? 0;
  return markup`<g class="picture-legend" font-family="system-ui, sans-serif" font-size="12" fill="#57606a" stroke-width="1.25">${notes.map(
    ([name, words], at) => {
      const left = x + at * 520;
      return markup`<path class="${name}" fill="none" stroke="#8b949e" d="M${left} ${legendY}h28"/><text x="${left + 38}" y="${legendY + baseline}">${words}</text>`;
    },
  )}</g>`;
}
