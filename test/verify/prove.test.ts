/** The proof as a function: what it finds in sound and in broken policies, and that nothing is left untried. */
import { describe, expect, test } from 'vitest';
import { buildAccess } from '../../src/access/access.js';
import { serviceControlPolicies } from '../../src/access/service-control-policy.js';
import { guardrailEntries } from '../../src/aws/ways-around.js';
import { many, type PolicyDocument, type Statement } from '../../src/iam/policy.js';
import { claimNames } from '../../src/verify/claims/claim.js';
import { type Proof, prove } from '../../src/verify/prove.js';
import { actionScenarios, startScenarios } from '../../src/verify/scenarios/index.js';
import { triedEntries } from '../../src/verify/scenarios/ways-around.js';
import { caseNames, compileCase } from '../cases/case.js';
import { disagreements } from './proof/agreement.js';
import { type Checked, checked, proveWith } from './proof/proven.js';

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

const proofs = new Map<string, Promise<Checked & { readonly proof: Proof }>>();

/** Made once: the proof of a case is asked about in several tests. */
function proofOf(name: string) {
  const known = proofs.get(name) ?? provenCase(name);
  proofs.set(name, known);
  return known;
}

async function provenCase(name: string) {
  const { mapping, access } = await compileCase(name, 'hcl');
  if (!mapping || !access) throw new Error('refused');
  return { mapping, access, proof: prove(mapping, access) };
}

