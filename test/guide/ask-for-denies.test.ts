/** The question to AWS before a call that no plan shows: which answers let it through, in a shell that lives on. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rolloutGuide } from '../../src/guide/rollout-guide.js';
import { compileMapping } from '../cases/case.js';
import { hangGuard } from '../hang-guard.js';
import { hasShell } from '../shells.js';

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

/** A permission set's number is its ARN. */
const aws = `#!/bin/sh
case "$2" in
  list-permission-sets) cd "$ANSWERS" && ls -- *.name | sed 's/[.]name$//' ;;
  describe-permission-set) cat "$ANSWERS/$6.name" ;;
  get-inline-policy-for-permission-set) cat "$ANSWERS/$6.policy" ;;
  delete-instance-access-control-attribute-configuration) echo 'switched off' ;;
esac
`;

/** What the guide's block prints where AWS has these policies. */
async function answer(policies: Policies, program = aws): Promise<string> {
  const { mapping, access } = await compiled('switch');
  const blocks = [...rolloutGuide(mapping, access).text.matchAll(/^```sh\n(.*?)^```$/gms)];
  const block = blocks.map(([, text = '']) => text).find((text) => text.includes('delete-instance'));
  const folder = mkdtempSync(join(tmpdir(), 'ssm-runas-denies-'));
  try {
    writeFileSync(join(folder, 'aws'), program);
    chmodSync(join(folder, 'aws'), 0o755);
    for (const [at, [name, policy]] of Object.entries(policies).entries()) {
      writeFileSync(join(folder, `${at}.name`), `${name}\n`);
      writeFileSync(join(folder, `${at}.policy`), `${policy}\n`);
    }
    const { stdout } = spawnSync('sh', ['-i'], {
      input: `exec 2>&1; PS1= PS2=\ninstance=x\n${block}echo still here\n`,
      encoding: 'utf8',
      timeout: hangGuard,
      env: { PATH: `${folder}:/usr/bin:/bin`, ANSWERS: folder, HOME: folder },
    });
    expect(stdout).toContain('still here');
    return stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const off = /^switched off$/m;
const refused = /^Nothing was switched off: first apply the policies of this step/m;

describe.skipIf(!hasShell('sh'))('attributes for access control', () => {
  it('are switched off when every mapped permission set has the Deny', async () => {
    const spaced = Object.entries(await policiesOf('switch')).map(([name, text]) => [
      name,
      JSON.stringify(JSON.parse(text), undefined, 2),
    ]);
    for (const policies of [await policiesOf('switch'), Object.fromEntries(spaced)]) {
      const words = await answer({ Other: '{}', ...policies });
      expect(words).toMatch(off);
      expect(words).not.toMatch(refused);
    }
  });

  it('stay where the policies are those of prepare', async () => {
    const words = await answer(await policiesOf('prepare'));
    expect(words).not.toMatch(off);
    expect(words).toMatch(refused);
    expect(words).toContain('LinuxAdmin: no DenyOtherDocuments in its inline policy');
  });

  it('stay where one lacks it, is not there, or AWS does not answer', async () => {
    const { LinuxAdmin: admin = '', ...exported } = await policiesOf('switch');
    const notAttached = await answer({ LinuxAdmin: admin, 'Linux=Auditor,x.y@z-1': 'None' });
    expect(notAttached).toContain('Linux=Auditor,x.y@z-1: no DenyOtherDocuments in its inline policy');
    const answers = [notAttached, await answer(exported), await answer({}, '#!/bin/sh\nexit 255\n')];
    for (const words of answers) {
      expect(words).not.toMatch(off);
      expect(words).toMatch(refused);
    }
  });
});
