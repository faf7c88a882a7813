/** The proof as a function: what it finds in sound and in broken policies, and that nothing is left untried. */
import { describe, expect, test } from 'vitest';
import { buildAccess } from '../../src/access/access.js';
import { serviceControlPolicies } from '../../src/access/service-control-policy.js';
import { guardrailEntries } from '../../src/aws/ways-around.js';
import { many, type PolicyDocument, type Statement } from '../../src/iam/policy.js';
import { type Proof, prove } from '../../src/verify/prove.js';
import { triedEntries } from '../../src/verify/scenarios/ways-around.js';
import { actionScenarios, startScenarios } from '../../src/verify/scenarios.js';
import { caseNames, compileCase } from '../cases/case.js';
import { checked, proveWith } from './proof/proven.js';

const head = `version: 1
accounts: ["111111111111"]
regions: [eu-central-1]
accessControlAttributes: { configuration: elsewhere }
nodes: { tags: { ssm-runas: linux } }
session: { kmsKey: alias/session-manager }
`;
const roles = (names: readonly string[]) =>
  `roles:\n${names.map((name) => `  ${name}: { osUser: u-${name}, permissionSet: Linux-${name} }`).join('\n')}\n`;

const found = ({ violations }: Proof) =>
  violations.map(({ code, roles: of, request }) => [code, of.join(), ...request.scenarios]);

describe('every golden case', () => {
  test.each(caseNames)('%s', async (name) => {
    const { mapping, access } = await compileCase(name, 'hcl');
    if (!mapping || !access) throw new Error('refused');
    const proof = prove(mapping, access);
    // There the mapping itself says that a tag may decide.
    const expected =
      name === 'principal-tag-match' ? [['proof-tag-decides', 'developer', 'tag-other-user']] : [];
    expect(found(proof)).toEqual(expected);
    expect(proof.unsupported).toEqual([]);
  });
});

describe('scenarios', () => {
  const all = [...Object.values(startScenarios), ...Object.values(actionScenarios)].flat();

  test('have a name and a reason, and ids of their own', () => {
    for (const { name, reason } of all) {
      expect(name).not.toBe('');
      expect(reason).toMatch(/\.$/);
    }
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });

  test.each(['standard', 'strict'] as const)('try every guardrail of the %s list', (list) => {
    expect([...triedEntries[list]].sort()).toEqual([...guardrailEntries[list]].sort());
  });

  test('each apply to some golden case', async () => {
    const seen = new Set<string>();
    for (const name of caseNames) {
      const { mapping, access } = await compileCase(name, 'hcl');
      if (mapping && access) for (const { id } of prove(mapping, access).matrix) seen.add(id);
    }
    expect(all.map(({ id }) => id).filter((id) => !seen.has(id))).toEqual([]);
  });
});

describe('documents', () => {
  test.each([
    ['another user', { runAsDefaultUser: 'root' }, 'root'],
    ['Run As off', { runAsEnabled: false }, 'ssm-user'],
    ['no user', { runAsDefaultUser: undefined }, null],
  ])('%s', async (_, inputs, user) => {
    const { mapping, access } = await checked(`${head}${roles(['admin', 'dev'])}`);
    const broken = access.roles.map((role, at) =>
      at === 0
        ? { ...role, document: { ...role.document, inputs: { ...role.document.inputs, ...inputs } } }
        : role,
    );
    const { violations } = prove(mapping, { ...access, roles: broken });
    expect(violations.map(({ code }) => code)).toEqual(['proof-wrong-user']);
    expect(violations[0]).toMatchObject({
      roles: ['admin'],
      expected: { user: 'u-admin' },
      ...(user !== null && { actual: { kind: 'user', user } }),
    });
  });
});

describe('documents of all other roles', () => {
  const six = roles(['a', 'b', 'c', 'd', 'e', 'f']);
  const of = (name: string) => `arn:aws:ssm:*:*:document/SSMRunAs-${name}-Session`;

  test('a Deny that forgets one of them', async () => {
    const sound = await checked(`${head}${six}`);
    const policy = changed(
      sound.access.roles[0]?.policy,
      'DenyOtherDocuments',
      ({ NotResource, ...rest }) => ({
        ...rest,
        NotResource: [...(NotResource ?? []), of('d')],
      }),
    );
    const [violation, ...others] = proveWith(sound, policy).violations;
    expect(others).toEqual([]);
    expect(violation).toMatchObject({
      code: 'proof-opens',
      roles: ['a'],
      beside: 'AdministratorAccess',
      actual: { kind: 'user', user: 'u-d' },
    });
  });

  test.each(['prepare', 'enforce'])('an Allow too many, in %s', async (rollout) => {
    const sound = await checked(`${head}rollout: ${rollout}\n${six}`);
    const policy = changed(sound.access.roles[0]?.policy, 'StartWithRoleDocument', (statement) => ({
      ...statement,
      Resource: [of('e'), ...many(statement.Resource ?? [])],
    }));
    expect(found(proveWith(sound, policy))).toEqual([['proof-one-lock', 'a', 'document-other-role']]);
  });

  test('the same mistake in several roles is one violation', async () => {
    const { mapping, access } = await checked(`${head}${six}`);
    const broken = access.roles.map((role) => {
      const policy = changed(role.policy, 'DenyUntaggedNodes', () => undefined);
      return { ...role, policy, policyText: JSON.stringify(policy) };
    });
    const { violations } = prove(mapping, { ...access, roles: broken });
    expect(violations.map(({ code, roles: names }) => [code, names.length])).toContainEqual([
      'proof-opens',
      6,
    ]);
    expect(violations.length).toBeLessThan(5);
  });
});

