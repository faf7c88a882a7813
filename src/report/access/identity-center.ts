/**
 * What ACCESS.md says of the Identity Center instance, and so of the whole organisation: which attributes for access
 * control are passed on, and what becomes of `SSMSessionRunAs` at this step. One line for each.
 */
import { runAsTag } from '../../aws/names.js';
import { attributesListed } from '../../mapping/attribute-cut-over.js';
import type { RoleMapping } from '../../mapping/model.js';
import { bullets, code, type Section } from '../../markdown/strings.js';
import { instanceSettings, type Setting } from '../settings.js';

export function identityCenter(mapping: RoleMapping): Section {
  return {
    heading: 'Attributes for access control',
    body: [
      `They hold for the whole Identity Center instance, and so for every permission set and every application. ${whatBecomesOfTheTag(mapping)}`,
      bullets(instanceSettings(mapping).map(line)),
    ],
  };
}

function line({ what, name, value }: Setting): string {
  return name === undefined ? `${what}: ${code(value)}.` : `${what} ${code(name)}: ${code(value)}.`;
}

const tag = code(runAsTag);

function whatBecomesOfTheTag({ attributes, step }: RoleMapping): string {
  switch (attributes.configuration) {
    case 'unstated':
      return `The mapping does not say who manages them: nothing here changes them, nor removes ${tag}.`;
    case 'disabled':
      return 'The mapping says that they are off: nothing here changes them.';
    case 'elsewhere':
      return `Another Terraform state manages them: nothing here changes them, and ${tag} is removed there, after the policies of \`switch\`.`;
    case 'unmanaged':
    case 'managed':
  }
  if (step.attribute === 'stays' && attributes.configuration === 'unmanaged') {
    return `They stay as they are, ${tag} too, until \`switch\`.`;
  }
  if (attributesListed(attributes, step).length === 0) {
    return `None remains, so that they are to be off for the whole instance: \`ROLLOUT.md\` says how.`;
  }
  return step.attribute === 'stays' && attributes.removes !== undefined
    ? `They become the list below; ${tag} stays until \`switch\`.`
    : `They become the list below, so that ${tag} is gone, and whatever else is not in it.`;
}
