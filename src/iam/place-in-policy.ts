/**
 * Where parts of a policy stand in the text that it was read from. IAM takes a single statement for a list of one, and a
 * path counts it as such.
 */
import { nodeAt, type SourceNode, spanAt } from '../source/source-tree.js';
import type { PolicyPath, PolicyProblem } from './problem.js';

interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * The key of an element that does not belong there, the text itself where it is one of several values; else the value, or
 * the first character of an object or a list. What does not exist is found at the nearest thing around it.
 */
export function problemSpan(root: SourceNode, { code, path, subject }: PolicyProblem): Span {
  if (code === 'policy-element' || code === 'statement-element' || code === 'principal-element')
    return spanAt(root, pathInText(root, path), 'key');
  return valueSpan(root, path, subject);
}

/** Where a statement begins to speak: its Sid, or else its Effect. */
export function statementSpan(root: SourceNode, index: number): Span {
  const statement: PolicyPath = ['Statement', index];
  const elements = ['Sid', 'Effect'].map((element): PolicyPath => [...statement, element]);
  const path = elements.find((one) => nodeAt(root, pathInText(root, one))) ?? statement;
  return valueSpan(root, path);
}

/** `text` is looked for among the values of a list. */
export function valueSpan(root: SourceNode, path: PolicyPath, text?: string): Span {
  const inText = pathInText(root, path);
  for (let length = inText.length; length >= 0; length -= 1) {
    const node = nodeAt(root, inText.slice(0, length));
    if (!node) continue;
    const items = node.kind === 'list' ? node.items : [node];
    const own = items.find((item) => item.kind === 'scalar' && String(item.value) === text) ?? node;
    return own.kind === 'scalar' ? own : { start: own.start, end: own.start + 1 };
  }
  return root;
}

function pathInText(root: SourceNode, path: PolicyPath): PolicyPath {
  const isSingle = path[0] === 'Statement' && nodeAt(root, ['Statement'])?.kind === 'map';
  return isSingle ? ['Statement', ...path.slice(2)] : path;
}
