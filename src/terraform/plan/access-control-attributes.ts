/**
 * `access-control-attributes.tf` and `root-blocks/`: the removal of `SSMSessionRunAs` from what Identity Center passes on.
 * An update replaces the whole list, and a destroy switches the feature off for the organisation
 * (https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_DeleteInstanceAccessControlAttributeConfiguration.html):
 * hence every attribute is spelled, destroying is prevented, and whatever is no longer generated is forgotten, not destroyed.
 */
import { attributesListed, rootBlockNeeded } from '../../mapping/attribute-cut-over.js';
import type { AccessControlAttribute, HeldAttributes, Role, RoleMapping } from '../../mapping/model.js';
import type { ResourceArguments } from '../json/argument-types.js';
import { attributesAddress, inlinePolicy, instanceArn, labels, seenFromRoot, types } from './addresses.js';
import type { Block } from './block.js';
import { type PlannedFile, terraformFile, withRootBlocks } from './file.js';
import { resource } from './provider-block.js';
import { list, text } from './value.js';

export function planAccessControlAttributes(mapping: RoleMapping): PlannedFile[] {
  const { comment, blocks, rootBlocks } = planned(mapping);
  const file = terraformFile('identity-center/access-control-attributes', blocks, comment);
  return withRootBlocks(file, rootBlocks, mapping.output);
}

interface Planned {
  readonly comment: readonly string[];
  readonly blocks: readonly Block[];
  /** Blocks that only a root module may hold, or that name addresses outside this module. */
  readonly rootBlocks: readonly Block[];
}

function planned(mapping: RoleMapping): Planned {
  const { attributes } = mapping;
  switch (attributes.configuration) {
    case 'unstated':
      return forgotten(
        mapping,
        'The role mapping does not say who manages the attributes for access control.',
      );
    case 'disabled':
      return forgotten(
        mapping,
        'Attributes for access control are off for this instance: nothing to remove.',
      );
    case 'elsewhere':
      return forgotten(mapping, 'Another Terraform state manages the attributes for access control.');
    case 'unmanaged':
    case 'managed':
      return heldHere(mapping, attributes);
  }
}

function heldHere(mapping: RoleMapping, attributes: HeldAttributes): Planned {
  if (mapping.step.attribute === 'stays' && attributes.configuration === 'unmanaged') {
    return forgotten(mapping, 'The attributes for access control stay as they are until `rollout: switch`.');
  }
  const remaining = attributesListed(attributes, mapping.step);
  if (remaining.length === 0) {
    return {
      comment: [
        'No attribute remains and `whenNoneRemain` is `disable`: attributes for access control are switched off for the',
        'whole instance. See ROLLOUT.md.',
      ],
      blocks: [],
      rootBlocks: [],
    };
  }
  return {
    comment: [
      mapping.step.attribute === 'stays'
        ? 'The whole list. `SSMSessionRunAs` stays until `rollout: switch`.'
        : 'The whole list: what is not in it is removed, such as `SSMSessionRunAs`.',
    ],
    blocks: [attributesResource(remaining, mapping.roles)],
    rootBlocks: rootBlocks(mapping, attributes),
  };
}

/** After the policies: they must stand before the tag goes. Never `region`: to change it would replace the resource. */
function attributesResource(attributes: readonly AccessControlAttribute[], roles: readonly Role[]): Block {
  return resource(
    types.attributes,
    labels.attributes,
    { instance_arn: instanceArn, attribute: attributes.map(attributeBlock) },
    {
      lifecycle: { preventDestroy: true, ignoreChanges: [] },
      dependsOn: roles
        .filter((role) => role.inlinePolicy.kind !== 'export')
        .map((role) => inlinePolicy(role)),
    },
  );
}

type AttributeBlock = ResourceArguments<typeof types.attributes>['attribute'][number];

function attributeBlock({ key, source }: AccessControlAttribute): AttributeBlock {
  return { key: text(key), value: [{ source: list([text(source)]) }] };
}

function rootBlocks(mapping: RoleMapping, attributes: HeldAttributes): Block[] {
  const ours = seenFromRoot(mapping.output, attributesAddress);
  const { address } = attributes;
  switch (rootBlockNeeded(attributes, mapping.step)) {
    case 'moved':
      return address === undefined || address === ours ? [] : [{ kind: 'moved', from: address, to: ours }];
    case 'import':
      return mapping.instanceArn === undefined ? [] : [{ kind: 'import', to: ours, id: mapping.instanceArn }];
    case undefined:
      return [];
  }
}

/**
 * `prevent_destroy` goes with the block that holds it, so a block that is merely left out would be destroyed. Where the
 * resource was never in the state, `removed` does nothing.
 */
function forgotten({ output }: RoleMapping, reason: string): Planned {
  return {
    comment: [reason, 'If this state has them, Terraform forgets them, and does not delete them in AWS.'],
    blocks: [{ kind: 'removed', from: attributesAddress, spellDestroy: output.engine === 'terraform' }],
    rootBlocks: [],
  };
}
