/** The question to AWS before a call that no plan shows: which answers let it through, in a shell that lives on. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { digestOf } from '../../src/guide/policies-in-force.js';
import { caseNames, compileCase, compileMapping } from '../cases/case.js';
import { hangGuard } from '../hang-guard.js';
import { hasShell } from '../shells.js';
import { rolloutText } from './guides.js';

const mappingAt = (rollout: string) => `version: 1
rollout: ${rollout}
accessControlAttributes: { configuration: unmanaged, keep: {}, whenNoneRemain: disable }
identityCenter: { instanceArn: "arn:aws:sso:::instance/ssoins-722357a1b2c3d4e5" }
roles:
  admin: { osUser: ops-admin, permissionSet: LinuxAdmin }
  auditor: { osUser: audit, permissionSet: "Linux=Auditor,x.y@z-1", inlinePolicy: export }
`;

async function compiled(rollout: string) {
  const { mapping, access } = await compileMapping(mappingAt(rollout), 'hcl');
  if (!mapping || !access) throw new Error('the mapping is refused');
  return { mapping, access };
}

/** Policies as AWS has them, by permission set. */
type Policies = Readonly<Record<string, string>>;

async function policiesOf(rollout: string): Promise<Policies> {
  const { roles } = (await compiled(rollout)).access;
  return Object.fromEntries(roles.map(({ role, policyText }) => [role.permissionSet.name, policyText]));
}

/** A permission set's number is its ARN. Accounts whose policy is older than the permission set's stand in a file each. */
const aws = `#!/bin/sh
case "$2" in
  list-accounts-for-provisioned-permission-set)
    [ "$7 $8" = '--provisioning-status LATEST_PERMISSION_SET_NOT_PROVISIONED' ] || exit 252
    [ ! -e "$ANSWERS/$6.behind" ] || cat "$ANSWERS/$6.behind" ;;
  list-permission-sets) cd "$ANSWERS" && ls -- *.name | sed 's/[.]name$//' ;;
  describe-permission-set) cat "$ANSWERS/$6.name" ;;
  get-inline-policy-for-permission-set) cat "$ANSWERS/$6.policy" ;;
  delete-instance-access-control-attribute-configuration) echo 'switched off' ;;
esac
`;

const guideText = ({ mapping, access }: Awaited<ReturnType<typeof compiled>>) => rolloutText(mapping, access);

