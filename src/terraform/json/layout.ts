/**
 * The layout that Prettier gives JSON, so that the two never undo each other's work in a repository. Objects are one key a line; a
 * list of plain values is one line where it fits.
 */

const widest = 80;
const step = '  ';

/** Without a final newline. `value` is what `JSON.parse` could have given. */
export function layoutJson(value: unknown): string {
  return laidOut(value, '', 0);
}

/** `before` is the text that is on the line already, `after` the comma that may follow. */
function laidOut(value: unknown, indent: string, before: number, after = 0): string {
  if (Array.isArray(value)) return list(value, indent, before, after);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  if (entries.length === 0) return '{}';
  const inner = indent + step;
  const lines = entries.map(([key, each], at) => {
    const start = `${inner}${JSON.stringify(key)}: `;
    return start + laidOut(each, inner, start.length, at < entries.length - 1 ? 1 : 0);
  });
  return `{\n${lines.join(',\n')}\n${indent}}`;
}

function list(values: readonly unknown[], indent: string, before: number, after: number): string {
  if (values.every(hasOneLine)) {
    const line = `[${values.map((value) => JSON.stringify(value)).join(', ')}]`;
    if (before + line.length + after <= widest) return line;
  }
  if (values.length === 0) return '[]';
  const inner = indent + step;
  const lines = values.map(
    (value, at) => inner + laidOut(value, inner, inner.length, at < values.length - 1 ? 1 : 0),
  );
  return `[\n${lines.join(',\n')}\n${indent}]`;
}

function hasOneLine(value: unknown): boolean {
  return typeof value !== 'object' || value === null || Object.keys(value).length === 0;
}
