/** Which nodes a role reaches, in one line for the page and the picture. */
import type { AccessRow } from './access-map.js';

const kindWords = { ec2: 'EC2', hybrid: 'hybrid' } as const;

export function nodeKindWords({ kinds }: AccessRow['nodes']): string {
  return kinds.map((kind) => kindWords[kind]).join(' and ');
}

export function nodeTagWords({ tags }: AccessRow['nodes']): string {
  return tags.length === 0
    ? 'any tags'
    : tags.map(([key, values]) => `${key} = ${values.join(' | ')}`).join(', ');
}

export function nodeWords(nodes: AccessRow['nodes']): string {
  return `${nodeKindWords(nodes)}: ${nodeTagWords(nodes)}`;
}
