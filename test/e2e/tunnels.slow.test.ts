import { describe, it } from 'vitest';
import { hasTerraform } from '../terraform/terraform.js';
import { hasMoto } from './moto.js';
import { applyTunnels } from './tunnels.js';

describe.skipIf(!hasTerraform || !hasMoto)('tunnels', () => {
  it('are applied, lead elsewhere, and are settled', () => applyTunnels('json'));
});
