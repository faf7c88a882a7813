import { describe, expect, it } from 'vitest';
import { compileMapping } from '../../cases/case.js';

const mapping = `version: 1
rollout: prepare
accessControlAttributes: { configuration: disabled }
accounts: ["111111111111"]
regions: [eu-central-1]
roles:
  found: { osUser: dev, permissionSet: Found }
  made: { osUser: ops, permissionSet: { name: Made, create: {} } }
`;

async function allowsOf(name: string) {
  const { access, diagnostics } = await compileMapping(mapping, 'hcl');
  const role = access?.roles.find((each) => each.role.name === name);
  if (!role) throw new Error(JSON.stringify(diagnostics, null, 2));
  return role.policy.Statement.filter(({ Sid = '' }) => Sid.startsWith('Start'));
}

describe('in prepare', () => {
  it('people keep the default document of a permission set that was there', async () => {
    const [onNodes, withDocument] = await allowsOf('found');
    expect(onNodes?.Condition).toBeUndefined();
    expect(withDocument?.Condition).toBeUndefined();
    expect(withDocument?.Resource).toEqual([
      'arn:aws:ssm:*:*:document/SSMRunAs-found-Session',
      'arn:aws:ssm:*:*:document/SSM-SessionManagerRunShell',
    ]);
  });

  it('a permission set that is created opens its own document only', async () => {
    const checked = { BoolIfExists: { 'ssm:SessionDocumentAccessCheck': 'true' } };
    const [onNodes, withDocument] = await allowsOf('made');
    expect(onNodes?.Condition).toMatchObject(checked);
    expect(withDocument).toMatchObject({
      Resource: 'arn:aws:ssm:*:*:document/SSMRunAs-made-Session',
      Condition: checked,
    });
  });
});
