/**
 * Where everything in the picture stands: a line for each role, straight from identity to nodes. Roles with the same nodes are
 * neighbours, so that no line crosses another. Knows numbers and texts; knows neither SVG nor colours.
 */
import { widthOf } from '../../diagnostics/format/shown-text.js';
import { type AccessMap, type AccessRow, nodeTagWords } from '../../facts/access-map.js';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** One text, cut to what fits; `full` is there where something was cut. */
export interface Label {
  readonly shown: string;
  readonly full?: string;
}

export interface PictureRow {
  readonly row: AccessRow;
  readonly permissionSet: Box & { readonly label: Label; readonly role: Label };
  readonly document: Box & { readonly label: Label };
  readonly osUser: Box & { readonly label: Label };
}

export interface ScopeBox extends Box {
  readonly kinds: Label;
  readonly tags: Label;
  /** Both, for a box of one line. */
  readonly inOne: Label;
}

export interface PictureLayout {
  readonly width: number;
  readonly height: number;
  /** Too many roles for two lines each. */
  readonly isDense: boolean;
  readonly columns: readonly { readonly x: number; readonly title: string }[];
  readonly identity: Box;
  readonly rows: readonly PictureRow[];
  readonly scopes: readonly ScopeBox[];
  readonly legendY: number;
}

/** Of the monospaced fonts that systems have, at 12 units. */
const characterWidth = 7.25;
const padding = 12;
const gap = 44;
const top = 44;
const margin = 16;
const identityWidth = 116;
const longestName = 34;
const longestTags = 48;

/** `hasLegend`: leaves room for one below. */
export function layOutPicture({ rows }: AccessMap, hasLegend: boolean): PictureLayout {
  const isDense = rows.length > 16;
  const pitch = isDense ? 26 : 56;
  const boxHeight = isDense ? 20 : 42;
  const sorted = rows
    .map((row) => ({ row, kinds: row.nodes.kindNames, tags: nodeTagWords(row.nodes) }))
    .sort((a, b) => compare(a.tags, b.tags) || compare(a.kinds, b.kinds) || compare(a.row.role, b.row.role));

  const widthFor = (texts: readonly string[], most: number, least: number) =>
    Math.max(
      least,
      Math.ceil(Math.min(most, Math.max(0, ...texts.map(widthOf))) * characterWidth) + 2 * padding,
    );
  const names = rows.flatMap(({ permissionSet, role }) =>
    isDense ? [permissionSet] : [permissionSet, `role ${role}`],
  );
  const setWidth = widthFor(names, longestName, 130);
  const documentWidth = widthFor(
    rows.map(({ document }) => document),
    longestName,
    130,
  );
  const userWidth = widthFor(
    rows.map(({ osUser }) => osUser),
    longestName,
    90,
  );
  const scopeTexts = sorted.map(({ kinds, tags }) => (isDense ? `${kinds}: ${tags}` : tags));
  const scopeWidth = widthFor(scopeTexts, longestTags, 130);

  const setX = margin + identityWidth + gap;
  const documentX = setX + setWidth + gap;
  const userX = documentX + documentWidth + gap;
  const scopeX = userX + userWidth + gap;
  const bottom = top + Math.max(1, rows.length) * pitch;

  const scopes: ScopeBox[] = [];
  const placed = sorted.map(({ row, kinds, tags }, at): PictureRow => {
    const y = top + at * pitch + (pitch - boxHeight) / 2;
    const before = sorted[at - 1];
    const last = scopes.at(-1);
    if (last && before?.kinds === kinds && before.tags === tags) {
      scopes[scopes.length - 1] = { ...last, height: y + boxHeight - last.y };
    } else {
      const box = { x: scopeX, y, width: scopeWidth, height: boxHeight };
      const inOne = cut(`${kinds}: ${tags}`, longestTags);
      scopes.push({ ...box, kinds: cut(kinds, longestTags), tags: cut(tags, longestTags), inOne });
    }
    return {
      row,
      permissionSet: {
        ...{ x: setX, y, width: setWidth, height: boxHeight },
        label: cut(row.permissionSet, longestName),
        role: cut(`role ${row.role}`, longestName),
      },
      document: {
        x: documentX,
        y,
        width: documentWidth,
        height: boxHeight,
        label: cut(row.document, longestName),
      },
      osUser: { x: userX, y, width: userWidth, height: boxHeight, label: cut(row.osUser, longestName) },
    };
  });
  const inset = (pitch - boxHeight) / 2;
  return {
    width: scopeX + scopeWidth + margin,
    height: bottom + (hasLegend ? 40 : margin),
    isDense,
    columns: [
      { x: margin, title: 'Identity' },
      { x: setX, title: 'Permission set' },
      { x: documentX, title: 'Session document' },
      { x: userX, title: 'Linux user' },
      { x: scopeX, title: 'Nodes' },
    ],
    identity: { x: margin, y: top + inset, width: identityWidth, height: bottom - top - 2 * inset },
    rows: placed,
    scopes,
    legendY: bottom + 20,
  };
}

/** In the middle: names often differ at their end. */
function cut(text: string, most: number): Label {
  if (widthOf(text) <= most) return { shown: text };
  const characters = [...text];
  const half = Math.floor((most - 1) / 2);
  return { shown: `${characters.slice(0, half).join('')}…${characters.slice(-half).join('')}`, full: text };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
