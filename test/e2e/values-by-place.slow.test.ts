import { describe, it } from 'vitest';
import { hasTerraform } from '../terraform/terraform.js';
import { hasMoto } from './moto.js';
import { applyValuesByPlace } from './values-by-place.js';

describe.skipIf(!hasTerraform || !hasMoto)('values by place', () => {
  it('are filled in by Terraform', () => applyValuesByPlace('hcl'));
});
