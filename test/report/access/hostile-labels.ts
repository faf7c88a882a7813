/** Labels that Mermaid would read as markup, links or its own language, and the picture that holds them. */
import fc from 'fast-check';
import { visible } from '../../../src/diagnostics/format/shown-text.js';
import { label } from '../../../src/report/access/picture.js';

/** But for Mermaid's own marks of entity codes, which hold ° and ¶: a tag cannot. */
const attacks = [
  '"',
  "'",
  '`',
  '`**a**`',
  '#quot;',
  '#35;',
  '&lt;b&gt;',
  '<script>document.title="x"</script>',
  '<img src=x onerror=alert(1)>',
  '<br>',
  ']',
  '"]',
  '"}}',
  '--> x',
  '%% x',
  '%%{init: {}}%%',
  ';',
  '|',
  '\\',
  '\\n',
  '- a',
  '1. a',
  '1)',
  '+',
  '# a',
  '> a',
  '---',
  '===',
  '**a**',
  '_a_',
  '__a__',
  'a_b_c',
  'a-b',
  '~~a~~',
  'me@example.com',
  'https://example.com/x?a=b&c=d',
  'www.example.com',
  'fa:fa-user',
  'style a:b#c;',
  '$$x$$',
  'ﬂ ß',
  '\u202eevil',
  'ä 日本 🙂',
  'end',
  '',
] as const;

/** What may stand in a tag is less than this. */
export const labelTexts: readonly string[] = [
  ...attacks,
  ...fc.sample(
    fc
      .array(fc.oneof(fc.constantFrom(...attacks), fc.string({ unit: 'binary', maxLength: 5 })), {
        minLength: 2,
        maxLength: 4,
      })
      .map((parts) => parts.join('')),
    { numRuns: 150, seed: 11 },
  ),
];

/** A picture with a box for each label. */
export const pictureOf = (labels: readonly string[]) =>
  ['flowchart LR', ...labels.map((text, at) => `  box${at}["${label(text)}"] --> last`)].join('\n');

export const squeezed = (text: string) => text.replace(/\s+/g, ' ').trim();
/** A label as it is to be seen. */
export const drawn = (text: string) => squeezed(text === '' ? '(empty)' : visible(text));
