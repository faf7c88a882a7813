/**
 * The picture as SVG elements: lines first, then boxes, then texts. Colours are classes of `picture.css`; the attributes beside
 * them are for viewers that know no variables in style sheets. Knows neither the page nor the file around it.
 */
import type { AccessMap } from '../../facts/access-map.js';
import { type Markup, markup } from '../markup.js';
import {
  type Box,
  type Label,
  layOutPicture,
  type PictureLayout,
  type PictureRow,
  type ScopeBox,
} from './layout.js';

/** The size of the picture, and what is in it. Roles whose proof is violated are marked. */
export function drawPicture(map: AccessMap, violated: ReadonlySet<string>) {
  const layout = layOutPicture(map, legendOf(map, violated).length > 0);
  return { width: layout.width, height: layout.height, content: drawLayout(map, layout, violated) };
}

function drawLayout(map: AccessMap, layout: PictureLayout, violated: ReadonlySet<string>): Markup {
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
  )}${scopes.map((scope) => drawScope(scope))}</g>${drawLegend(layout, legendOf(map, violated))}`;
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
  const steps = [
    [identity.x + identity.width, permissionSet.x],
    [permissionSet.x + permissionSet.width, document.x],
    [osUser.x + osUser.width, scopeX],
  ] as const;
  const plain = steps.map(([from, to]) => link(from, to, y)).join('');
  const from = document.x + document.width;
  if (violated.has(row.role)) {
    return markup`<path d="${plain}"/><path class="picture-broken" d="${link(from, osUser.x, y)}"/>`;
  }
  if (row.becomes === 'osUser') return markup`<path d="${plain}${link(from, osUser.x, y)}"/>`;
  return markup`<path d="${plain}${head(osUser.x, y)}"/><path class="picture-tagged" d="M${from} ${y}H${osUser.x - 2}"/>`;
}

function link(from: number, to: number, y: number): string {
  return `M${from} ${y}H${to - 2}${head(to, y)}`;
}

function head(x: number, y: number): string {
  return `M${x - 7} ${y - 3.5}l5 3.5l-5 3.5`;
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

function drawScope(scope: ScopeBox): Markup {
  const x = scope.x + inset;
  return repeated(scope, (middle) =>
    scope.height < 40
      ? drawText(x, middle + baseline, scope.inOne)
      : markup`${drawText(x, middle - 4, scope.kinds, 'picture-minor')}${drawText(x, middle + 13, scope.tags)}`,
  );
}

type Note = readonly [name: string, words: string];

function legendOf({ rows }: AccessMap, violated: ReadonlySet<string>): readonly Note[] {
  const isTagged = rows.some(({ role, becomes }) => becomes === 'tagElseOsUser' && !violated.has(role));
  const tagged = 'a tag SSMSessionRunAs on the caller, while there is one, names the user instead';
  return [
    ...(isTagged ? [['picture-tagged', tagged] as const] : []),
    ...(violated.size > 0 ? [['picture-broken', 'the proof is violated for this role'] as const] : []),
  ];
}

function drawLegend({ columns, legendY }: PictureLayout, notes: readonly Note[]): Markup {
  const x = columns[1]?.x ?? 0;
  return markup`<g class="picture-legend" font-family="system-ui, sans-serif" font-size="12" fill="#57606a" stroke-width="1.25">${notes.map(
    ([name, words], at) => {
      const left = x + at * 520;
      return markup`<path class="${name}" fill="none" stroke="#8b949e" d="M${left} ${legendY}h28"/><text x="${left + 38}" y="${legendY + baseline}">${words}</text>`;
    },
  )}</g>`;
}
