/** The list of sentences that readers had to read twice. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Strings of the source stand on one line; quotes in them may be escaped. */
const plain = (text: string) => text.replaceAll('\\', '').replaceAll(/\s+/g, ' ');

const list = readFileSync(join(import.meta.dirname, 'unclear-sentences.txt'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('# '))
  .map(plain);

export function unclearSentencesIn(text: string): readonly string[] {
  const searched = plain(text);
  return list.filter((sentence) => searched.includes(sentence));
}
