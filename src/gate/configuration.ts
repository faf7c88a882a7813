/**
 * What the configuration in a plan says: what waits for what by `depends_on` of resources and of module calls, what an argument
 * refers to, which resources have provisioners, and whose provider adds tags. Knows addresses, and not which resources they are.
 */
import { type JsonObject, listOf, objectOf, textOf, textsOf } from '../source/json-value.js';

export interface PlanConfiguration {
  /** Without instance keys, in the order of the modules. */
  readonly resources: ReadonlyMap<string, ConfiguredResource>;
  /** By key, whether a provider puts tags on whatever it creates. */
  readonly providers: ReadonlyMap<string, boolean>;
}

interface ConfiguredResource {
  /** Addresses of resources or of whole modules. */
  readonly waitsFor: readonly string[];
  readonly hasProvisioners: boolean;
  readonly provider: string | undefined;
  readonly expressions: JsonObject;
}

export function configurationIn(configuration: JsonObject | undefined): PlanConfiguration {
  const providers = Object.entries(objectOf(configuration?.provider_config) ?? {});
  const tags = (provider: unknown) => objectOf(objectOf(provider)?.expressions)?.default_tags !== undefined;
  return {
    resources: new Map(resourcesIn(objectOf(configuration?.root_module), '', [])),
    providers: new Map(providers.map(([key, provider]) => [key, tags(provider)])),
  };
}

function resourcesIn(
  module: JsonObject | undefined,
  prefix: string,
  inherited: readonly string[],
): [string, ConfiguredResource][] {
  if (!module) return [];
  const waitingFor = (block: JsonObject | undefined) => [
    ...inherited,
    ...textsOf(block?.depends_on).map((address) => `${prefix}${configuredAddress(address)}`),
  ];
  const own = listOf(module.resources).map((entry): [string, ConfiguredResource] => {
    const resource = objectOf(entry);
    return [
      `${prefix}${textOf(resource?.address) ?? ''}`,
      {
        waitsFor: waitingFor(resource),
        hasProvisioners: listOf(resource?.provisioners).length > 0,
        provider: textOf(resource?.provider_config_key),
        expressions: objectOf(resource?.expressions) ?? {},
      },
    ];
  });
  const calls = Object.entries(objectOf(module.module_calls) ?? {}).flatMap(([name, entry]) => {
    const call = objectOf(entry);
    return resourcesIn(objectOf(call?.module), `${prefix}module.${name}.`, waitingFor(call));
  });
  return [...own, ...calls];
}

/** Whether the plan changes `address` only after `other`. What a resource refers to waits as well, but a policy hands nothing on. */
export function waitsFor({ resources }: PlanConfiguration, address: string, other: string): boolean {
  const awaited = configuredAddress(other);
  return (resources.get(configuredAddress(address))?.waitsFor ?? []).some(
    (known) => awaited === known || awaited.startsWith(`${known}.`),
  );
}

export function hasProvisioners({ resources }: PlanConfiguration, address: string): boolean {
  return resources.get(configuredAddress(address))?.hasProvisioners === true;
}

/** Whether the configuration says anything for an argument; a provider may choose what it does not say. */
export function hasArgument({ resources }: PlanConfiguration, address: string, argument: string): boolean {
  return resources.get(configuredAddress(address))?.expressions[argument] !== undefined;
}

/** What names no provider of the plan may be of any. */
export function hasDefaultTags({ resources, providers }: PlanConfiguration, address: string): boolean {
  const provider = resources.get(configuredAddress(address))?.provider ?? '';
  return providers.get(provider) ?? [...providers.values()].some(Boolean);
}

/**
 * Whether an argument mentions `NAME.ATTRIBUTE` of one resource and nothing else. Terraform lists what an expression mentions, not
 * what it does with it: the text of a reference and a function of it look alike.
 */
export function mentionsOnly(
  { resources }: PlanConfiguration,
  address: string,
  argument: string,
  reference: { readonly name: string; readonly attribute: string },
): boolean {
  const expression = objectOf(resources.get(configuredAddress(address))?.expressions[argument]);
  const mentioned = new Set(textsOf(expression?.references));
  return (
    mentioned.size === 2 &&
    mentioned.has(`${reference.name}.${reference.attribute}`) &&
    mentioned.has(reference.name)
  );
}

/** `module.a["x"].aws_ssoadmin_….b[0]` is configured as `module.a.aws_ssoadmin_….b`. */
function configuredAddress(address: string): string {
  return address.replaceAll(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, '');
}
