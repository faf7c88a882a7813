/** The quota of inline policies, met to the byte: the last policy that fits is accepted, the first that does not is refused. */
import { describe, expect, it } from 'vitest';
import { buildAccess } from '../../src/access/access.js';
import { inlinePolicyBytes } from '../../src/aws/limits.js';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.js';
import { reportInto } from '../../src/diagnostics/report.js';
import { modelOf, quietTop } from '../mapping/read.js';

const services = 60;

/** A character more in the name of a denied action is a byte more in the policy. */
async function withDenied(characters: number, arns: 'auto' | 'accounts') {
  const actions = Array.from({ length: services }, (_, at) => {
    const length = Math.floor((characters + at) / services);
    return `"s${at}:${'A'.repeat(length)}"`;
  });
  const mapping = await modelOf(
    `${quietTop}arns: ${arns}
guardrails: { deny: [${actions.join(', ')}] }
roles: { dev: { osUser: dev, permissionSet: Dev } }
`,
  );
  const found: Diagnostic[] = [];
  const [role] = buildAccess(mapping, reportInto(found, undefined)).roles;
  return {
    bytes: role?.policyBytes ?? 0,
    arns: role?.arns,
    codes: found.map(({ code }) => code),
  };
}

/** How many characters make the policy with listed accounts exactly as long as the quota. */
async function exactFit(): Promise<number> {
  const { bytes } = await withDenied(services, 'accounts');
  return services + inlinePolicyBytes - bytes;
}

it('one shell profile that makes the documents of several roles too large is one finding', async () => {
  const profile = (text: string) => `session: { shellProfile: { linux: "${text.repeat(65_536)}" } }`;
  const mapping = await modelOf(`${quietTop.replace(/^session:.*$/m, profile('x'))}roles:
  a: { osUser: a, permissionSet: A }
  b: { osUser: b, permissionSet: B }
  c: { osUser: c, permissionSet: C, ${profile('y')} }
  d: { osUser: d, permissionSet: D, session: { shellProfile: { linux: ls } } }
`);
  const found: Diagnostic[] = [];
  buildAccess(mapping, reportInto(found, undefined));
  const ofDocuments = found.filter(({ code }) => code === 'document-too-large');
  expect(ofDocuments.map(({ summary }) => summary.replace(/ has .*/, ''))).toEqual([
    'The Session document of each of the roles "a" and "b"',
    'The Session document of role "c"',
  ]);
});

it('a description that makes a document too large is found, that of a tunnel too', async () => {
  const long = 'x'.repeat(65_536);
  const mapping = await modelOf(`${quietTop}roles:
  a:
    osUser: a
    permissionSet: A
    description: ${long}
    tunnels: { db: { port: 5432, description: ${long} }, web: { port: 80, description: short } }
`);
  const found: Diagnostic[] = [];
  buildAccess(mapping, reportInto(found, undefined));
  expect(found.map(({ code, path }) => [code, path])).toEqual([
    ['document-too-large', ['roles', 'a']],
    ['document-too-large', ['roles', 'a', 'tunnels', 'db']],
  ]);
});

describe('the quota of inline policies', async () => {
  const fit = await exactFit();

  it('accepts a policy of exactly as many bytes', async () => {
    expect(await withDenied(fit, 'accounts')).toEqual({
      bytes: inlinePolicyBytes,
      arns: 'accounts',
      codes: [],
    });
  });

  it('refuses one byte more', async () => {
    expect(await withDenied(fit + 1, 'accounts')).toMatchObject({
      bytes: inlinePolicyBytes + 1,
      codes: ['policy-quota'],
    });
  });

  it('lists the accounts as long as the policy fits, and uses wildcards from the next byte on', async () => {
    expect(await withDenied(fit, 'auto')).toMatchObject({ arns: 'accounts', codes: [] });
    expect(await withDenied(fit + 1, 'auto')).toMatchObject({ arns: 'wildcard', codes: [] });
  });
});
