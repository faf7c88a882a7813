/**
 * IP addresses and CIDR ranges of version 4 and 6 as numbers. Knows nothing of policies. It does not ask `node:net`, since
 * loading that takes every run some milliseconds.
 */

export interface Address {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

export interface AddressRange extends Address {
  readonly prefix: number;
}

const byte = /^(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)$/;
const group = /^[\da-f]{1,4}$/i;

/** `undefined` for anything else, also for IPv6 with a zone or an embedded IPv4 address. */
export function parseAddress(text: string): Address | undefined {
  return text.includes(':') ? parseVersion6(text) : parseVersion4(text);
}

function parseVersion4(text: string): Address | undefined {
  const bytes = text.split('.');
  if (bytes.length !== 4 || !bytes.every((part) => byte.test(part))) return undefined;
  return { bits: 32, value: joined(bytes.map(Number), 8n) };
}

/** `::` stands for one group of zeros or more. */
function parseVersion6(text: string): Address | undefined {
  const halves = text.split('::').map((half) => (half === '' ? [] : half.split(':')));
  const [left = [], right = []] = halves;
  const zeros = 8 - left.length - right.length;
  if (halves.length === 1 ? zeros !== 0 : halves.length > 2 || zeros < 1) return undefined;
  const parts = [...left, ...Array<string>(zeros).fill('0'), ...right];
  if (!parts.every((part) => group.test(part))) return undefined;
  const groups = parts.map((part) => Number.parseInt(part, 16));
  return { bits: 128, value: joined(groups, 16n) };
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

function joined(parts: readonly number[], width: bigint): bigint {
  return parts.reduce((value, part) => (value << width) | BigInt(part), 0n);
}
