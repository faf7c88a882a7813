import { describe, it } from 'vitest';
import { hasTerraform } from '../terraform/terraform.js';
import { lockExisting, lockNew } from './default-document.js';
import { hasMoto } from './moto.js';

describe.skipIf(!hasTerraform || !hasMoto)('the lock of the default document', () => {
  it('imports what exists, locks it and stays so', () => lockExisting('hcl'));
  it('creates it where it does not exist, and fails if told otherwise', () => lockNew('json'));
});
