/** Texts that would do harm as HTML, SVG, JSON in a page or a line of text. */
import fc from 'fast-check';

/** What would set `window.harmed` or leave an element behind, in one place or another. */
export const hostileTexts: readonly string[] = [
  '<script>window.harmed = 1</script>',
  '</script><script>window.harmed = 2</script>',
  '</style><img src=x onerror="window.harmed = 3">',
  '</title></textarea></noscript><svg onload=window.harmed=4>',
  '"><b onmouseover=window.harmed=5 autofocus onfocus=window.harmed=5>',
  "' onclick='window.harmed = 6' x='",
  ']]><script>window.harmed = 7</script><![CDATA[',
  '<!--<script>',
  '--><i>',
  '&lt;b&gt; &amp;#60;i&#62; &#x3c;u&#x3e;',
  '`${window.harmed = 8}` | a | b',
  'javascript:window.harmed=9',
  '{{constructor.constructor("window.harmed = 10")()}}',
  'left \u202e right \u2066 isolated \u200f',
  'line\u2028paragraph\u2029end',
  'bell\u0007 escape\u001b[31m',
  '\ufffe\uffff \ud800 lone',
];

export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(...hostileTexts),
      fc.constantFrom(
        '<',
        '>',
        '&',
        '"',
        "'",
        '`',
        '/',
        '=',
        '\\',
        '\n',
        '\t',
        '\r',
        '\0',
        ']]>',
        '${',
        '<!--',
        '</',
      ),
      fc.string({ unit: 'binary', maxLength: 6 }),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(''));