describe('policies beside', () => {
  const allow = (statement: Partial<Statement>): PolicyDocument => ({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: '*', Resource: '*', ...statement }],
  });

  test('a right under a condition that nobody knows is taken to be there', async () => {
    const { mapping, access } = await checked(`${head}${roles(['admin', 'dev'])}`);
    const broken = access.roles.map((role) => {
      const policy = changed(role.policy, 'DenyOthersSessions', () => undefined);
      return { ...role, policy, policyText: JSON.stringify(policy) };
    });
    const document = allow({ Condition: { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } } });
    const { violations } = prove(mapping, { ...access, roles: broken }, [
      { name: 'office.json', kind: 'identity', document },
    ]);
    const inDoubt = violations.find(({ code }) => code === 'proof-in-doubt');
    expect(inDoubt?.arguments).toMatchObject({
      beside: 'office.json',
      doubts: 'aws:SourceIp',
      owner: 'attached',
    });
  });

  test('what is not understood is refused by name, and not tried', async () => {
    const { mapping, access } = await checked(`${head}${roles(['admin'])}`);
    const document = allow({ Condition: { StringRoughly: { 'aws:userid': 'x' } } });
    const proof = prove(mapping, access, [{ name: 'odd.json', kind: 'identity', document }]);
    expect(proof.holds).toBe(false);
    expect(proof.unsupported).toMatchObject([
      { policy: 'odd.json', code: 'unknown-operator', subject: 'StringRoughly' },
    ]);
    expect(proof.besides).toEqual(['nothing', 'AdministratorAccess']);
  });
});

test('the default document is open for whom the policy opens it', async () => {
  const limitIn = async (text: string) => {
    const { mapping, access } = await checked(`${head}rollout: prepare\n${text}`);
    return prove(mapping, access).limits.find(({ id }) => id === 'default-document')?.text;
  };
  const created = roles(['admin']).replace(
    'permissionSet: Linux-admin',
    'permissionSet: { name: A, create: {} }',
  );
  expect(await limitIn(roles(['admin', 'dev']))).toContain('stay open; their');
  expect(await limitIn(`${created}${roles(['dev', 'ops']).replace('roles:\n', '')}`)).toContain(
    'stay open for dev, ops; their',
  );
  expect(await limitIn(created)).toBeUndefined();
});

describe('service control policies', () => {
  test('keep AdministratorAccess of other permission sets from role documents', async () => {
    const { mapping, access } = await checked(`${head}${roles(['admin', 'dev'])}`);
    const attached = serviceControlPolicies(mapping).map(
      (document, at) => ({ name: `scp-${at}`, kind: 'service-control', document }) as const,
    );
    const proof = prove(mapping, access, attached);
    expect(found(proof)).toEqual([]);
    const outsider = proof.matrix.find(({ id }) => id === 'outsider');
    expect(outsider?.results).toMatchObject([{ outcomes: [{ kind: 'denied' }], roles: ['admin', 'dev'] }]);
    expect(proof.limits.map(({ id }) => id)).not.toContain('outsiders');
    expect(prove(mapping, access).limits.map(({ id }) => id)).toContain('outsiders');
  });

  test.each([
    ['any role of that name', '…/AWSReservedSSO_NAME_????????????????', 'arn:aws:iam::*:role/*NAME*'],
    ['a suffix of any length', '_????????????????', '_*'],
  ])('are caught when they let in %s', async (_, from, to) => {
    const { mapping, access } = await checked(`${head}${roles(['admin', 'dev'])}`);
    const attached = serviceControlPolicies(mapping).map((document, at) => {
      const text = JSON.stringify(document);
      const widened = from.startsWith('…')
        ? text.replaceAll(
            /arn:aws:iam::\*:role\/aws-reserved[^"]*AWSReservedSSO_Linux-admin[^"]*/g,
            to.replace('NAME', 'Linux-admin'),
          )
        : text.replaceAll(from, to);
      expect(widened).not.toBe(text);
      return {
        name: `scp-${at}`,
        kind: 'service-control',
        document: JSON.parse(widened) as PolicyDocument,
      } as const;
    });
    expect(prove(mapping, access, attached).violations.map(({ code }) => code)).toContain('proof-outsider');
  });

  test('stay within the grammar that AWS gives them', async () => {
    const { mapping } = await checked(`${head}${roles(['admin', 'dev', 'x_y'])}`);
    for (const { Version, Statement: statements } of serviceControlPolicies(mapping)) {
      expect(Version).toBe('2012-10-17');
      const sids = statements.map(({ Sid }) => Sid);
      expect(new Set(sids).size).toBe(sids.length);
      for (const statement of statements) {
        expect(Object.keys(statement).sort()).toEqual(['Action', 'Condition', 'Effect', 'Resource', 'Sid']);
        expect(statement.Effect).toBe('Deny');
        expect(statement.Sid).toMatch(/^[A-Za-z0-9]+$/);
      }
    }
  });
});

test('policies within their quota are proven in either form of ARNs', async () => {
  const { mapping } = await checked(`${head}${roles(['admin', 'dev'])}`);
  for (const arns of ['accounts', 'wildcard'] as const) {
    const model = { ...mapping, arns };
    expect(
      prove(
        model,
        buildAccess(model, () => {}),
      ).holds,
    ).toBe(true);
  }
});

function changed(
  policy: PolicyDocument | undefined,
  sid: string,
  change: (statement: Statement) => Statement | undefined,
): PolicyDocument {
  if (!policy) throw new Error('no policy');
  return {
    ...policy,
    Statement: policy.Statement.flatMap((one) => (one.Sid === sid ? (change(one) ?? []) : one)),
  };
}
