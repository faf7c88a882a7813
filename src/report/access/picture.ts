/**
 * The picture of ACCESS.md as Mermaid: people, permission sets, documents, Linux users, nodes. One line for each role and
 * one for each set of nodes; names of boxes come from what they show, so that no line depends on its neighbours.
 */
import { visible } from '../../diagnostics/format/shown-text.js';
import type { AccessMap, AccessRow } from '../../facts/access-map.js';
import { fenced, type Markdown } from '../../markdown/markdown.js';

/**
 * What Mermaid draws where nobody set it otherwise (https://mermaid.js.org/config/schema-docs/config.html); a document
 * cannot raise either.
 */
const maxTextSize = 50_000;
const maxEdges = 500;

interface Picture {
  /** Or only users on nodes. */
  readonly isWholeChain: boolean;
  readonly hasDottedArrow: boolean;
  readonly diagram: Markdown;
}

/** Undefined where there are too many roles for one. */
export function picture({ rows }: AccessMap): Picture | undefined {
  for (const { arrowsPerRole, isWholeChain, draw } of drawings) {
    if (rows.length * arrowsPerRole >= maxEdges) continue;
    const diagram = [...opening, ...draw(rows)].join('\n');
    if (diagram.length >= maxTextSize - 1) continue;
    const hasDottedArrow = rows.some(({ becomes }) => becomes !== 'osUser');
    return { isWholeChain, hasDottedArrow, diagram: fenced('mermaid', diagram) };
  }
  return undefined;
}

/** The fullest first. */
const drawings = [
  { arrowsPerRole: 4, isWholeChain: true, draw: wholeChain },
  { arrowsPerRole: 1, isWholeChain: false, draw: usersOnNodes },
];

/** Many roles are many rows: close together, and names on one line. */
const opening = [
  '%%{init: {"flowchart": {"nodeSpacing": 14, "rankSpacing": 60, "wrappingWidth": 600, "padding": 8}}}%%',
  'flowchart LR',
];

function wholeChain(rows: readonly AccessRow[]): readonly string[] {
  const chains = rows.map((row) => {
    const name = boxName(row.role);
    const arrow = row.becomes === 'osUser' ? '-->' : '-.->';
    return `  people --> set_${name}["${label(row.permissionSet)}"] --> document_${name}[["${label(row.document)}"]] ${arrow} user_${name}(["${label(row.osUser)}"]) --> ${nodesName(row)}`;
  });
  return ['  people(["IAM Identity Center"])', ...nodesBoxes(rows), ...chains];
}

function usersOnNodes(rows: readonly AccessRow[]): readonly string[] {
  const arrows = rows.map(
    (row) => `  user_${boxName(row.role)}(["${label(row.osUser)}"]) --> ${nodesName(row)}`,
  );
  return [...nodesBoxes(rows), ...arrows];
}

/** One box for each set of nodes, whoever reaches it. */
function nodesBoxes(rows: readonly AccessRow[]): readonly string[] {
  const rowOf = new Map(rows.map((row) => [nodesName(row), row]));
  return [...rowOf].map(([name, row]) => `  ${name}{{"${nodesLabel(row)}"}}`).sort();
}

function nodesLabel({ nodes: { kindNames, tags, matches, isScoped } }: AccessRow): string {
  if (!isScoped) return `every node, ${kindNames}`;
  const lines = [
    ...tags.map(({ key, values }) => `${label(key)} = ${values.map(label).join(' or ')}`),
    ...matches.map(({ key, attribute }) => `${label(key)} = own ${label(attribute)}`),
  ];
  return [kindNames, ...lines].join('<br>');
}

/** `_t` begins a tag, `_v` a value, `_m` a tag that must match, `_n` its attribute: none comes out of `boxName`. */
function nodesName({ nodes: { kinds, tags, matches } }: AccessRow): string {
  const scope = [
    ...tags.map(
      ({ key, values }) => `_t${boxName(key)}${values.map((value) => `_v${boxName(value)}`).join('')}`,
    ),
    ...matches.map(({ key, attribute }) => `_m${boxName(key)}_n${boxName(attribute)}`),
  ];
  return `nodes_${kinds.join('_')}${scope.join('')}`;
}

const ascii = /^[ -~]*$/;

/**
 * For between double quotes. What a mapping says becomes entity codes where Mermaid, the Markdown inside its labels or HTML could read
 * more than text into it (https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters).
 */
export function label(text: string): string {
  if (text === '') return '(empty)';
  // What is known of every letter there is takes a while to load.
  return ascii.test(text)
    ? text.replace(/[^A-Za-z0-9 ]/g, encoded)
    : visible(text).replace(/[^\p{L}\p{N} ]/gu, encoded);
}

function encoded(mark: string, at: number, whole: string): string {
  return isInsideWord(mark, at, whole) ? mark : `#${mark.codePointAt(0)};`;
}

/** There a hyphen is no bullet and an underscore no emphasis. */
function isInsideWord(mark: string, at: number, whole: string): boolean {
  return (
    /[-_]/.test(mark) && /[A-Za-z0-9]/.test(whole.charAt(at - 1)) && /[A-Za-z0-9]/.test(whole.charAt(at + 1))
  );
}

/**
 * Any text as a part of a box's name, where `-` could begin an arrow. Different texts stay different; none has `_` before
 * a letter but `h` and those of hexadecimal numbers.
 */
export function boxName(text: string): string {
  return text.replace(/[^A-Za-z0-9]/gu, (mark) => {
    if (mark === '_') return '__';
    return mark === '-' ? '_h' : `_${mark.codePointAt(0)?.toString(16)}_`;
  });
}
