import { describe, it } from 'vitest';
import { hasTerraform } from '../terraform/terraform.js';
import { planNodeUsers } from './node-users.js';

describe.skipIf(!hasTerraform)('the association that creates Linux users', () => {
  it('is planned and is accepted by the gate', () => planNodeUsers('json'));
});
