/**
 * Wildcard patterns as sequences of characters and wildcards, and a matcher that cannot blow up on any of them.
 * Knows nothing of ARNs, variables or letter case.
 */

/** Any run of characters, also none; IAM's `*`. */
export const ANY = -1;
/** Exactly one character; IAM's `?`. */
export const ONE = -2;

/** UTF-16 code units, `ANY` and `ONE`. A literal asterisk is its code unit and thus never mistaken for a wildcard. */
export type Glob = readonly number[];

export type TextMatcher = (text: string) => boolean;

export function codesOf(text: string): number[] {
  const codes: number[] = [];
  for (let at = 0; at < text.length; at++) codes.push(text.charCodeAt(at));
  return codes;
}

/** `*` and `?` become wildcards, everything else stands for itself. */
export function globOf(pattern: string): Glob {
  return codesOf(pattern).map((code) => (code === 0x2a ? ANY : code === 0x3f ? ONE : code));
}

/** One by one, since a call takes some 100,000 arguments at most. */
function textOf(codes: Glob): string {
  let text = '';
  for (const code of codes) text += String.fromCharCode(code);
  return text;
}

/** Prepares a pattern that is matched often; the usual shapes get by without the general matcher. */
export function compileGlob(glob: Glob): TextMatcher {
  const firstWildcard = glob.findIndex((code) => code < 0);
  if (firstWildcard === -1) {
    const literal = textOf(glob);
    return (text) => text === literal;
  }
  if (glob.length === 1 && glob[0] === ANY) return () => true;
  if (glob[firstWildcard] === ANY && firstWildcard === glob.length - 1) {
    const prefix = textOf(glob.slice(0, -1));
    return (text) => text.startsWith(prefix);
  }
  return (text) => matchesGlob(glob, text);
}

/**
 * Goes back to the latest `ANY` only: time at most length of pattern times length of text, no recursion.
 */
export function matchesGlob(glob: Glob, text: string): boolean {
  let inGlob = 0;
  let inText = 0;
  let latestAny = -1;
  let resumeAt = 0;
  while (inText < text.length) {
    const code = glob[inGlob];
    if (code === ANY) {
      latestAny = inGlob++;
      resumeAt = inText;
    } else if (code === ONE || code === text.charCodeAt(inText)) {
      inGlob++;
      inText++;
    } else if (latestAny !== -1) {
      inGlob = latestAny + 1;
      inText = ++resumeAt;
    } else {
      return false;
    }
  }
  while (glob[inGlob] === ANY) inGlob++;
  return inGlob === glob.length;
}
