import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { awsCliAlias } from '../../src/client/aws-cli-alias.js';
import { mergeAlias } from '../../src/client/merge-alias.js';
import { testFacts } from './mapping.js';

const role = { permissionSet: 'LinuxAdmin', osUser: 'ops', document: 'SSMRunAs-admin-Session' };
const generated = awsCliAlias(testFacts({ roles: [role] }));
const renewed = awsCliAlias(testFacts({ roles: [{ ...role, osUser: 'other' }] }));
/** The alias of the other mapping, but for the digest that `version` prints. */
const asRenewed = (text: string) =>
  text.replace("os_user='ops'", "os_user='other'").replace(digestIn(generated), digestIn(renewed));
const block = generated.slice(generated.indexOf('# BEGIN'));

function digestIn(alias: string): string {
  const [, digest = ''] = /digest ([0-9a-f]{12})'/.exec(alias) ?? [];
  return digest;
}

function merged(existing: string | undefined, alias = generated): string {
  const merge = mergeAlias(existing, alias);
  if (merge.kind !== 'merged') throw new Error(merge.kind);
  return merge.text;
}

describe('mergeAlias', () => {
  it('is the generated file where there was none', () => {
    expect(merged(undefined)).toBe(generated);
    expect(merged('\n')).toBe(generated);
  });

  it('goes to the end of an existing [toplevel], below aliases that may be indented', () => {
    expect(merged('[toplevel]\n  who = sts get-caller-identity\n\n[command ssm]\nx = y\n')).toBe(
      `[toplevel]\n  who = sts get-caller-identity\n${block}\n[command ssm]\nx = y\n`,
    );
    expect(merged('[toplevel]\nwho = sts get-caller-identity')).toBe(
      `[toplevel]\nwho = sts get-caller-identity\n${block}`,
    );
  });

  it('brings the section along where there is none', () => {
    expect(merged('[command ssm]\nx = y\n')).toBe(`[command ssm]\nx = y\n\n[toplevel]\n${block}`);
  });

  it('replaces its own lines where they stand', () => {
    const first = merged('[toplevel]\na = b\n[command ssm]\nx = y\n');
    expect(mergeAlias(first, generated)).toEqual({ kind: 'unchanged' });
    expect(merged(first, renewed)).toBe(asRenewed(first));
  });

  it('keeps the line ends of the file', () => {
    const text = merged('[toplevel]\r\na = b\r\n');
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('leaves the line end of every other line as it is', () => {
    const mixed = '[toplevel]\r\na = b\nc = d\r\n\n[x]\ny = z';
    const once = merged(mixed);
    expect(once.replace(block.replaceAll('\n', '\r\n'), '')).toBe(mixed);
    expect(mergeAlias(once, generated)).toEqual({ kind: 'unchanged' });
    expect(merged(once, renewed)).toBe(asRenewed(once));
    expect(merged('[toplevel]\r\na = b')).toBe(
      `[toplevel]\r\na = b\r\n${block.replaceAll('\n', '\r\n').replace(/\r\n$/, '\r\n')}`,
    );
  });

  it.each([
    ['[toplevel]\nrunas = sts get-caller-identity\n', 'foreign-alias', 2],
    ['[toplevel]\na = b\nRunAs: !x\n', 'foreign-alias', 3],
    [`${generated}runas = x\n`, 'foreign-alias', generated.split('\n').length],
    ['[toplevel]\n# BEGIN ssm-runas-gen\n', 'broken-markers', 2],
    ['[toplevel]\n# END ssm-runas-gen\n', 'broken-markers', 2],
    [`${generated}# BEGIN ssm-runas-gen\n`, 'broken-markers', generated.split('\n').length],
    ['[toplevel]\na = b\n  [command ssm]\nx = y\n', 'indented-section', 3],
  ] as const)('refuses %j', (existing, reason, line) => {
    expect(mergeAlias(existing, generated)).toEqual({ kind: 'refused', reason, line });
  });

  it('leaves every other line as it is', () => {
    const lines = fc.array(fc.constantFrom('[toplevel]', '[x]', 'a = b', '  c', '', '# d', '; e'), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(lines, (some) => {
        const existing = some.join('\n');
        const merge = mergeAlias(existing, generated);
        if (merge.kind !== 'merged' || existing.trim() === '') return;
        const rest = merge.text
          .replace(block, '')
          .split('\n')
          .filter((line) => line !== '');
        const before = some.filter((line) => line !== '');
        expect(some.includes('[toplevel]') ? rest : rest.filter((line) => line !== '[toplevel]')).toEqual(
          before,
        );
        expect(mergeAlias(merge.text, generated)).toEqual({ kind: 'unchanged' });
      }),
    );
  });
});