/** What the guide's block prints where AWS has these policies. */
async function answer(policies: Policies, program = aws, behind: Policies = {}): Promise<string> {
  const { mapping, access } = await compiled('switch');
  const blocks = [...guideText({ mapping, access }).matchAll(/^```sh\n(.*?)^```$/gms)];
  const block = blocks.map(([, text = '']) => text).find((text) => text.includes('delete-instance'));
  const folder = mkdtempSync(join(tmpdir(), 'ssm-runas-denies-'));
  try {
    writeFileSync(join(folder, 'aws'), program);
    chmodSync(join(folder, 'aws'), 0o755);
    for (const [at, [name, policy]] of Object.entries(policies).entries()) {
      writeFileSync(join(folder, `${at}.name`), `${name}\n`);
      writeFileSync(join(folder, `${at}.policy`), `${policy}\n`);
      const accounts = behind[name];
      if (accounts !== undefined) writeFileSync(join(folder, `${at}.behind`), `${accounts}\n`);
    }
    const { stdout } = spawnSync('sh', ['-i'], {
      input: `exec 2>&1; PS1= PS2=\ninstance=x\n${block}echo still here\n`,
      encoding: 'utf8',
      timeout: hangGuard,
      env: { PATH: `${folder}:${dirname(process.execPath)}:/usr/bin:/bin`, ANSWERS: folder, HOME: folder },
    });
    expect(stdout).toContain('still here');
    return stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const off = /^switched off$/m;
const refused = /^Nothing was switched off: first apply the policies of this step/m;

const otherPolicy = (name: string) => `${name}: its inline policy is not the policy of this step`;

/** As another tool may write what means the same: lists of one for single values, everything in another order. */
function rewritten(text: string): string {
  const turned = (value: unknown): unknown => {
    if (Array.isArray(value)) return [...value].reverse().map(turned);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).reverse();
    return Object.fromEntries(
      entries.map(([key, inner]) => [
        key,
        typeof inner === 'string' && !['Version', 'Sid', 'Effect'].includes(key) ? [inner] : turned(inner),
      ]),
    );
  };
  return JSON.stringify(turned(JSON.parse(text)), undefined, 2);
}

interface Written {
  readonly Version: string;
  readonly Statement: readonly Readonly<Record<string, unknown>>[];
}

describe.skipIf(!hasShell('sh'))('attributes for access control', () => {
  const changed = async (edit: (policy: Written) => unknown): Promise<Policies> => {
    const { LinuxAdmin = '', ...rest } = await policiesOf('switch');
    return { ...rest, LinuxAdmin: JSON.stringify(edit(JSON.parse(LinuxAdmin))) };
  };

  it('are switched off when every mapped permission set has the policy, however it is written', async () => {
    const policies = await policiesOf('switch');
    const other = Object.fromEntries(Object.entries(policies).map(([name, text]) => [name, rewritten(text)]));
    for (const present of [policies, other]) {
      const words = await answer({ Other: '{}', ...present });
      expect(words).toMatch(off);
      expect(words).not.toMatch(refused);
    }
  });

  it('stay where the policies are those of prepare', async () => {
    const words = await answer(await policiesOf('prepare'));
    expect(words).not.toMatch(off);
    expect(words).toMatch(refused);
    expect(words).toContain(otherPolicy('LinuxAdmin'));
  });

  it('stay where a statement has the Sid and says something else', async () => {
    const edits: readonly ((policy: Written) => unknown)[] = [
      ({ Version, Statement }) => ({
        Version,
        Statement: Statement.map((one) =>
          one.Sid === 'DenyOtherDocuments' ? { ...one, NotResource: '*' } : one,
        ),
      }),
      ({ Version, Statement }) => ({
        Version,
        Statement: Statement.filter(({ Sid }) => Sid !== 'DenyForeignDocument'),
      }),
      ({ Statement }) => ({ Version: '2008-10-17', Statement }),
      () => ({ Sid: 'DenyOtherDocuments' }),
    ];
    for (const edit of edits) {
      const words = await answer(await changed(edit));
      expect(words).not.toMatch(off);
      expect(words).toMatch(refused);
      expect(words).toContain(otherPolicy('LinuxAdmin'));
    }
  });

  it('stay where an account has an older policy than the permission set', async () => {
    const words = await answer(await policiesOf('switch'), aws, { LinuxAdmin: '111122223333\t444455556666' });
    expect(words).not.toMatch(off);
    expect(words).toMatch(refused);
    expect(words).toContain('LinuxAdmin: not provisioned in 111122223333\t444455556666.');
    expect(words).toContain(
      'aws sso-admin provision-permission-set --instance-arn x --permission-set-arn 0 --target',
    );
    const unanswered = aws.replace('[ ! -e', 'exit 254; [ ! -e');
    expect(await answer(await policiesOf('switch'), unanswered)).toMatch(refused);
  });

  it('stay where one lacks it, is not there, or AWS does not answer', async () => {
    const { LinuxAdmin: admin = '', ...exported } = await policiesOf('switch');
    const notAttached = await answer({ LinuxAdmin: admin, 'Linux=Auditor,x.y@z-1': 'None' });
    expect(notAttached).toContain(otherPolicy('Linux=Auditor,x.y@z-1'));
    const answers = [notAttached, await answer(exported), await answer({}, '#!/bin/sh\nexit 255\n')];
    for (const words of answers) {
      expect(words).not.toMatch(off);
      expect(words).toMatch(refused);
    }
  });
});

it.skipIf(!hasShell('sh'))(
  'the shell computes of every golden policy what the guide compares with',
  async () => {
    const digest = guideText(await compiled('switch')).match(/^digest='([^']*)'$/m)?.[1] ?? '';
    expect(digest).toContain('createHash');
    const policies = await Promise.all(caseNames.map((name) => compileCase(name, 'hcl')));
    const all = policies.flatMap(({ access }) => access?.roles ?? []);
    expect(all.length).toBeGreaterThan(20);
    // One process for all: the program reads one policy.
    const program = `for (const text of JSON.parse(require("fs").readFileSync(0, "utf8"))) { const inner = require; ((require) => { ${digest} })((name) => name === "fs" ? { readFileSync: () => text } : inner(name)); }`;
    const { stdout } = spawnSync(process.execPath, ['-e', program], {
      input: JSON.stringify(all.flatMap(({ policyText }) => [policyText, rewritten(policyText)])),
      encoding: 'utf8',
      timeout: hangGuard,
    });
    expect(stdout.trim().split('\n')).toEqual(
      all.flatMap(({ policy }) => [digestOf(policy), digestOf(policy)]),
    );
  },
);