describe('every golden case', () => {
  test.each(caseNames)('%s: no row contradicts a claim that holds', async (name) => {
    const { proof, ...sound } = await proofOf(name);
    const { found: contradictions, compared } = disagreements(sound, proof);
    expect(contradictions).toEqual([]);
    expect(compared).toBeGreaterThan(sound.mapping.step.deniesOtherDocuments ? 30 : 5);
  });

  test('a row that contradicts one is found', async () => {
    const { proof, ...sound } = await proofOf('example');
    const claims = proof.claims.map((one) => ({
      ...one,
      results: one.results.map((result) => ({ ...result, verdict: 'holds' as const })),
    }));
    const [admin] = sound.access.roles;
    const { results } = proveWith(
      sound,
      changed(admin?.policy, 'DenyOtherDocuments', () => undefined),
    );
    expect(disagreements(sound, { ...proof, claims, results }).found.join()).toContain('document-default');
  });

  test.each(caseNames)('%s', async (name) => {
    const { mapping, proof } = await proofOf(name);
    // There the mapping itself says that a tag may decide.
    const expected =
      name === 'principal-tag-match' ? [['proof-tag-decides', 'developer', 'tag-other-user']] : [];
    expect(found(proof)).toEqual(expected);
    expect(proof.unsupported).toEqual([]);
    const verdicts = proof.claims.flatMap(({ results }) => results.map(({ verdict }) => verdict));
    expect(new Set(verdicts)).toEqual(new Set(['holds']));
    // A step that denies nothing promises only that it gives no more and takes nothing.
    const { deniesOtherDocuments } = mapping.step;
    const ignoring = mapping.roles.every(({ principalTag }) => principalTag === 'ignore');
    const underServiceControl = ['everybody-else', 'document-writes', 'stack-set-roles'];
    expect(proof.claims.map(({ claim }) => claim)).toEqual(
      deniesOtherDocuments
        ? claimNames.filter(
            (claim) => !underServiceControl.includes(claim) && (claim !== 'linux-user' || !ignoring),
          )
        : ['two-locks', 'no-lock-out'],
    );
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
      const { proof } = await proofOf(name);
      for (const { id } of proof.matrix) seen.add(id);
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
    expect(found(proveWith(sound, policy))).toEqual([['proof-one-lock', 'a', 'claim-two-locks']]);
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

test('a node tag key with letters that have no capital of their own is no violation', async () => {
  const { mapping, access } = await checked(
    `${head.replace('ssm-runas: linux', 'Größe: klein, 5µm: ja')}${roles(['admin', 'dev'])}`,
  );
  expect(prove(mapping, access)).toMatchObject({ holds: true, violations: [] });
});

describe('an exception of the guardrails', () => {
  test.each(['{role}', '{role}-{osUser}', 'Team-{role}'])(
    'holds for documents that documents.name %s does not protect',
    async (name) => {
      const { mapping, access } = await checked(
        `${head}documents: { name: "${name}" }\nguardrails: { except: ["ssm:UpdateDocument", "ssm:UpdateDocumentDefaultVersion"] }\n${roles(['admin', 'dev'])}`,
      );
      expect(found(prove(mapping, access))).toEqual([]);
    },
  );
});

describe('policies beside', () => {
  const beside = async (...statements: readonly Statement[]) => {
    const { mapping, access } = await checked(`${head}${roles(['admin', 'dev'])}`);
    const document: PolicyDocument = { Version: '2012-10-17', Statement: statements };
    return prove(mapping, access, [{ name: 'p.json', kind: 'identity', document }]);
  };
  const denyAll = (Condition: Statement['Condition'], Action = '*'): Statement => ({
    Effect: 'Deny',
    Action,
    Resource: '*',
    ...(Condition && { Condition }),
  });

  test.each([
    [
      'the Region of Identity Center',
      {
        ArnNotLike: {
          'aws:PrincipalArn': 'arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/eu-west-2/AWSReservedSSO_*',
        },
      },
      'Region of Identity Center',
    ],
    [
      'the same, where the example has it',
      {
        ArnNotLike: {
          'aws:PrincipalArn':
            'arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_*',
        },
      },
      'Region of Identity Center',
    ],
    ["the session's name", { StringNotLike: { 'aws:userid': '*:*@corp.example' } }, 'aws:userid'],
    [
      'a second factor',
      { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
      'aws:MultiFactorAuthPresent',
    ],
    ['an address', { NotIpAddress: { 'aws:SourceIp': '192.0.2.0/24' } }, 'aws:SourceIp'],
    ["the node's own id", { StringNotLike: { 'ec2:SourceInstanceARN': '*i-0*' } }, 'ec2:SourceInstanceARN'],
  ] as const)('a condition on %s is a warning that names it', async (_, condition, key) => {
    const { holds, violations, claims } = await beside(denyAll(condition));
    expect(holds).toBe(true);
    expect(new Set(violations.map(({ code }) => code))).toEqual(new Set(['proof-may-lock-out']));
    expect(violations.some(({ arguments: { doubts } }) => doubts.includes(key))).toBe(true);
    expect(claims.find(({ claim }) => claim === 'no-lock-out')?.results).toMatchObject([
      { verdict: 'depends' },
    ]);
  });

  test.each([
    ['of another service', { Bool: { 'ram:AllowsExternalPrincipals': 'true' } }],
    ['of tags in the request', { 'ForAnyValue:StringLike': { 'aws:TagKeys': 'team*' } }],
    [
      'that holds for each request of ours',
      { StringNotEquals: { 'aws:ResourceAccount': '${aws:PrincipalAccount}' } },
    ],
  ])('a condition on a key %s changes nothing', async (_, condition) => {
    const { holds, violations } = await beside(denyAll(condition, 'ssm:StartSession'));
    expect([holds, violations.filter(({ code }) => code !== 'proof-may-lock-out')]).toEqual([true, []]);
  });

  test('the Region of Identity Center is known where the mapping states it', async () => {
    const only = (region: string) =>
      denyAll({
        ArnNotLike: {
          'aws:PrincipalArn': `arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/${region}/AWSReservedSSO_*`,
        },
      });
    const { mapping, access } = await checked(
      `${head}identityCenter: { region: eu-west-2 }\n${roles(['admin', 'dev'])}`,
    );
    const under = (statement: Statement) =>
      prove(mapping, access, [
        { name: 'p.json', kind: 'identity', document: { Version: '2012-10-17', Statement: [statement] } },
      ]).violations.map(({ code }) => code);
    expect(under(only('eu-west-2'))).toEqual([]);
    expect(under(only('eu-central-1'))).toEqual(['proof-locks-out']);
  });

  test.each([
    ['forbid', [], 'holds'],
    ['match', ['proof-may-lock-out'], 'depends'],
    ['ignore', ['proof-may-lock-out'], 'depends'],
  ])(
    'who denies tagged sessions locks out people who may have the tag: principalTag %s',
    async (setting, codes, verdict) => {
      const { mapping, access } = await checked(`${head}rollout: switch
roles:
  admin: { osUser: ops, permissionSet: LinuxAdmin, principalTag: ${setting} }
`);
      const document: PolicyDocument = {
        Version: '2012-10-17',
        Statement: [denyAll({ StringLike: { 'aws:PrincipalTag/SSMSessionRunAs': '*' } }, 'ssm:StartSession')],
      };
      const { violations, claims } = prove(mapping, access, [{ name: 'p.json', kind: 'identity', document }]);
      expect(new Set(violations.map(({ code }) => code))).toEqual(new Set(codes));
      expect(claims.find(({ claim }) => claim === 'no-lock-out')?.results).toMatchObject([{ verdict }]);
    },
  );

  test.each([
    ['prepare', ['proof-locks-out'], 'violated'],
    ['switch', [], 'holds'],
  ])(
    'who denies the default document locks people out only while it is open: %s',
    async (rollout, codes, verdict) => {
      const { mapping, access } = await checked(`${head}rollout: ${rollout}\n${roles(['admin', 'dev'])}`);
      const document: PolicyDocument = {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Deny',
            Action: 'ssm:StartSession',
            Resource: 'arn:aws:ssm:*:*:document/SSM-SessionManagerRunShell',
          },
        ],
      };
      const { violations, claims } = prove(mapping, access, [{ name: 'p.json', kind: 'identity', document }]);
      expect(new Set(violations.map(({ code }) => code))).toEqual(new Set(codes));
      expect(claims.find(({ claim }) => claim === 'no-lock-out')?.results).toMatchObject([{ verdict }]);
    },
  );

  test('what a permissions boundary does not allow is denied', async () => {
    const { mapping, access } = await checked(`${head}${roles(['admin', 'dev'])}`);
    const within = (Action: Statement['Action']) =>
      prove(mapping, access, [
        {
          name: 'b.json',
          kind: 'boundary',
          document: {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Action: Action ?? '*', Resource: '*' }],
          },
        },
      ]);
    expect(within(['ssm:*', 'ssmmessages:*', 'ec2:*', 'kms:*'])).toMatchObject({
      holds: true,
      violations: [],
    });
    const locked = within(['s3:*', 'ec2:*', 'kms:*', 'ssmmessages:*']);
    expect(locked.violations.map(({ code }) => code)).toContain('proof-locks-out');
    expect(locked.claims.find(({ claim }) => claim === 'no-lock-out')?.results).toMatchObject([
      { verdict: 'violated' },
    ]);
  });

  test('each statement that denies is a finding of its own', async () => {
    const actions = ['ssm:StartSession', 'ec2:DescribeInstances', 'ssm:ResumeSession', 'ssm:GetDocument'];
    const { violations } = await beside(...actions.map((action) => denyAll(undefined, action)));
    expect(violations.map(({ code }) => code)).toEqual(actions.map(() => 'proof-locks-out'));
    const denying = violations.map(({ statements }) => statements.map(({ index }) => index).join());
    expect(denying.sort()).toEqual(['0', '1', '2', '3']);
  });

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
    expect(found(proof)).toEqual([['proof-exempt', 'admin,dev', 'claim-document-writes']]);
    expect(proof.holds).toBe(true);
    expect(proof.claims.slice(-2)).toMatchObject([
      { claim: 'everybody-else', results: [{ verdict: 'holds' }] },
      { claim: 'document-writes', results: [{ verdict: 'depends', on: ['documents.deployedBy'] }] },
    ]);
    const outsider = proof.matrix.find(({ id }) => id === 'outsider');
    expect(outsider?.results).toMatchObject([{ outcomes: [{ kind: 'denied' }], roles: ['admin', 'dev'] }]);
    expect(proof.limits.map(({ id }) => id)).not.toContain('outsiders');
    expect(prove(mapping, access).limits.map(({ id }) => id)).toContain('outsiders');
  });

  describe('nobody else, whoever that is:', () => {
    const text = `${head.replace('["111111111111"]', '["111111111111", "222222222222"]')}documents: { deployedBy: ["arn:aws:iam::111111111111:role/deploy"] }
${roles(['admin', 'dev'])}`;
    const under = async (change: (policy: string) => string) => {
      const { mapping, access } = await checked(text);
      return prove(
        mapping,
        access,
        serviceControlPolicies(mapping).map((document, at) => {
          const changed = change(JSON.stringify(document));
          return { name: `scp-${at}`, kind: 'service-control', document: JSON.parse(changed) };
        }),
      );
    };
    const condition = '"ArnNotLike":{"aws:PrincipalArn"';
    const own =
      '"arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com*/AWSReservedSSO_Linux-admin_????????????????"';
    const but = (pattern: string) => (policy: string) => policy.replaceAll(own, `[${own},"${pattern}"]`);

    test('under the generated policies', async () => {
      const { holds, violations, claims } = await under((policy) => policy);
      expect([holds, violations]).toEqual([true, []]);
      expect(claims.slice(-2)).toMatchObject([
        { claim: 'everybody-else', results: [{ verdict: 'holds' }] },
        { claim: 'document-writes', results: [{ verdict: 'holds' }] },
      ]);
    });

    test.each([
      [
        'the type of principal',
        `"StringEquals":{"aws:PrincipalType":"AssumedRole"},${condition}`,
        /started by a user/,
      ],
      ['the kind of id', `"StringLike":{"aws:userid":"AROA*"},${condition}`, /started by a user/],
      [
        "a session's name",
        `"StringNotLike":{"aws:userid":"*:bob@example.com"},${condition}`,
        /:bob@example\.com/,
      ],
      ['a tag', `"StringNotEquals":{"aws:PrincipalTag/team":"x"},${condition}`, /team "x"/],
    ])('not if they look at %s as well', async (_, instead, words) => {
      const { holds, violations } = await under((policy) => policy.replaceAll(condition, instead));
      expect(holds).toBe(false);
      expect(violations.map(({ code }) => code)).toContain('proof-outsider');
      expect(violations.map(({ request }) => request.words).join()).toMatch(words);
    });

    test.each([
      ['the default document', 'SSM-SessionManagerRunShell'],
      ["node users' documents", 'ssm-runas-node-users*'],
    ])('not if they leave out %s', async (_, name) => {
      const users = `nodes: { tags: { ssm-runas: linux }, users: association }`;
      const { mapping, access } = await checked(text.replace('nodes: { tags: { ssm-runas: linux } }', users));
      const [scp] = serviceControlPolicies(mapping);
      const under = (change: (policy: string) => string) =>
        prove(mapping, access, [
          { name: 'scp', kind: 'service-control', document: JSON.parse(change(JSON.stringify(scp))) },
        ]);
      expect(under((policy) => policy).violations).toEqual([]);
      const { holds, violations } = under((policy) =>
        policy.replace(`"arn:aws:ssm:*:*:document/${name}"`, '"arn:aws:ssm:*:*:document/none"'),
      );
      expect([holds, violations.map(({ code, roles }) => [code, roles])]).toEqual([
        false,
        [['proof-outsider', ['admin', 'dev']]],
      ]);
      expect(violations[0]?.request.words).toContain(`document/${name.replace('*', '')}`);
    });

    test('not if they speak of one of two accounts', async () => {
      const { violations } = await under((policy) =>
        policy.replaceAll('ssm:*:*:document/SSMRunAs-admin', 'ssm:*:111111111111:document/SSMRunAs-admin'),
      );
      expect(violations).toMatchObject([{ code: 'proof-outsider', roles: ['admin'] }]);
      expect(violations[0]?.request.words).toContain('222222222222');
    });

    test.each([
      'arn:aws:iam::*:role/OrganizationAccountAccessRole',
      'arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com*/AWSReservedSSO_BreakGlass_*',
    ])('but who is excepted by name, %s, is a warning', async (pattern) => {
      const { holds, violations } = await under(but(pattern));
      expect(holds).toBe(true);
      expect(violations).toMatchObject([
        { code: 'proof-exempt', roles: ['admin'], arguments: { doubts: pattern } },
      ]);
    });

    test('all who are excepted are named in one warning', async () => {
      const patterns = [
        'arn:aws:iam::*:role/OrganizationAccountAccessRole',
        'arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com*/AWSReservedSSO_BreakGlass_*',
      ];
      const { violations } = await under((policy) =>
        policy.replaceAll(own, JSON.stringify([JSON.parse(own), ...patterns])),
      );
      expect(violations.map(({ code }) => code)).toEqual(['proof-exempt']);
      for (const pattern of patterns) expect(violations[0]?.arguments.doubts).toContain(pattern);
    });

    test('an exception without a name is a hole', async () => {
      const { violations } = await under(but('arn:aws:iam::*:role/*'));
      expect(violations.map(({ code }) => code)).toEqual(['proof-outsider']);
    });
  });

  describe('documents of earlier mappings', () => {
    const proveWithOlder = async (
      count: number,
      deployedBy: string,
      change: (statements: readonly Statement[]) => readonly Statement[],
    ) => {
      const names = Array.from({ length: count }, (_, at) => `r${at}`);
      const { mapping, access } = await checked(
        `${head}documents: { previous: [OldDocument, OlderDocument]${deployedBy} }\n${roles(names)}`,
      );
      return prove(
        mapping,
        access,
        serviceControlPolicies(mapping).map((document, at) => ({
          name: `scp-${at}`,
          kind: 'service-control',
          document: { ...document, Statement: change(document.Statement) },
        })),
      );
    };
    const stated = ', deployedBy: ["arn:aws:iam::111111111111:role/deploy"]';
    const isOf = (sid: string) => (statement: Statement) => statement.Sid?.startsWith(sid) ?? false;

    test('are kept from everybody else as well', async () => {
      const { holds, violations, claims } = await proveWithOlder(2, stated, (all) => all);
      expect([holds, violations]).toEqual([true, []]);
      expect(claims.slice(-2).map(({ results }) => results[0]?.verdict)).toEqual(['holds', 'holds']);
    });

    test('are open where no statement speaks of them', async () => {
      const started = await proveWithOlder(2, stated, (all) =>
        all.filter((one) => !isOf('PreviousDocuments')(one)),
      );
      expect(started.violations.map(({ code }) => code)).toEqual(['proof-outsider']);
      expect(started.violations[0]?.request.words).toMatch(/^an older document, started by a permission set/);
      const written = await proveWithOlder(2, stated, (all) =>
        all.map((one) => {
          if (!isOf('DocumentWrites')(one)) return one;
          return {
            ...one,
            Resource: many(one.Resource ?? []).filter((arn) => !arn.includes('OlderDocument')),
          };
        }),
      );
      expect(written.violations.map(({ code }) => code)).toEqual(['proof-outsider']);
      expect(written.violations[0]?.request.words).toMatch(/^an older document, written by .*OlderDocument/);
    });

    test('are left to all permission sets where naming the mapped ones is too long, which is said', async () => {
      const { holds, violations } = await proveWithOlder(90, stated, (all) => all);
      expect(holds).toBe(true);
      expect(violations.map(({ code, request }) => [code, request.scenarios.join()])).toEqual([
        ['proof-exempt', 'claim-everybody-else-older'],
      ]);
      expect(violations[0]?.arguments.doubts).toMatch(/AWSReservedSSO_\*$/);
    });

    test('who may write is not known without deployers', async () => {
      const { holds, claims } = await proveWithOlder(2, '', (all) => all);
      expect(holds).toBe(true);
      expect(claims.at(-1)?.results).toMatchObject([{ verdict: 'depends', on: ['documents.deployedBy'] }]);
    });
  });

  describe('with Allow statements', () => {
    const under = async (...lists: readonly (readonly string[])[]) => {
      const { mapping, access } = await checked(`${head}${roles(['admin', 'dev'])}`);
      const files = lists.map((Action, at) => ({
        name: `list-${at}.json`,
        kind: 'service-control' as const,
        document: {
          Version: '2012-10-17' as const,
          Statement: [{ Sid: 'List', Effect: 'Allow' as const, Action, Resource: '*' }],
        },
      }));
      const generated = serviceControlPolicies(mapping).map((document, at) => ({
        name: `scp-${at}`,
        kind: 'service-control' as const,
        document,
      }));
      return prove(mapping, access, [...generated, ...files]);
    };
    const errors = ({ violations }: Proof) =>
      violations.filter(({ code }) => code !== 'proof-exempt').map(({ code }) => code);
    const enough = ['ssm:*', 'ssmmessages:*', 'ec2:Describe*', 'kms:*'];

    test('what they do not allow is denied to everybody', async () => {
      const proof = await under(['ec2:*', 's3:*']);
      expect(proof.holds).toBe(false);
      expect(new Set(errors(proof))).toEqual(new Set(['proof-locks-out']));
      expect(proof.claims.find(({ claim }) => claim === 'no-lock-out')?.results).toMatchObject([
        { verdict: 'violated' },
      ]);
    });

    test('a list that allows what the roles need changes nothing', async () => {
      expect(errors(await under(enough))).toEqual([]);
      expect(errors(await under(['*'], enough))).toEqual([]);
    });

    test('each policy stands for a level of its own, so that each must allow', async () => {
      const [needed, others] = [enough.slice(0, 2), enough.slice(2)];
      expect(errors(await under(needed, others))).toContain('proof-locks-out');
    });

    test('others are kept out only by what no arrangement allows', async () => {
      const { mapping, access } = await checked(`${head}${roles(['admin', 'dev'])}`);
      const only = (name: string, principal: string) => ({
        name,
        kind: 'service-control' as const,
        document: {
          Version: '2012-10-17' as const,
          Statement: [
            {
              Effect: 'Allow' as const,
              Action: '*',
              Resource: '*',
              Condition: { ArnLike: { 'aws:PrincipalArn': principal } },
            },
          ],
        },
      });
      const { claims } = prove(mapping, access, [
        only('a.json', 'arn:aws:iam::*:role/aws-reserved/*'),
        only('b.json', 'arn:aws:iam::*:user/*'),
      ]);
      expect(claims.find(({ claim }) => claim === 'everybody-else')?.results).toMatchObject([
        { verdict: 'violated' },
      ]);
    });
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
