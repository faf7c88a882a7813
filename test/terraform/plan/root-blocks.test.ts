import { expect, test } from 'vitest';
import { planAccessControlAttributes } from '../../../src/terraform/plan/access-control-attributes.js';
import { modelOf, quietTop, readText } from '../../mapping/read.js';

const address = 'address: aws_ssoadmin_instance_access_control_attributes.x, ';
const top = quietTop.replace(/accessControl.*\n/, '');

const combinations = ['managed', 'unmanaged', 'elsewhere', 'disabled'].flatMap((configuration) =>
  ['prepare', 'switch', 'enforce'].flatMap((rollout) =>
    ['{ A: "${path:title}" }', '{}'].flatMap((keep) =>
      ['placeholder', 'disable'].flatMap((whenNoneRemain) =>
        ['', address].map((moved) => ({ configuration, rollout, keep, whenNoneRemain, moved })),
      ),
    ),
  ),
);

test('the address of the module is asked for exactly where a block for the root needs it', async () => {
  const verdicts = { asked: 0, notAsked: 0 };
  for (const { configuration, rollout, keep, whenNoneRemain, moved } of combinations) {
    const isHeld = configuration.endsWith('managed');
    const choice = keep === '{}' ? `, whenNoneRemain: ${whenNoneRemain}` : '';
    const own = isHeld
      ? `, ${configuration === 'managed' ? moved : ''}removes: "\${path:userType}", keep: ${keep}${choice}`
      : '';
    const text = (output: string) => `${top}rollout: ${rollout}
identityCenter: { instanceArn: "arn:aws:sso:::instance/ssoins-722357a1b2c3d4e5" }
accessControlAttributes: { configuration: ${configuration}${own} }
output: { layout: module${output} }
roles: { dev: { osUser: dev, permissionSet: Dev } }
`;
    const files = planAccessControlAttributes(await modelOf(text(', moduleAddress: module.runas')));
    const isNeeded = files.some(({ path }) => path.startsWith('root-blocks/'));
    const { codes } = await readText(text(''));
    expect({ text: text(''), codes }).toEqual({
      text: text(''),
      codes: isNeeded ? ['module-address-unstated'] : [],
    });
    verdicts[isNeeded ? 'asked' : 'notAsked'] += 1;
  }
  expect(Math.min(verdicts.asked, verdicts.notAsked)).toBeGreaterThan(10);
});
