/** `generate` says when Git ignores what it wrote; Git itself judges in `ignored-by-git.slow.test.ts`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { goodMapping, repository, run } from '../cli/world.js';

const mapping = { 'ssm-runas.yaml': goodMapping };
const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ');

describe('generate', () => {
  it.each([
    ['generated/', 'generated'],
    ['/generated', 'generated'],
    ['gen*', 'generated'],
    ['**/client', 'generated/client'],
    ['*.md', 'generated/ACCESS.md'],
    ['generated/**', 'generated/.gitattributes'],
  ])('says that %s in .gitignore keeps %s out of the commit', async (pattern, path) => {
    const cwd = repository({ ...mapping, '.gitignore': `# build\n\n${pattern}\n` });
    const hint = `${path} is ignored by Git, so it is not committed: remove ${JSON.stringify(pattern)} from .gitignore (line 3)`;
    const check = await run(cwd, ['generate', '--check']);
    expect([check.code, oneLine(check.stderr)]).toEqual([3, expect.stringContaining(hint)]);
    const wrote = await run(cwd, ['generate']);
    expect([wrote.code, oneLine(wrote.stderr)]).toEqual([0, expect.stringContaining(hint)]);
    expect((await run(cwd, ['generate'])).stderr).not.toContain('ignored by Git');
  });

  it.each([
    ['nothing of the kind', 'node_modules/\n*.tfstate\n'],
    ['an exception', 'generated/\n!generated/\n'],
    ['a comment', '# generated/\n'],
    ['a folder of another place', '/build/generated/\n'],
    ['a pattern that is not known', '[g]enerated/\n'],
    ['an exception that is not known', 'generated/\n!\\\\generated\n'],
  ])('says nothing for %s', async (_, ignore) => {
    const cwd = repository({ ...mapping, '.gitignore': ignore });
    expect((await run(cwd, ['generate'])).stderr).not.toContain('ignored by Git');
  });

  it('reads .git/info/exclude and the files of subfolders', async () => {
    const excluded = repository(mapping);
    mkdirSync(join(excluded, '.git/info'));
    writeFileSync(join(excluded, '.git/info/exclude'), 'generated\n');
    expect((await run(excluded, ['generate'])).stderr).toContain('from .git/info/exclude (line 1)');
    const below = repository({ 'infra/ssm-runas.yaml': goodMapping, 'infra/.gitignore': 'generated/\n' });
    const { stderr } = await run(below, ['generate', 'infra/ssm-runas.yaml']);
    expect(oneLine(stderr)).toContain('infra/generated is ignored by Git, so it is not committed');
    expect(stderr).toContain('from infra/.gitignore (line 1)');
  });

  it('prints nothing of it with --quiet or for programs', async () => {
    const cwd = repository({ ...mapping, '.gitignore': 'generated/\n' });
    expect((await run(cwd, ['generate', '--check', '-q'])).stderr).not.toContain('ignored by Git');
    expect((await run(cwd, ['generate', '--check', '--format', 'json'])).stderr).not.toContain(
      'ignored by Git',
    );
  });
});
