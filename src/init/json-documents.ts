/**
 * JSON texts one after the other, as a loop over an AWS CLI command leaves them in a file.
 * Knows nothing of what they hold.
 */

/** The values in order. Throws a `SyntaxError` of `JSON.parse` for what is not JSON. */
export function parseJsonDocuments(text: string): unknown[] {
  const values: unknown[] = [];
  for (let rest = text.trimStart(); rest !== ''; ) {
    const end = endOfValue(rest);
    values.push(JSON.parse(rest.slice(0, end)));
    rest = rest.slice(end).trimStart();
  }
  return values;
}

/** Where the first value ends. Only objects and lists may have a neighbour: AWS prints nothing else. */
function endOfValue(text: string): number {
  if (!/^[{[]/.test(text)) return text.length;
  let depth = 0;
  for (const { index, 0: token } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]]/gs)) {
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
    if (depth === 0) return index + token.length;
  }
  return text.length;
}
