/** Whom an address is counted as. */
import { isIPv6 } from 'node:net';

const mappedAddress = /^::ffff:(\d+(?:\.\d+){3})$/i;

/**
 * The network of an IPv6 address, because each customer is given 64 bits of addresses or more
 * (RFC 6177); an IPv4 address, also one that is written as IPv6, is itself.
 */
export function networkOf(address: string): string {
  const [, mapped] = mappedAddress.exec(address) ?? [];
  if (mapped) return mapped;
  if (!isIPv6(address)) return address;
  const [before = [], after = []] = address.split('::').map((half) => half.split(':'));
  const given = before.filter((group) => group !== '');
  const zeros = Array<string>(Math.max(0, 8 - given.length - after.length)).fill('0');
  const groups = address.includes('::') ? [...given, ...zeros, ...after] : given;
  return groups
    .slice(0, 4)
    .map((group) => group.toLowerCase().padStart(4, '0'))
    .join(':');
}
