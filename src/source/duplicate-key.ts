/**
 * Keys that stand twice in one object of a JSON text: `JSON.parse` takes the last one, other readers take the first one or refuse
 * the text (RFC 8259, section 4). Knows nothing of what the text means.
 */

/** The first such key. The text must be JSON. */
export function duplicateKeyIn(json: string): string | undefined {
  /** The keys of each object that is open; undefined for a list. */
  const open: (Set<string> | undefined)[] = [];
  let isKey = false;
  for (let at = 0; at < json.length; at += 1) {
    switch (json[at]) {
      case '{':
        open.push(new Set());
        isKey = true;
        break;
      case '[':
        open.push(undefined);
        isKey = false;
        break;
      case '}':
      case ']':
        open.pop();
        isKey = false;
        break;
      case ',':
        isKey = open.at(-1) !== undefined;
        break;
      case '"': {
        const end = endOfText(json, at);
        const keys = isKey ? open.at(-1) : undefined;
        if (keys) {
          const key = textAt(json, at, end);
          if (keys.has(key)) return key;
          keys.add(key);
        }
        isKey = false;
        at = end;
      }
    }
  }
  return undefined;
}

/** The quote that ends the text that begins at `start`: one after an even number of backslashes. */
export function endOfText(json: string, start: number): number {
  let end = json.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(json, end)) end = json.indexOf('"', end + 1);
  return end === -1 ? json.length : end;
}

function isEscaped(json: string, quote: number): boolean {
  let at = quote - 1;
  while (json[at] === '\\') at -= 1;
  return (quote - at) % 2 === 0;
}

/** Two spellings of one key are the same key. */
function textAt(json: string, start: number, end: number): string {
  const raw = json.slice(start + 1, end);
  return raw.includes('\\') ? JSON.parse(`"${raw}"`) : raw;
}
