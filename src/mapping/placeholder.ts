/** The harmless attribute that `whenNoneRemain: placeholder` keeps, because the provider cannot hold an empty list. */
import type { AccessControlAttribute } from './model.js';

export const placeholder: AccessControlAttribute = {
  key: 'SsmRunAsGenPlaceholder',
  source: '${path:userName}',
};
