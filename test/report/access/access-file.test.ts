/** ACCESS.md: a diff of it tells a reviewer what changes, and every sentence is true of the mapping at its step. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { diffLines } from 'diff';
import { describe, expect, it, test } from 'vitest';
import { accessMap } from '../../../src/facts/access-map.js';
import { bearsMarker } from '../../../src/output/manifest.js';
import { mappingOf } from '../../bench/mapping-of.mjs';
import { caseNames, compileCase, compileMapping, filesOfCase } from '../../cases/case.js';
import { pageOf } from './pages.js';

interface Roles {
  readonly [name: string]: string;
}

const roles: Roles = {
  admin: 'osUser: ops-admin, permissionSet: LinuxAdmin',
  developer: 'osUser: dev, permissionSet: LinuxDeveloper, nodes: { tags: { stage: dev } }',
  release: 'osUser: deploy, permissionSet: LinuxRelease',
  support: 'osUser: support, permissionSet: LinuxSupport, nodes: { tags: { stage: [dev, prod] } }',
};

const mapping = (roles: Roles, rollout = 'enforce', more = '') => `version: 1
rollout: ${rollout}
accessControlAttributes: { configuration: disabled }
accounts: ["111111111111", "222222222222"]
regions: [eu-central-1]
nodes: { tags: { ssm-runas: linux } }
session: { cloudWatch: { logGroup: /ssm } }
${more}
roles:
${Object.entries(roles)
  .map(([name, role]) => `  ${name}: { ${role} }`)
  .join('\n')}
`;

/** Every change of the mapping changes its digest as well. */
async function changesBetween(before: string, after: string) {
  const parts = diffLines(await pageOf(before), await pageOf(after));
  const lines = (which: 'added' | 'removed') =>
    parts
      .filter((part) => part[which])
      .flatMap(({ value }) => value.trimEnd().split('\n'))
      .filter((line) => !line.startsWith('Made from the mapping with the digest'));
  return { added: lines('added'), removed: lines('removed') };
}

const long = 'x'.repeat(32);

