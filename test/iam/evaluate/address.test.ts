/** Addresses are those of Node's own parser, but for what policies cannot hold; ranges hold what Node's block list holds. */
import { BlockList, isIPv4, isIPv6 } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contains, parseAddress, parseRange } from '../../../src/iam/evaluate/address.js';

/** Right, nearly right and wrong. */
const texts = fc.oneof(
  fc.ipV4(),
  fc.ipV4Extended(),
  fc.ipV6(),
  fc.stringMatching(/^[\d.]{1,16}$/),
  fc.stringMatching(/^(25[0-9]|2[0-9]{2}|0?[0-9]{1,2}|1[0-9]{2})(\.(25[0-9]|0?[0-9]{1,2})){3}$/),
  fc.stringMatching(/^[\da-fA-F:]{1,20}$/),
  fc.stringMatching(/^([\da-f]{1,5}:){1,8}(:[\da-f]{0,4}){0,8}$/),
  fc
    .array(fc.constantFrom('0', '1', 'ff', 'FFFF', ':', '::', '.', '%eth0', '1.2.3.4', ' ', '\n'), {
      maxLength: 17,
    })
    .map((parts) => parts.join('')),
);

describe('an address', () => {
  it('is what Node reads as one, without zones and embedded IPv4 addresses', () => {
    let read = 0;
    fc.assert(
      fc.property(texts, (text) => {
        const expected = isIPv4(text) ? 32 : isIPv6(text) && !/[.%]/.test(text) ? 128 : undefined;
        expect(parseAddress(text)?.bits).toBe(expected);
        if (expected !== undefined) read += 1;
      }),
      { numRuns: 20_000 },
    );
    expect(read).toBeGreaterThan(4_000);
  });

  it.each([
    ['0.0.0.0', 0n],
    ['10.1.2.255', 0x0a0102ffn],
    ['::', 0n],
    ['2001:DB8::1', 0x20010db8000000000000000000000001n],
    ['1:2:3:4:5:6:7::', 0x00010002000300040005000600070000n],
    ['::ffff:0102:0304', 0xffff01020304n],
  ])('%s has its value', (text, value) => {
    expect(parseAddress(text)?.value).toBe(value);
  });

  it.each([
    '',
    '1.2.3',
    '1.2.3.04',
    '256.1.1.1',
    ':',
    ':::',
    '1:2:3:4:5:6:7:8::',
    '::1%lo',
    '::1.2.3.4',
    '1::2::3',
  ])('%s is none', (text) => {
    expect(parseAddress(text)).toBeUndefined();
  });
});

describe('a range', () => {
  const versions = [
    { family: 'ipv4', bits: 32, address: fc.ipV4() },
    { family: 'ipv6', bits: 128, address: fc.ipV6().filter((text) => !text.includes('.')) },
  ] as const;

  it.each(versions)('of $family holds what a block list of Node holds', ({ family, bits, address }) => {
    let held = 0;
    fc.assert(
      fc.property(address, address, fc.integer({ min: 0, max: bits }), (host, other, prefix) => {
        const blocked = new BlockList();
        blocked.addSubnet(host, prefix, family);
        const range = parseRange(`${host}/${prefix}`);
        const given = parseAddress(other);
        if (!range || !given) throw new Error(`not read: ${host}/${prefix}, ${other}`);
        expect(contains(range, given)).toBe(blocked.check(other, family));
        if (contains(range, given)) held += 1;
      }),
      { numRuns: 5_000 },
    );
    expect(held).toBeGreaterThan(50);
  });

  it('of one version holds no address of the other', () => {
    const everything = parseRange('::/0');
    const given = parseAddress('1.2.3.4');
    expect(everything && given && contains(everything, given)).toBe(false);
  });

  it.each(['1.2.3.4/33', '::/129', '::1', '1.2.3.4/', '1.2.3.4/a', '/8', '1.2.3.4/8/8'])(
    '%s is none',
    (text) => {
      expect(parseRange(text)).toBeUndefined();
    },
  );
});
