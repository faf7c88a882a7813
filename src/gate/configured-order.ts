/**
 * What the configuration in a plan has wait for what, by `depends_on` of resources and of module calls. Knows addresses,
 * nothing of what stands at them. What a resource refers to waits as well, but a policy hands nothing on to refer to.
 */
import { type JsonObject, listOf, objectOf, textOf, textsOf } from '../source/json-value.js';

/** Address without instance keys to the addresses that it waits for, resources or whole modules. */
export type ConfiguredOrder = ReadonlyMap<string, readonly string[]>;

export function configuredOrder(root: JsonObject | undefined): ConfiguredOrder {
  return new Map(orderIn(root, '', []));
}

function orderIn(
  module: JsonObject | undefined,
  prefix: string,
  inherited: readonly string[],
): [string, readonly string[]][] {
  if (!module) return [];
  const waitingFor = (block: JsonObject | undefined) => [
    ...inherited,
    ...textsOf(block?.depends_on).map((address) => `${prefix}${configuredAddress(address)}`),
  ];
  const own = listOf(module.resources).flatMap((entry): [string, readonly string[]][] => {
    const resource = objectOf(entry);
    const others = waitingFor(resource);
    return others.length === 0 ? [] : [[`${prefix}${textOf(resource?.address) ?? ''}`, others]];
  });
  const calls = Object.entries(objectOf(module.module_calls) ?? {}).flatMap(([name, entry]) => {
    const call = objectOf(entry);
    return orderIn(objectOf(call?.module), `${prefix}module.${name}.`, waitingFor(call));
  });
  return [...own, ...calls];
}

/** Whether the plan changes `address` only after `other`. */
export function waitsFor(order: ConfiguredOrder, address: string, other: string): boolean {
  const awaited = configuredAddress(other);
  return (order.get(configuredAddress(address)) ?? []).some(
    (known) => awaited === known || awaited.startsWith(`${known}.`),
  );
}

/** `module.a["x"].aws_ssoadmin_….b[0]` is configured as `module.a.aws_ssoadmin_….b`. */
export function configuredAddress(address: string): string {
  return address.replaceAll(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, '');
}
