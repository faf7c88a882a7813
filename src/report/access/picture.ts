/**
 * The picture of ACCESS.md as Mermaid: people, permission sets, documents, Linux users, nodes. One line for each role and
 * one for each set of nodes; names of boxes come from what they show, so that no line depends on its neighbours.
 */
import { fenced, type Section } from '../../markdown/strings.js';
import type { AccessMap, AccessRow } from '../access-map.js';
import { boxName, label } from './mermaid-text.js';

/**
 * What Mermaid draws where nobody set it otherwise (https://mermaid.js.org/config/schema-docs/config.html); a document
 * cannot raise either.
 */
const maxTextSize = 50_000;
const maxEdges = 500;

export function picture(map: AccessMap): Section {
  const heading = 'The picture';
  for (const { arrowsPerRole, draw } of drawings) {
    if (map.rows.length * arrowsPerRole >= maxEdges) continue;
    const { legend, lines } = draw(map);
    if (sizeOf(lines) < maxTextSize) return { heading, body: [legend, fenced('mermaid', lines)] };
  }
  return { heading, body: ['There are too many roles for a picture; the tables have them all.'] };
}

/** The fullest first. */
const drawings = [
  { arrowsPerRole: 4, draw: wholeChain },
  { arrowsPerRole: 1, draw: usersOnNodes },
];

/** Many roles are many rows: close together, and names on one line. */
const opening = [
  '%%{init: {"flowchart": {"nodeSpacing": 14, "rankSpacing": 60, "wrappingWidth": 600, "padding": 8}}}%%',
  'flowchart LR',
];

interface Drawing {
  readonly legend: string;
  readonly lines: readonly string[];
}

function sizeOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}

function wholeChain({ rows }: AccessMap): Drawing {
  const chains = rows.map((row) => {
    const name = boxName(row.role);
    const arrow = row.becomes === 'osUser' ? '-->' : '-.->';
    return `  people --> set_${name}["${label(row.permissionSet)}"] --> document_${name}[["${label(row.document)}"]] ${arrow} user_${name}(["${label(row.osUser)}"]) --> ${nodesName(row)}`;
  });
  const tagged = rows.some(({ becomes }) => becomes !== 'osUser')
    ? ' A dotted arrow holds only for whoever has no tag.'
    : '';
  return {
    legend: `From left to right: people, permission set, Session document, Linux user, nodes.${tagged}`,
    lines: [...opening, '  people(["IAM Identity Center"])', ...nodesBoxes(rows), ...chains],
  };
}

function usersOnNodes({ rows }: AccessMap): Drawing {
  return {
    legend: 'Which Linux user on which nodes; more would not fit into one picture.',
    lines: [
      ...opening,
      ...nodesBoxes(rows),
      ...rows.map((row) => `  user_${boxName(row.role)}(["${label(row.osUser)}"]) --> ${nodesName(row)}`),
    ],
  };
}

/** One box for each set of nodes, whoever reaches it. */
function nodesBoxes(rows: readonly AccessRow[]): readonly string[] {
  const rowOf = new Map(rows.map((row) => [nodesName(row), row]));
  return [...rowOf].map(([name, row]) => `  ${name}{{"${nodesLabel(row)}"}}`).sort();
}

function nodesLabel({ nodes: { kinds, tags } }: AccessRow): string {
  const all = kinds.map((kind) => (kind === 'ec2' ? 'EC2' : 'hybrid')).join(' and ');
  if (tags.length === 0) return `every node, ${all}`;
  const lines = tags.map(([key, values]) => `${label(key)} = ${values.map(label).join(' or ')}`);
  return [all, ...lines].join('<br>');
}

/** `_t` begins a tag, `_v` a value: neither comes out of `boxName`. */
function nodesName({ nodes: { kinds, tags } }: AccessRow): string {
  const scope = tags.map(
    ([key, values]) => `_t${boxName(key)}${values.map((value) => `_v${boxName(value)}`).join('')}`,
  );
  return `nodes_${kinds.join('_')}${scope.join('')}`;
}
