/** What the slow tier applies in one syntax, applied in the other one. */
import { describe, it } from 'vitest';
import { hasTerraform } from '../terraform/terraform.js';
import { lockExisting, lockNew } from './default-document.js';
import { hasMoto } from './moto.js';
import { planNodeUsers } from './node-users.js';
import { applyTunnels } from './tunnels.js';
import { applyValuesByPlace } from './values-by-place.js';

describe.skipIf(!hasTerraform || !hasMoto)('in the other syntax', () => {
  it('tunnels are applied, lead elsewhere, and are settled', () => applyTunnels('hcl'));
  it('values by place are filled in by Terraform', () => applyValuesByPlace('json'));
  it('the lock imports the default document, and stays so', () => lockExisting('json'));
  it('the lock creates the default document where it does not exist', () => lockNew('hcl'));
  it('the association that creates Linux users is planned', () => planNodeUsers('hcl'));
});
