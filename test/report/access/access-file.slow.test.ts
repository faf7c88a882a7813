/** ACCESS.md as GitHub's own renderer shows it. */
import { describe, expect, it } from 'vitest';
import { hasRenderer, rendered, textOf } from '../../markdown/github.js';
import { pageOf } from './pages.js';

describe.skipIf(!hasRenderer)('GitHub', () => {
  const prefix = 'a|b\\\\|c`d``e<script>x</script>\u202e"\\\'&lt;@octocat http://x.y #1 -->';

  it('shows what a mapping may say as it says it, links nothing and notifies nobody', async () => {
    const page = await pageOf(`version: 1
session: { s3: { bucket: logs, prefix: ${JSON.stringify(prefix)} } }
documents: { name: "www.{role}.-_" }
nodes: { tags: { "@octocat": "https://example.com", "a_b_c =": "", "_x_": ["me@example.com", "\u2028"] } }
roles:
  a_b_: { osUser: "me@example.com", permissionSet: "@octocat", guardrails: none }
  b--c: { osUser: "_", permissionSet: "__,=+" }
`);
    const html = rendered(page.replace(/```mermaid.*?```/s, ''));
    const visibleText = html.replace(/<!--.*?-->/gs, '');
    expect([...visibleText.matchAll(/<a href="([^"]*)"/g)].map(([, link]) => link)).toEqual([]);
    expect(visibleText.replace(/<code>.*?<\/code>/g, '')).not.toMatch(/@\w|#\d|octocat/);
    const seen = [...visibleText.matchAll(/<code>(.*?)<\/code>/g)].map(([, text = '']) => textOf(text));
    expect(seen).toEqual(
      expect.arrayContaining([
        prefix.replace('\u202e', '<U+202E>'),
        '@octocat',
        'https://example.com',
        'a_b_c =',
        '_x_',
        'me@example.com',
        '<U+2028>',
        '__,=+',
        'www.b--c.-_',
      ]),
    );
    expect(visibleText).toContain('(empty)');
    const widths = [...visibleText.matchAll(/<tr>(.*?)<\/tr>/gs)].map(
      ([, row = '']) => row.match(/<t[dh]>/g)?.length,
    );
    expect(widths).toEqual([6, 6, 6, 6, 6, 6, 5, 5, 5]);
  });
});