describe('a diff', () => {
  it.each(['prepare', 'switch', 'enforce'])(
    'of a Linux user is one row and one arrow in %s',
    async (step) => {
      const { added, removed } = await changesBetween(
        mapping(roles, step),
        mapping({ ...roles, developer: roles.developer?.replace('dev,', `${long},`) ?? '' }, step),
      );
      expect(removed).toHaveLength(2);
      expect(added).toHaveLength(2);
      for (const line of removed) expect(line).toMatch(/developer.*\bdev\b/);
      for (const line of added) expect(line).toMatch(new RegExp(`developer.*${long}`));
    },
  );

  it('of a node tag is the rows of the role and its set of nodes', async () => {
    const { added, removed } = await changesBetween(
      mapping(roles),
      mapping({ ...roles, developer: roles.developer?.replace('stage: dev', `stage: ${long}`) ?? '' }),
    );
    expect(added.filter((line) => !line.includes('developer'))).toEqual([
      expect.stringMatching(new RegExp(`^  nodes_\\w+.*stage = ${long}`)),
    ]);
    expect(removed.filter((line) => !line.includes('developer'))).toEqual([
      expect.stringMatching(/^ {2}nodes_\w+.*stage = dev"/),
    ]);
    expect(added.length).toBeLessThanOrEqual(4);
  });

  const newcomer = `osUser: ${long}, permissionSet: L${long.slice(1)}`;

  it.each(['aaa', 'newcomer', 'zzz'])(
    'of a new role %s adds its own lines and changes none',
    async (name) => {
      const { added, removed } = await changesBetween(
        mapping(roles),
        mapping({ ...roles, [name]: newcomer }),
      );
      expect(removed).toEqual([]);
      expect(added).toHaveLength(4);
      for (const line of added) expect(line).toContain(name);
      const gone = await changesBetween(mapping({ ...roles, [name]: newcomer }), mapping(roles));
      expect(gone).toEqual({ added: [], removed: added });
    },
  );

  it('of what runs when a session starts is a row', async () => {
    const running = (linux: string) =>
      mapping({ ...roles, admin: `${roles.admin}, session: { shellProfile: { linux: "${linux}" } }` });
    const { added, removed } = await changesBetween(running('exec bash'), running('cd /\\nexec zsh | `tee`'));
    expect(removed).toEqual([expect.stringContaining('| `exec bash` |')]);
    expect(added).toEqual([expect.stringContaining('| `` cd / exec zsh \\| `tee` `` |')]);
  });

  it('of the ARN behind a name is a row', async () => {
    const arn = 'arn:aws:sso:::permissionSet/ssoins-722357a1b2c3d4e5/ps-8a1b2c3d4e5f6071';
    const givenAs = (arn: string) =>
      mapping({ ...roles, admin: `osUser: ops-admin, permissionSet: { name: LinuxAdmin, arn: "${arn}" }` });
    const { added, removed } = await changesBetween(givenAs(arn), givenAs(arn.replace('ps-8', 'ps-9')));
    expect(removed).toEqual([expect.stringContaining(`\`${arn}\``)]);
    expect(added).toHaveLength(1);
  });

  it('of an attribute, of its source and of the instance is a line', async () => {
    const listing = (keep: string, step = 'enforce', more = '') =>
      mapping(roles, step, more).replace(
        '{ configuration: disabled }',
        `{ configuration: unmanaged, removes: "\${path:userType}", keep: { ${keep} } }\nidentityCenter: { instanceArn: "arn:aws:sso:::instance/ssoins-722357a1b2c3d4e5" }`,
      );
    const [team, email] = ['Team: "${path:team}"', 'Email: "${path:email}"'];
    expect(await changesBetween(listing(team), listing(`${team}, ${email}`))).toEqual({
      added: ['* Attribute `Email`: `${path:email}`.'],
      removed: [],
    });
    const later = await changesBetween(listing(team, 'prepare'), listing(email, 'prepare'));
    expect(later).toEqual({
      added: ['* Attribute `Email`: `${path:email}`.'],
      removed: ['* Attribute `Team`: `${path:team}`.'],
    });
    expect(await changesBetween(listing(team), listing(team).replace('path:userType', 'path:title'))).toEqual(
      {
        added: ['* For a rollback, the source of `SSMSessionRunAs`: `${path:title}`.'],
        removed: ['* For a rollback, the source of `SSMSessionRunAs`: `${path:userType}`.'],
      },
    );
    expect(await changesBetween(listing(team), listing(team).replace('ssoins-7', 'ssoins-8'))).toMatchObject({
      added: [expect.stringMatching(/^\* Instance: `arn:.*ssoins-8/)],
    });
  });

  it('of what a permission set is created with is the line of its role', async () => {
    const creating = (more: string) =>
      mapping({ ...roles, audit: `osUser: audit, permissionSet: { name: Audit, create: { ${more} } }` });
    expect(await changesBetween(creating('sessionDuration: PT4H'), creating('tags: { a: b }'))).toEqual({
      added: ['* `audit`: its permission set is created with tag `a` = `b`.'],
      removed: ['* `audit`: its permission set is created with session duration `PT4H`.'],
    });
  });

  it('of a guardrail that one role is spared names the role', async () => {
    const { added, removed } = await changesBetween(
      mapping(roles),
      mapping({ ...roles, release: `${roles.release}, guardrails: { except: ["ssm:SendCommand"] }` }),
    );
    expect(removed.filter((line) => !line.includes('release'))).toEqual([]);
    expect(added.filter((line) => line !== '')).toEqual([
      ...added.filter((line) => line.startsWith('| `release` |')),
      '* **Not** denied for `release`: `ssm:SendCommand`.',
    ]);
  });

  it('of a step changes what the step means', async () => {
    const { removed } = await changesBetween(mapping(roles, 'prepare'), mapping(roles, 'switch'));
    expect(removed).toContainEqual(expect.stringContaining('the tag still decides'));
    expect(removed).toContainEqual(expect.stringContaining('Nothing: this step'));
  });
});

describe('every step', () => {
  it('says who decides', async () => {
    const prepare = await pageOf(mapping(roles, 'prepare'));
    expect(prepare).toContain('**Step 1 of 3, `prepare`: the tag still decides.**');
    expect(prepare.match(/\| the tag decides the Linux user \|/g)).toHaveLength(4);
    expect(prepare).toContain('-.->');
    expect(prepare).toContain('Nothing: this step only adds permissions.');
    const switched = await pageOf(
      mapping({ ...roles, admin: `${roles.admin}, principalTag: match` }, 'switch'),
    );
    expect(switched.match(/\| the tag decides the Linux user \|/g)).toHaveLength(3);
    expect(switched).toContain('| sessions are denied unless the tag is `ops-admin` |');
    const enforced = await pageOf(mapping(roles));
    expect(enforced.match(/\| sessions are denied \|/g)).toHaveLength(4);
    expect(enforced).not.toContain('-.->');
  });

  it('opens the default document to nobody by a permission set that is created', async () => {
    const created = { ...roles, auditor: 'osUser: audit, permissionSet: { name: LinuxAuditor, create: {} }' };
    expect(await pageOf(mapping(roles, 'prepare'))).toContain('with the default document stay allowed.');
    expect(await pageOf(mapping(created, 'prepare'))).toContain(
      'with the default document stay allowed, except for `LinuxAuditor`.',
    );
    expect(await pageOf(mapping(created, 'switch'))).not.toContain('stay allowed');
  });

  it('does not hide what a merge file may open', async () => {
    const folder = fileURLToPath(
      new URL('../../cases/prove/prepare-merge-opens-start-session/', import.meta.url),
    );
    const text = await readFile(join(folder, 'ssm-runas.yaml'), 'utf8');
    const page = await pageOf(text, folder);
    expect(page).toContain('* `admin`: the statements of `admin.json` are added to its policy.');
    expect(page).toContain('* `admin`: `admin.json` may allow sessions on other nodes');
    expect(page).not.toContain('* `developer`: ');
    const later = await pageOf(text.replace('prepare', 'switch'), folder);
    expect(later).not.toContain('nothing denies them');
  });

  it('says that an inline policy which is there is replaced, where one can be', async () => {
    const sentence = 'If a permission set already has an inline policy, the generated one replaces it';
    expect(await pageOf(mapping(roles, 'prepare'))).toContain(sentence);
    const exported = { admin: `${roles.admin}, inlinePolicy: export` };
    expect(await pageOf(mapping(exported, 'prepare'))).not.toContain(sentence);
    const created = { admin: 'osUser: a, permissionSet: { name: A, create: {} }' };
    expect(await pageOf(mapping(created, 'prepare'))).not.toContain(sentence);
  });

  it('does not promise a proof that may have been skipped', async () => {
    expect(await pageOf(mapping(roles))).toContain('`generate` checks the policies before it writes them');
  });
});

describe('what rests on trust', () => {
  it('names the service control policies, however many', async () => {
    const many = await pageOf(mappingOf(120));
    const { access } = await compileMapping(mappingOf(120), 'hcl');
    const files = access?.serviceControlPolicies.length ?? 0;
    expect(files).toBeGreaterThan(1);
    expect(many).toContain(`\`identity-center/scp-${files}.json\` is attached`);
    const none = await pageOf(mapping(roles, 'enforce', 'guardrails: none'));
    expect(none).toContain('With `guardrails: none` no service control policy is generated');
    expect(none).not.toContain('scp.json');
  });

  it('names exported policies, shared users and nodes without tags', async () => {
    const page = await pageOf(
      mapping({
        one: 'osUser: a, permissionSet: A, inlinePolicy: export',
        two: 'osUser: a, permissionSet: B',
      }).replace(/nodes: .*\n/, ''),
    );
    expect(page).toContain('* `one`: its policy has an effect only after');
    expect(page).toContain('`one`, `two` have the same Linux user `a`');
    expect(page).toContain('**every** node, EC2 and hybrid');
    expect(page).toContain('can also reach Windows nodes');
  });
});

describe.each(caseNames)('%s', (name) => {
  it('has a page that is known as ours, in both syntaxes the same', async () => {
    const [hcl, json] = await Promise.all(
      (['hcl', 'json'] as const).map(async (syntax) =>
        (await filesOfCase(name, syntax)).find(({ path }) => path === 'ACCESS.md'),
      ),
    );
    expect(hcl).toEqual(json);
    expect(bearsMarker(hcl?.text ?? '')).toBe(true);
  });

  it('has a row for each role in every table, as wide as its header', async () => {
    const page = (await filesOfCase(name, 'hcl')).find(({ path }) => path === 'ACCESS.md')?.text ?? '';
    const { mapping, access } = await compileCase(name, 'hcl');
    if (!mapping || !access) throw new Error('refused');
    const { rows } = accessMap(mapping, access);
    const tables = page.split('\n\n').filter((block) => block.startsWith('|'));
    const firstCells = (table: string) =>
      table
        .split('\n')
        .slice(2)
        .map((line) => line.split(' | ')[0]);
    const aboutRoles = tables.filter((table) => /^\| role \|(?! tunnel)/.test(table));
    expect(aboutRoles).toHaveLength(3);
    for (const table of aboutRoles)
      expect(firstCells(table)).toEqual(rows.map(({ role }) => `| \`${role}\``));
    for (const table of tables) {
      const [header = '', , ...lines] = table.split('\n');
      for (const line of lines) expect(line.split(/(?<!\\)\|/).length).toBe(header.split('|').length);
    }
  });
});

test('a thousand roles are no more work than their lines', async () => {
  const page = await pageOf(mappingOf(1000));
  expect(page).toContain('There are too many roles for a picture');
  expect(page.split('\n').length).toBeLessThan(3100);
});
