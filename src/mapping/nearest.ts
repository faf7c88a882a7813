/** The known word that was probably meant. Knows nothing of the mapping. */
import { distance } from 'fastest-levenshtein';

const longestWord = 64;

/** Letter case and separators do not count: `os_user` is `osUser`. Undefined when nothing is near. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (word.length > longestWord) return undefined;
  const plain = withoutStyle(word);
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of known) {
    const other = withoutStyle(candidate);
    const tolerated = Math.ceil(Math.max(plain.length, other.length) / 3);
    const away = distance(plain, other);
    if (away <= tolerated && away < bestDistance) {
      best = candidate;
      bestDistance = away;
    }
  }
  return best;
}

function withoutStyle(word: string): string {
  return word.toLowerCase().replaceAll(/[_\s-]/g, '');
}
