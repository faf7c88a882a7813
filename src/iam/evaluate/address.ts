/**
 * IP addresses and CIDR ranges of version 4 and 6 as numbers.
 * Knows nothing of policies.
 */
import { isIPv4, isIPv6 } from 'node:net';

export interface Address {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

export interface AddressRange extends Address {
  readonly prefix: number;
}

/** `undefined` for anything else, also for IPv6 with a zone or an embedded IPv4 address. */
export function parseAddress(text: string): Address | undefined {
  if (isIPv4(text)) return { bits: 32, value: joinGroups(text.split('.').map(Number), 8n) };
  if (!isIPv6(text) || /[.%]/.test(text)) return undefined;
  const [before = '', after] = text.split('::');
  const left = groups(before);
  const right = groups(after ?? '');
  const zeros = Array<number>(8 - left.length - right.length).fill(0);
  return { bits: 128, value: joinGroups([...left, ...zeros, ...right], 16n) };
}

/**
 * An IPv4 address without prefix is a range of one. IPv6 needs a prefix: the guide names `/32` as the default and does not
 * say for which version (reference_policies_elements_condition_operators, Conditions_IPAddress).
 */
export function parseRange(text: string): AddressRange | undefined {
  const [, host = '', prefixText] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const address = parseAddress(host);
  if (!address || (prefixText === undefined && address.bits === 128)) return undefined;
  const prefix = prefixText === undefined ? address.bits : Number(prefixText);
  return prefix <= address.bits ? { ...address, prefix } : undefined;
}

export function contains(range: AddressRange, address: Address): boolean {
  const hostBits = BigInt(range.bits - range.prefix);
  return range.bits === address.bits && range.value >> hostBits === address.value >> hostBits;
}

function groups(text: string): number[] {
  return text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16));
}

function joinGroups(parts: readonly number[], width: bigint): bigint {
  return parts.reduce((value, part) => (value << width) | BigInt(part), 0n);
}
