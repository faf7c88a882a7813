/** Our own sentences mark code by backticks; on the page it is code. */
import { type Markup, markup } from '../markup.js';

export function withCode(sentence: string): Markup {
  const parts = sentence.split('`');
  if (parts.length % 2 === 0) return markup`${sentence}`;
  return markup`${parts.map((part, at) => (at % 2 === 1 ? markup`<code>${part}</code>` : markup`${part}`))}`;
}
