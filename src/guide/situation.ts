/**
 * What the guide must know of a mapping before it says a word: who holds the attribute, what is left of the list, what a
 * plan is to count, how Terraform is called. Pure; writes no prose.
 */
import type { Access } from '../access/access.js';
import { runAsTag } from '../aws/names.js';
import { areHeld, attributesRemaining, switchesOff } from '../mapping/attribute-cut-over.js';
import type { AccessControlAttribute, AttributeCutOver, Role, RoleMapping } from '../mapping/model.js';
import { shellWord } from '../shell/quote.js';

export interface Situation {
  readonly mapping: RoleMapping;
  readonly access: Access;
  readonly attribute: AttributeSituation;
  /** Roles whose inline policy Terraform puts in place. */
  readonly placed: readonly Role[];
  /** Roles whose inline policy the team attaches itself. */
  readonly exported: readonly Role[];
  /** Permission sets that Terraform creates. */
  readonly created: readonly Role[];
  /** `terraform` or `tofu`. */
  readonly program: string;
  /** Folder of a module, as `-chdir` takes it; none when the team's own root calls the modules. */
  readonly inFolder: (module: Module) => string;
  /** Where a file made from a module's state goes, relative to the folder in which the commands run. */
  readonly fileOf: (module: Module, name: string) => string;
  /** The mapping as an argument, with a space before it; empty where the tool finds it by itself. */
  readonly mappingArgument: string;
}

export type Module = 'identity-center' | 'session-documents';

export type AttributeSituation =
  | { readonly kind: 'unstated' | 'disabled' | 'elsewhere' }
  | {
      /** `disabling`: none remains, and the feature is switched off. */
      readonly kind: 'kept' | 'disabling';
      readonly holder: 'unmanaged' | 'managed';
      /** What AWS holds before the attribute goes; the source is undefined where the mapping does not say it. */
      readonly today: readonly AttributeRow[];
      /** What AWS holds afterwards. */
      readonly remaining: readonly AccessControlAttribute[];
      /** Where `SSMSessionRunAs` comes from. */
      readonly source: string | undefined;
      readonly movedFrom: string | undefined;
    };

export interface AttributeRow {
  readonly key: string;
  readonly source: string | undefined;
}

export function situationOf(mapping: RoleMapping, access: Access): Situation {
  const { roles, output } = mapping;
  const isRoot = output.layout === 'root';
  return {
    mapping,
    access,
    attribute: attributeSituation(mapping.attributes),
    placed: roles.filter(({ inlinePolicy }) => inlinePolicy.kind !== 'export'),
    exported: roles.filter(({ inlinePolicy }) => inlinePolicy.kind === 'export'),
    created: roles.filter(({ permissionSet }) => permissionSet.kind === 'created'),
    program: output.engine === 'opentofu' ? 'tofu' : 'terraform',
    inFolder: (module) => (isRoot ? `-chdir=${module} ` : ''),
    fileOf: (module, name) => (isRoot ? `${module}/${name}` : name),
    mappingArgument: mappingArgument(mapping),
  };
}

function attributeSituation(attributes: AttributeCutOver): AttributeSituation {
  if (!areHeld(attributes)) return { kind: attributes.configuration };
  const { configuration, keep, removes, address } = attributes;
  return {
    kind: switchesOff(attributes) ? 'disabling' : 'kept',
    holder: configuration,
    today: [...keep, { key: runAsTag, source: removes }],
    remaining: attributesRemaining(attributes),
    source: removes,
    movedFrom: configuration === 'managed' ? address : undefined,
  };
}

/** The names that the command line looks for from the current folder upwards. */
const discovered = /^ssm-runas\.(?:yaml|yml|json)$/;

function mappingArgument({ fileName, output }: RoleMapping): string {
  if (discovered.test(fileName)) return '';
  const parts = output.directory.split('/').filter((part) => part !== '' && part !== '.');
  // What lies above the mapping's folder has names that a mapping does not know.
  if (output.layout === 'module' || parts.includes('..')) return ` ${shellWord(`PATH/TO/${fileName}`)}`;
  return ` ${shellWord(`${'../'.repeat(parts.length)}${fileName}`)}`;
}
